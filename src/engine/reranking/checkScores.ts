import { message, type Message } from '../../common/messages/message';
import { isWhole } from '../../common/typeGuards';
import type { RawScore } from './rerankerRecord';

/**
 * The scores of an answer in the order of the documents, one for each. There is no repair: an answer that does not
 * name each document exactly once, or that has a score which is not a finite number, is wrong as a whole.
 *
 * @returns `fault`: what the reranker returned, as in `3 scores for 5 texts`
 */
export function checkScores(
  raw: readonly RawScore[],
  count: number,
): { readonly scores: readonly number[] } | { readonly fault: Message } {
  if (raw.length !== count) return { fault: message('scoresForTexts', raw.length, count) };
  const scores = new Map<number, number>();
  for (const { index, score } of raw) {
    if (!isWhole(index, 0) || index >= count || scores.has(index))
      return { fault: message('scoresOfOtherTexts') };
    if (typeof score !== 'number' || !Number.isFinite(score)) return { fault: message('scoreNotFinite') };
    scores.set(index, score);
  }
  return { scores: Array.from({ length: count }, (_, i) => scores.get(i)!) };
}
