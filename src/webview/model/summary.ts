import * as l10n from '@vscode/l10n';
import { formatCount } from '../../common/countText';
import type { SearchedPlace } from '../../common/viewProtocol';
import { foundGroups } from './rows';
import { isPartial } from './searching';
import type { ViewModel } from './viewModel';

/** One line about the results; '' where there are none. */
export function summaryOf(model: ViewModel): string {
  const { answer } = model;
  const groups = foundGroups(model);
  if (!answer || groups.length === 0) return '';
  const results = groups.reduce((sum, group) => sum + group.results.length, 0);
  const counts = countsText(results, groups.length, answer.hasMore);
  const placed = answer.place ? inPlace(counts, answer.place) : counts;
  return isPartial(answer.state) ? l10n.t('{0}, from the files indexed so far', placed) : placed;
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
