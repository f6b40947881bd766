import type { FileGroup } from '../model/rows';
import { h, icon } from './h';
import { fileIconName } from './fileIcon';

/** What a file's row shows. */
export function fileRowChildren(group: FileGroup): HTMLElement[] {
  const { name, directory, folder, language, kind, results } = group;
  const place = [folder, directory].filter((part) => part !== undefined && part !== '').join(' • ');
  return [
    icon('chevron-right', 'twistie'),
    icon(fileIconName(language, kind), 'file-icon'),
    h('span', { class: 'file-name' }, name),
    h('span', { class: 'file-directory' }, place),
    h('span', { class: 'badge', 'aria-hidden': 'true' }, String(results.length)),
  ];
}

/** What a screen reader says of a file's row. */
export function fileRowLabel({ name, directory, folder, results }: FileGroup): string {
  const place = [directory, folder].filter((part) => part !== undefined && part !== '');
  return [name, ...place, results.length === 1 ? '1 result' : `${results.length} results`].join(', ');
}
