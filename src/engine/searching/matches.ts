import type { TextSpan } from '../../common/searchResult';
import { isStopWord, shownTerms } from '../retrieval/query';
import { termHash } from '../retrieval/termHash';
import type { TermAnalyzer } from '../retrieval/terms';
import { scanText, splitIdentifier, unifiedRun } from '../retrieval/words';
import type { TermEvidence } from './chunkText';
import type { Preview } from './preview';

/** Spans of one preview at most: more of them would tell nothing apart. */
const maxSpans = 40;

/**
 * Inverse document frequency below which a term is common: it stands in more than a third of all chunks. So is one that
 * weighs less than this share of the rarest in the preview. Common terms are marked only where nothing rarer is.
 */
const commonIdf = Math.log(3);
const commonShare = 0.25;

/** A span and how much its term tells. */
interface WeighedSpan extends TextSpan {
  readonly weight: number;
}

/**
 * Where a preview says what was asked for: words and parts of identifiers whose terms the query has, an identifier as a whole
 * where it was asked for as a whole. In order, without overlaps.
 */
export function matchesIn(
  { line: firstLine, text }: Preview,
  { query, statistics }: TermEvidence,
  analyzer: TermAnalyzer,
): TextSpan[] {
  const weights = new Map(Array.from(shownTerms(query), ([term, i]) => [term, statistics.idf[i]!]));
  const spans: WeighedSpan[] = [];
  text.split('\n').forEach((lineText, i) => {
    const add = (start: number, end: number, weight: number): void => {
      spans.push({ line: firstLine + i, start, end, weight });
    };
    scanText(lineText, {
      identifier: (start, end) => {
        const identifier = lineText.slice(start, end);
        const terms = analyzer.termsOfIdentifier(identifier);
        if (!hasAny(terms, weights)) return;
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
        // Composed, it has other places than it is written with.
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

function hasAny(terms: readonly number[], weights: TermWeights): boolean {
  for (const term of terms) if (weights.has(term)) return true;
  return false;
}

function heaviest(terms: readonly number[], weights: TermWeights): number {
  return Math.max(...terms.map((term) => weights.get(term) ?? 0));
}

/**
 * Marks the whole where it was asked for, else those of its words that were; neighbours among them as one.
 *
 * @param terms as `TermAnalyzer.termsOfIdentifier` gives them: one for each word of two characters or more, then the whole
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
    // Nothing but joiners lies between two parts.
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

/** The words of a question say nothing, even where they are part of a name that is asked for. */
function weightOf(word: string, weight: number | undefined): number | undefined {
  return weight !== undefined && isStopWord(word) ? 0 : weight;
}

/** Marks every character that a pair asked for covers; a run of one character is a term of its own. */
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

/** Those that are not common, unless all are; of too many, those that weigh most. In their order. */
function mostTelling(spans: readonly WeighedSpan[]): readonly WeighedSpan[] {
  const most = spans.reduce((max, { weight }) => Math.max(max, weight), 0);
  const least = Math.min(most, Math.max(commonIdf, most * commonShare));
  const telling = spans.filter(({ weight }) => weight >= least);
  if (telling.length <= maxSpans) return telling;
  const kept = new Set([...telling].sort((a, b) => b.weight - a.weight).slice(0, maxSpans));
  return telling.filter((span) => kept.has(span));
}
