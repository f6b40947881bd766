import type { ViewResult } from '../../common/view/viewProtocol';
import { pageOf, resultKey } from './rows';
import type { Answer } from './viewModel';

type Paged = Pick<Answer, 'results' | 'earlier'>;

/**
 * Appends the results of a larger answer to the same query below those already shown, so that results that the user
 * has read do not move.
 */
export function appended(shown: Paged, results: readonly ViewResult[]): Paged {
  const fresh = new Map(results.map((result) => [resultKey(result), result]));
  const kept = shown.results.flatMap((result, index) => {
    const now = fresh.get(resultKey(result));
    fresh.delete(resultKey(result));
    // Keep the earlier relevance, because a change would move the result.
    return now ? [{ result: { ...now, isLessLikely: result.isLessLikely }, page: pageOf(shown, index) }] : [];
  });
  const earlier = shown.earlier.map((_, page) => kept.filter((one) => one.page <= page).length);
  return {
    results: [...kept.map(({ result }) => result), ...fresh.values()],
    earlier: [...earlier, kept.length],
  };
}

/**
 * The results of another answer to the same query. After *Show More*, if the results are the same, they keep the
 * displayed order: the answer only adds colours. Otherwise they are in the order of the answer.
 */
export function inShownOrder(shown: Paged, results: readonly ViewResult[]): Paged {
  const fresh = new Map(results.map((result) => [resultKey(result), result]));
  const ordered = shown.results.flatMap((result) => fresh.get(resultKey(result)) ?? []);
  const isSame =
    shown.earlier.length > 0 && ordered.length === results.length && shown.results.length === results.length;
  return isSame ? { results: ordered, earlier: shown.earlier } : { results, earlier: [] };
}
