import type { EvaluationQuestion, LineRange, Measure } from '../../common/contracts/evaluation';
import type { SearchResult } from '../../common/contracts/searchResult';

/** Positions of the right answer to a question, from 1; undefined if it is not among the results. */
export interface Ranks {
  readonly file: number | undefined;
  /** Undefined, too, if the question has no lines. */
  readonly lines: number | undefined;
}

/** Results that count. */
export const judgedResults = 10;

/** A result shows an answer if it has this many of its lines, or all if there are fewer. */
const sharedLines = 3;

/** Position of the first result, or result folded into one, in a right file. */
export function fileRank(question: EvaluationQuestion, results: readonly SearchResult[]): number | undefined {
  return rankOf(results, (place) => isInAnswer(question, place));
}

/** Position of the first result that shows the right lines. */
export function linesRank(
  question: EvaluationQuestion,
  results: readonly SearchResult[],
): number | undefined {
  const { lines, folder, paths } = question;
  if (!lines) return undefined;
  return rankOf(
    results,
    (place) => place.folder === folder && place.path === paths[0] && shows(place, lines),
  );
}

/** 1 if the right answer is within the results that a measure counts, 0 if not; undefined if it does not apply. */
export function hit(question: EvaluationQuestion, ranks: Ranks, measure: Measure): 0 | 1 | undefined {
  const ofLines = measure.startsWith('lines');
  if (ofLines && !question.lines) return undefined;
  const rank = ofLines ? ranks.lines : ranks.file;
  return rank !== undefined && rank <= Number(/\d+$/.exec(measure)![0]) ? 1 : 0;
}

interface Place extends LineRange {
  readonly folder: string;
  readonly path: string;
}

function rankOf(results: readonly SearchResult[], isRight: (place: Place) => boolean): number | undefined {
  const at = results
    .slice(0, judgedResults)
    .findIndex((result) => [result, ...(result.siblings ?? [])].some(isRight));
  return at < 0 ? undefined : at + 1;
}

function isInAnswer({ folder, paths }: EvaluationQuestion, place: Place): boolean {
  return place.folder === folder && paths.includes(place.path);
}

function shows(place: LineRange, wanted: LineRange): boolean {
  const shared = Math.min(place.endLine, wanted.endLine) - Math.max(place.startLine, wanted.startLine) + 1;
  return shared >= Math.min(sharedLines, wanted.endLine - wanted.startLine + 1);
}
