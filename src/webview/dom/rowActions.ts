import * as l10n from '@vscode/l10n';
import type { RowAct } from '../../common/viewProtocol';
import { h, icon } from './h';

/**
 * Buttons of a row for the pointer. Keys and the menu of the row do the same, so they are neither in the tab order nor told
 * to screen readers.
 */
export function rowActions(...acts: readonly RowAct[]): HTMLElement {
  return h(
    'span',
    { class: 'row-actions', 'aria-hidden': 'true' },
    ...acts.map((act) => {
      const { name, label } = look(act);
      return h(
        'button',
        { type: 'button', class: 'icon-button', tabindex: -1, title: label, 'data-act': act },
        icon(name),
      );
    }),
  );
}

function look(act: RowAct): { readonly name: string; readonly label: string } {
  switch (act) {
    case 'pin':
      return { name: 'pin', label: l10n.t('Pin') };
    case 'unpin':
      return { name: 'pinned', label: l10n.t('Unpin') };
    case 'openToSide':
      return { name: 'split-horizontal', label: l10n.t('Open to the Side') };
    case 'findSimilar':
      return { name: 'search-fuzzy', label: l10n.t('Find Similar Code') };
    case 'copy':
    case 'copyPath':
      return { name: 'copy', label: l10n.t('Copy') };
    case 'dismiss':
      return { name: 'close', label: l10n.t('Dismiss (Delete)') };
  }
}

/** What a button of a row does that an event was on; undefined where it was on none. */
export function actOf(event: Event): RowAct | undefined {
  return (event.target as Element).closest<HTMLElement>('[data-act]')?.dataset['act'] as RowAct | undefined;
}
