import type { ViewResult } from '../../common/view/viewProtocol';
import { pageOf, foundGroups, foundResults, resultKey } from './rows';
import type { Answer, ViewModel } from './viewModel';

type Paged = Pick<Answer, 'results' | 'earlier'>;

/**
 * The results in a refined order. If a row is selected, the rows above it and its own stay as they are, with all results
 * of its file in a tree: the list does not move under the keyboard focus. The refined order follows below them, as another
 * page. An answer that is already refined keeps its order: a second one only adds colours.
 */
export function refined(
  model: Pick<ViewModel, 'answer' | 'dismissed' | 'selected' | 'layout'>,
  results: readonly ViewResult[],
): Paged {
  const { answer } = model;
  if (!answer) return { results, earlier: [] };
  const fresh = new Map(results.map((result) => [resultKey(result), result]));
  const kept =
    answer.refinement === undefined ? rowsToKeep(model) : foundResults(model).map(({ key }) => key);
  if (kept.length === 0) return { results, earlier: [] };
  const known = new Map(answer.results.map((result, index) => [resultKey(result), { result, index }]));
  const first = kept.map((key) => {
    const { result, index } = known.get(key)!;
    // Keep the earlier relevance, because a change would move the result.
    const now = { ...(fresh.get(key) ?? result), isLessLikely: result.isLessLikely };
    fresh.delete(key);
    return { result: now, page: pageOf(answer, index) };
  });
  const pages = answer.earlier.map((_, page) => first.filter((one) => one.page <= page).length);
  const isWhole = answer.refinement !== undefined && fresh.size === 0;
  return {
    results: [...first.map(({ result }) => result), ...fresh.values()],
    earlier: isWhole ? pages : [...pages.filter((count) => count < first.length), first.length],
  };
}

/** Keys of the displayed results down to the selected row; in a tree down to the end of its file. */
function rowsToKeep({
  answer,
  dismissed,
  selected,
  layout,
}: Parameters<typeof refined>[0]): readonly string[] {
  if (selected === undefined) return [];
  if (layout.isList) {
    const keys = foundResults({ answer, dismissed }).map(({ key }) => key);
    return keys.slice(0, keys.indexOf(selected) + 1);
  }
  const groups = foundGroups({ answer, dismissed });
  const at = groups.findIndex(
    ({ key, results }) => key === selected || results.some((row) => row.key === selected),
  );
  return groups.slice(0, at + 1).flatMap((group) => group.results.map(({ key }) => key));
}
