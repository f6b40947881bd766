import { linesOf, type FreshChunk } from '../freshness/freshness';
import type { Evidence } from '../ranking/rank';
import type { TermAnalyzer } from '../retrieval/terms';

/** Lines and characters of a preview, at most. */
const maxLines = 10;
const maxCharacters = 1000;

/** Lines that are seen at a glance: those that fit the query best should be among the first so many. */
const glanceLines = 4;

/** The beginning of a location is shown unless other lines say so much more of what was asked for. */
const advantage = 1.2;

/** The terms that were asked for, and what they weigh. */
export type TermEvidence = Pick<Evidence, 'query' | 'statistics'>;

/** Lines of a location, and where they are. */
export interface Preview {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/**
 * The lines of a location that say most of what was asked for: from its beginning on, or, in a long one, from the lines on
 * that hold the most telling words of the query.
 */
export function previewOf(evidence: TermEvidence, chunk: FreshChunk, analyzer: TermAnalyzer): Preview {
  const { startLine, endLine, fileText } = chunk;
  const lines = linesOf(fileText, startLine, endLine);
  const skipped = lines.length > maxLines ? bestStart(evidence, lines, analyzer) : 0;
  return {
    line: startLine + skipped,
    text: lines
      .slice(skipped, skipped + maxLines)
      .join('\n')
      .slice(0, maxCharacters),
  };
}

/** How many lines to skip. */
function bestStart(
  { query, statistics }: TermEvidence,
  lines: readonly string[],
  analyzer: TermAnalyzer,
): number {
  const weights = new Map(query.terms.map((term, i) => [term, statistics.idf[i]!]));
  const found = lines.map((line) => analyzer.termsAmong(line, weights));
  const scoreAt = (start: number): number => {
    const terms = new Set(found.slice(start, start + glanceLines).flat());
    return [...terms].reduce((sum, term) => sum + weights.get(term)!, 0);
  };
  let best = 0;
  let bestScore = scoreAt(0) * advantage;
  for (let start = 1; start <= lines.length - glanceLines; start++) {
    // Of windows that hold the same, the one that begins with it.
    if (found[start]!.length === 0) continue;
    const score = scoreAt(start);
    if (score > bestScore) {
      best = start;
      bestScore = score;
    }
  }
  return beginningOfComment(lines, best);
}

/** Lines that continue a block comment, as most languages with `/*` write them. */
const continuesComment = /^\s*\*/;

/** A preview that began inside a comment would read, and be coloured, as if it were code. */
function beginningOfComment(lines: readonly string[], start: number): number {
  let first = start;
  while (first > 0 && start - first < glanceLines && continuesComment.test(lines[first]!)) first--;
  return continuesComment.test(lines[first]!) ? start : first;
}
