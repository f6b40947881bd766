import * as l10n from '@vscode/l10n';
import { listOf } from '../../common/text/listText';
import { formatCount } from '../../common/text/countText';
import type { FileGroup } from '../model/rows';
import { h, icon } from './h';
import { fileIconName } from './fileIcon';
import { pathText } from './pathText';
import { rowActions } from './rowActions';

/** Content of a file's row. */
export function fileRowChildren(group: FileGroup): HTMLElement[] {
  const { type, name, directory, folder, language, kind, results } = group;
  const separator = folder !== undefined && directory !== '' ? ' • ' : '';
  const badge = h('span', { class: 'badge', 'aria-hidden': 'true' }, formatCount(results.length));
  const children = [
    icon('chevron-right', 'twistie'),
    icon(type === 'pinned' ? 'pinned' : fileIconName(language, kind), 'file-icon'),
    h('span', { class: 'file-name', 'aria-hidden': 'true' }, h('bdi', {}, name)),
    h(
      'span',
      { class: 'file-directory', 'aria-hidden': 'true' },
      h('bdi', {}, folder ?? ''),
      separator,
      ...pathText(directory),
    ),
  ];
  return type === 'pinned' ? [...children, badge] : [...children, rowActions('dismiss'), badge];
}

/** Screen reader text of a file's row. */
export function fileRowLabel({ name, directory, folder, results }: FileGroup): string {
  const place = [directory, folder].filter((part) => part !== undefined && part !== '');
  const count =
    results.length === 1 ? l10n.t('1 result') : l10n.t('{0} results', formatCount(results.length));
  return listOf([name, ...place, count]);
}
