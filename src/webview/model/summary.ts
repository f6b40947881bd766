import * as l10n from '@vscode/l10n';
import { formatCount } from '../../common/text/countText';
import type { SearchedPlace } from '../../common/view/viewProtocol';
import { maxLimit } from '../../common/view/viewValues';
import { joinParts } from '../../common/text/listText';
import { foundResults } from './rows';
import { isPartial } from './searching';
import type { Answer, ViewModel } from './viewModel';

/** One line about the results; '' if there are none. */
export function summaryOf(model: ViewModel): string {
  const { answer } = model;
  const found = foundResults(model).map(({ result }) => result);
  if (!answer || found.length === 0) return '';
  const likely = found.filter((result) => !result.isLessLikely);
  const files = new Set(likely.map(({ uri }) => uri)).size;
  const counts =
    likely.length === 0
      ? lessLikelyText(found.length)
      : countsText(likely.length, files, canShowMore(answer));
  const placed = answer.place ? inPlace(counts, answer.place) : counts;
  const counted = isPartial(answer.state) ? l10n.t('{0}, from the files indexed so far', placed) : placed;
  return joinParts(counted, answer.refinement);
}

/** Whether there are more relevant results: those after a less likely result are less likely too. */
export function canShowMore({ hasMore, results, query }: Answer): boolean {
  return (
    hasMore && query.limit < maxLimit && results.length > 0 && !results.some((result) => result.isLessLikely)
  );
}

function lessLikelyText(count: number): string {
  return count === 1
    ? l10n.t('Nothing fits well. 1 less likely result')
    : l10n.t('Nothing fits well. {0} less likely results', formatCount(count));
}

function countsText(results: number, files: number, hasMore: boolean): string {
  if (hasMore) {
    return files === 1
      ? l10n.t('First {0} results in 1 file', formatCount(results))
      : l10n.t('First {0} results in {1} files', formatCount(results), formatCount(files));
  }
  if (results === 1) return l10n.t('1 result in 1 file');
  return files === 1
    ? l10n.t('{0} results in 1 file', formatCount(results))
    : l10n.t('{0} results in {1} files', formatCount(results), formatCount(files));
}

function inPlace(counts: string, { scope, path }: SearchedPlace): string {
  if (scope === 'openEditors') return l10n.t('{0}, in open editors', counts);
  return path === '' ? l10n.t('{0}, in the workspace folder', counts) : l10n.t('{0}, in {1}', counts, path);
}
