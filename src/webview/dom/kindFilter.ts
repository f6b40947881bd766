import * as l10n from '@vscode/l10n';
import { h, setAttribute } from './h';
import type { Dispatch, Part } from './part';

/** The choice between code, documentation, and both. */
export function createKindFilter(dispatch: Dispatch): Part {
  const choices = [
    { kind: undefined, label: l10n.t('All'), title: l10n.t('Code and documentation') },
    { kind: 'code', label: l10n.t('Code'), title: l10n.t('Code only') },
    { kind: 'docs', label: l10n.t('Docs'), title: l10n.t('Documentation only') },
  ] as const;
  const buttons = choices.map(({ label, title }) =>
    h('button', { type: 'button', class: 'segment', role: 'radio', title }, label),
  );
  const element = h(
    'div',
    { class: 'kind-filter', role: 'radiogroup', 'aria-label': l10n.t('Kind') },
    ...buttons,
  );

  const choose = (index: number): void => {
    const at = (index + choices.length) % choices.length;
    buttons[at]!.focus();
    dispatch({ type: 'filtered', filters: { kind: choices[at]!.kind } });
  };
  buttons.forEach((button, index) => {
    button.addEventListener('click', () => {
      choose(index);
    });
    button.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowRight' || event.key === 'ArrowDown') choose(index + 1);
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') choose(index - 1);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  });

  return {
    element,
    render: ({ filters }) => {
      buttons.forEach((button, index) => {
        const isChosen = choices[index]!.kind === filters.kind;
        setAttribute(button, 'aria-checked', isChosen ? 'true' : 'false');
        button.tabIndex = isChosen ? 0 : -1;
      });
    },
  };
}
