import type { FreshChunk } from '../freshness/freshness';
import type { TermAnalyzer } from '../retrieval/terms';
import type { ChunkSymbol } from './chunkSymbols';
import { symbolAround } from './chunkSymbols';
import { ChunkText, glanceLines, type TermEvidence } from './chunkText';
import { type Preview, previewFrom } from './preview';

/** Position of a result in its chunk. Lines are 1-based. */
export interface Place {
  /** The definition that gives the result its name; undefined if the lines are in none. */
  readonly symbol: ChunkSymbol | undefined;
  readonly startLine: number;
  /** Inclusive. */
  readonly endLine: number;
  /** The line at which it opens. */
  readonly line: number;
  /** The line of the preview that matches best. */
  readonly tellingLine: number;
  readonly preview: Preview;
}

/** Weight of the words in the lines of a definition relative to those in its name. */
const bodyWeight = 1.2;

/**
 * Margin by which a definition must exceed all others of its chunk for the result to be limited to its lines. A wrong
 * definition would hide the answer. Of 417 descriptions of definitions in 17 repositories, 56 have this margin, and 55 of
 * these were right; with half of it, 93 of 100 were right. Of all, 71 of 100 name the right definition.
 */
const sureMargin = 0.8;

/**
 * Least share of the query, weighted by rarity, that a name in it must be for the result to be limited to the lines of its
 * definition. A longer question may mention a name and ask for something beside it. With any share, 4 of 561 described
 * definitions were cut away in 17 repositories (`npm run bench:passages`), where larger shares give the same results, and 4 of
 * 474 in 16 others.
 */
const nameShare = 0.5;

/**
 * A definition is shown from its head on unless other lines of it match the query by this factor better. With 1.2, as for
 * other texts, 50 of 100 descriptions of definitions opened at their head, with 3, 56 do (`npm run bench:places`, 16
 * repositories).
 */
const headAdvantage = 3;

/** How many lines above a definition are shown with it. */
const leadLines = glanceLines - 1;

/**
 * Finds the lines of a chunk that answer the query. If the query contains exactly the name of a definition, the result opens
 * there, and is limited to the definition unless the query says much more than the name. Otherwise the result is named after
 * the definition whose name and lines match best, and shows its best matching lines.
 *
 * @param symbols the definitions of the chunk
 * @param language id of the file's language
 */
export function placeIn(
  evidence: TermEvidence,
  chunk: FreshChunk,
  symbols: readonly ChunkSymbol[],
  language: string,
  analyzer: TermAnalyzer,
): Place {
  const text = new ChunkText(evidence, chunk, language, analyzer);
  const whole = { startLine: text.firstLine, endLine: text.lastLine };
  const named = namedSymbol(evidence, symbols);
  if (named) {
    const isAsked = evidence.query.isSymbol || named.cover >= nameShare;
    return { ...placeOfSymbol(named, text), ...(!isAsked && whole) };
  }
  const [best, margin] = likeliestSymbol(symbols, text);
  if (best && margin >= sureMargin) return placeAround(best, text, best, evidence.query.isSymbol);
  return placeAround(
    best ?? symbolAround(symbols, text.tellingLine(text.bestStart())),
    text,
    whole,
    evidence.query.isSymbol,
  );
}

/** The definition whose name the query contains; of several the one with the same spelling, then the best match. */
function namedSymbol({ query }: TermEvidence, symbols: readonly ChunkSymbol[]): ChunkSymbol | undefined {
  const named = symbols.filter(({ isNamed, cover }) => isNamed || (query.isSymbol && cover === 1));
  const spelling = (name: string): number =>
    query.text.trim() === name ? 5 : query.text.includes(name) ? 4 : 0;
  const fit = ({ isNamed, name, cover, precision }: ChunkSymbol): number =>
    spelling(name) + (isNamed ? 2 : 0) + cover + precision;
  return named.reduce<ChunkSymbol | undefined>(
    (best, symbol) => (best && fit(best) >= fit(symbol) ? best : symbol),
    undefined,
  );
}

/** The best matching definition, and its margin over the next one; none if none matches. */
function likeliestSymbol(
  symbols: readonly ChunkSymbol[],
  text: ChunkText,
): readonly [ChunkSymbol | undefined, number] {
  let best: ChunkSymbol | undefined;
  let bestScore = 0;
  let nextScore = 0;
  for (const symbol of symbols) {
    const inner = symbols.filter((other) => isInside(other, symbol));
    const score = symbol.cover + bodyWeight * text.cover(symbol.line, symbol.endLine, inner);
    if (score > bestScore) {
      nextScore = bestScore;
      best = symbol;
      bestScore = score;
    } else if (score > nextScore) {
      nextScore = score;
    }
  }
  const beside = bodyWeight * text.cover(text.firstLine, text.lastLine, symbols);
  return beside > bestScore ? [undefined, 0] : [best, bestScore - Math.max(nextScore, beside)];
}

function isInside(inner: ChunkSymbol, outer: ChunkSymbol): boolean {
  return inner !== outer && inner.line > outer.line && inner.endLine <= outer.endLine;
}

/** The definition itself, starting with the comment above it if that is short. */
function placeOfSymbol(symbol: ChunkSymbol, text: ChunkText): Place {
  const { line, startLine, endLine } = symbol;
  return {
    symbol,
    startLine,
    endLine,
    line,
    tellingLine: symbol.kind === 'section' ? text.sentenceBelow(line, endLine) : line,
    preview: previewFrom(text.lines, text.firstLine, headOf(symbol), endLine),
  };
}

/** The first line that is shown of a definition, chosen so that its name is visible at a glance. */
function headOf({ line, startLine }: ChunkSymbol): number {
  return line - startLine <= leadLines ? startLine : line;
}

/**
 * The best matching lines: of a definition if there is one, which is shown from its head on unless other lines match
 * much better.
 *
 * @param range the lines of the result
 */
function placeAround(
  symbol: ChunkSymbol | undefined,
  text: ChunkText,
  range: { readonly startLine: number; readonly endLine: number },
  isSymbol: boolean,
): Place {
  const head = symbol && headOf(symbol);
  // The head of a section says less than its sentences, and a name is looked for where it is.
  const advantage = symbol && symbol.kind !== 'section' && !isSymbol ? headAdvantage : undefined;
  const start = symbol ? text.bestStart(head, symbol.endLine, advantage) : text.bestStart();
  const told = text.tellingLine(start);
  const isAtHead = symbol !== undefined && start === head;
  return {
    symbol,
    startLine: range.startLine,
    endLine: range.endLine,
    line: isAtHead ? symbol.line : told,
    tellingLine:
      isAtHead && symbol.kind === 'section' ? text.sentenceBelow(symbol.line, symbol.endLine) : told,
    preview: previewFrom(text.lines, text.firstLine, start, range.endLine),
  };
}
