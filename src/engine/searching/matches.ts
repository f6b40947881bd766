import type { TextSpan } from '../../common/contracts/searchResult';
import { isStopWord, shownTerms } from '../retrieval/query';
import { termHash } from '../retrieval/termHash';
import type { TermAnalyzer } from '../retrieval/terms';
import { scanText, splitIdentifier, unifiedRun } from '../retrieval/words';
import type { TermEvidence } from './chunkText';
import type { Preview } from './preview';

/** Most spans of one preview: more would highlight everything. */
const maxSpans = 40;

/**
 * Inverse document frequency below which a term is common: it occurs in more than a third of all chunks. A term with
 * less than this share of the weight of the rarest one in the preview is common too. Common terms are marked only if
 * there is no rarer one.
 */
const commonIdf = Math.log(3);
const commonShare = 0.25;

/** A span and the weight of its term. */
interface WeighedSpan extends TextSpan {
  readonly weight: number;
}

/**
 * Spans of a preview that match the query: words and parts of identifiers whose terms are in the query, a whole
 * identifier if the query contains the whole. In order, without overlaps.
 */
export function matchesIn(
  { line: firstLine, text }: Preview,
  { query, statistics }: TermEvidence,
  analyzer: TermAnalyzer,
): TextSpan[] {
  const wanted = shownTerms(query);
  const weights = new Map(Array.from(wanted, ([term, i]) => [term, statistics.idf[i]!]));
  const spans: WeighedSpan[] = [];
  text.split('\n').forEach((lineText, i) => {
    const add = (start: number, end: number, weight: number): void => {
      spans.push({ line: firstLine + i, start, end, weight });
    };
    scanText(lineText, {
      identifier: (start, end) => {
        const terms = analyzer.termsIfWanted(lineText, start, end, wanted);
        if (!terms) return;
        const identifier = lineText.slice(start, end);
        if (unifiedRun(identifier).length !== identifier.length) add(start, end, heaviest(terms, weights));
        else markIdentifier(identifier, terms, start, weights, add);
      },
      cjk: (start, end) => {
        const run = lineText.slice(start, end);
        const unified = unifiedRun(run);
        if (unified.length === run.length) {
          markCjk(unified, start, weights, add);
          return;
        }
        // The composed form has other positions than the written one.
        const found: number[] = [];
        markCjk(unified, start, weights, (_from, _to, weight) => found.push(weight));
        if (found.length > 0) add(start, end, Math.max(...found));
      },
    });
  });
  return mostTelling(spans).map(({ line, start, end }) => ({ line, start, end }));
}

type TermWeights = ReadonlyMap<number, number>;
type AddSpan = (start: number, end: number, weight: number) => void;

function heaviest(terms: readonly number[], weights: TermWeights): number {
  return Math.max(...terms.map((term) => weights.get(term) ?? 0));
}

/**
 * Marks the whole identifier if the query contains it, otherwise its matching words; adjacent ones as one span.
 *
 * @param terms as `TermAnalyzer.termsOfIdentifier` gives them: one for each word of two characters or more, then the
 *   whole
 */
function markIdentifier(
  identifier: string,
  terms: readonly number[],
  offset: number,
  weights: TermWeights,
  add: AddSpan,
): void {
  const parts = splitIdentifier(identifier);
  const first = identifier.indexOf(parts[0]!);
  const last = identifier.lastIndexOf(parts.at(-1)!) + parts.at(-1)!.length;
  const whole = parts.length > 1 ? weights.get(terms.at(-1)!) : undefined;
  if (whole !== undefined) {
    add(offset + first, offset + last, whole);
    return;
  }
  let open: { start: number; end: number; weight: number } | undefined;
  let at = first;
  let word = 0;
  for (const part of parts) {
    // Only separators are between two parts.
    const start = identifier.indexOf(part, at);
    at = start + part.length;
    const weight = part.length > 1 ? weightOf(part, weights.get(terms[word++]!)) : undefined;
    if (weight === undefined) {
      if (open) add(offset + open.start, offset + open.end, open.weight);
      open = undefined;
    } else {
      open = { start: open?.start ?? start, end: at, weight: Math.max(open?.weight ?? 0, weight) };
    }
  }
  if (open) add(offset + open.start, offset + open.end, open.weight);
}

/** Stop words are not marked, even if they are part of a name in the query. */
function weightOf(word: string, weight: number | undefined): number | undefined {
  return weight !== undefined && isStopWord(word) ? 0 : weight;
}

/** Marks every character that is covered by a pair of the query; a run of one character is a term. */
function markCjk(run: string, offset: number, weights: TermWeights, add: AddSpan): void {
  const size = run.length === 1 ? 1 : 2;
  let open: { start: number; end: number; weight: number } | undefined;
  for (let i = 0; i + size <= run.length; i++) {
    const weight = weights.get(termHash(run.slice(i, i + size)));
    if (weight === undefined) continue;
    if (open && i <= open.end) {
      open = { start: open.start, end: i + size, weight: Math.max(open.weight, weight) };
      continue;
    }
    if (open) add(offset + open.start, offset + open.end, open.weight);
    open = { start: i, end: i + size, weight };
  }
  if (open) add(offset + open.start, offset + open.end, open.weight);
}

/** The spans that are not common, unless all are; if there are too many, those with the highest weight. In order. */
function mostTelling(spans: readonly WeighedSpan[]): readonly WeighedSpan[] {
  const most = spans.reduce((max, { weight }) => Math.max(max, weight), 0);
  const least = Math.min(most, Math.max(commonIdf, most * commonShare));
  const telling = spans.filter(({ weight }) => weight >= least);
  if (telling.length <= maxSpans) return telling;
  const kept = new Set([...telling].sort((a, b) => b.weight - a.weight).slice(0, maxSpans));
  return telling.filter((span) => kept.has(span));
}
