import type { ViewResult } from '../../common/viewProtocol';
import { pageOf, resultKey } from './rows';
import type { Answer } from './viewModel';

type Paged = Pick<Answer, 'results' | 'earlier'>;

/**
 * The results of a larger answer to the same query, below those that are shown already: what a person has read stays where it
 * is, and what came is new.
 */
export function appended(shown: Paged, results: readonly ViewResult[]): Paged {
  const fresh = new Map(results.map((result) => [resultKey(result), result]));
  const kept = shown.results.flatMap((result, index) => {
    const now = fresh.get(resultKey(result));
    fresh.delete(resultKey(result));
    // As it was judged when it was read: it would move otherwise.
    return now ? [{ result: { ...now, isLessLikely: result.isLessLikely }, page: pageOf(shown, index) }] : [];
  });
  const earlier = shown.earlier.map((_, page) => kept.filter((one) => one.page <= page).length);
  return {
    results: [...kept.map(({ result }) => result), ...fresh.values()],
    earlier: [...earlier, kept.length],
  };
}

/**
 * The results of another answer to the same query. After *Show More*, the same ones stay in the order in which they are shown: it
 * brings their colours. Otherwise as they come.
 */
export function inShownOrder(shown: Paged, results: readonly ViewResult[]): Paged {
  const fresh = new Map(results.map((result) => [resultKey(result), result]));
  const ordered = shown.results.flatMap((result) => fresh.get(resultKey(result)) ?? []);
  const isSame =
    shown.earlier.length > 0 && ordered.length === results.length && shown.results.length === results.length;
  return isSame ? { results: ordered, earlier: shown.earlier } : { results, earlier: [] };
}
