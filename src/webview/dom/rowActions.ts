import * as l10n from '@vscode/l10n';
import type { RowAct } from '../../common/view/viewProtocol';
import { h, icon } from './h';

/** Actions with a button in the row; the menu has more. */
type ButtonAct = Extract<RowAct, 'pin' | 'unpin' | 'dismiss'>;

/**
 * Buttons of a row for the pointer. Keys and the menu of the row do the same, so the buttons are neither in the tab
 * order nor read by screen readers.
 */
export function rowActions(...acts: readonly ButtonAct[]): HTMLElement {
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

/**
 * The button that shows or hides the lines of a result and why it was found; for the pointer, as {@link rowActions}.
 */
export function detailsButton(isShown: boolean): HTMLElement {
  const label = isShown ? l10n.t('Hide Details') : l10n.t('Show Details');
  return h(
    'button',
    { type: 'button', class: 'icon-button', tabindex: -1, title: label, 'data-fold': true },
    icon(isShown ? 'chevron-up' : 'chevron-down'),
  );
}

function look(act: ButtonAct): { readonly name: string; readonly label: string } {
  switch (act) {
    case 'pin':
      return { name: 'pin', label: l10n.t('Pin') };
    case 'unpin':
      return { name: 'pinned', label: l10n.t('Unpin') };
    case 'dismiss':
      return { name: 'close', label: l10n.t('Dismiss (Delete)') };
  }
}

/** The action of the row button on which an event occurred; undefined if there is none. */
export function actOf(event: Event): RowAct | undefined {
  return (event.target as Element).closest<HTMLElement>('[data-act]')?.dataset['act'] as RowAct | undefined;
}
