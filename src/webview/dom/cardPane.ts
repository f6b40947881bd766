import * as l10n from '@vscode/l10n';
import { cardOf, type Card } from '../model/card';
import type { Choice } from '../model/choices';
import { h, icon } from './h';
import type { Dispatch, Part } from './part';

/** The card shown in place of the results if there are none. */
export function createCardPane(dispatch: Dispatch): Part {
  const element = h('div', { class: 'card', hidden: true });
  let shown = '';

  const buttonOf = ({ label, event }: Choice, className: string): HTMLElement => {
    const button = h('button', { type: 'button', class: className }, label);
    button.addEventListener('click', () => {
      dispatch(event);
    });
    return button;
  };
  const childrenOf = (card: Card): HTMLElement[] => [
    icon(card.icon, 'card-icon'),
    h('div', { class: 'card-title' }, card.title),
    h('div', { class: 'card-text' }, card.text),
    ...(card.note === undefined ? [] : [h('div', { class: 'card-text' }, card.note)]),
    ...card.choices.map((choice, index) => buttonOf(choice, index === 0 ? 'button' : 'button is-secondary')),
    ...(card.examples.length === 0
      ? []
      : [
          h(
            'ul',
            { class: 'card-examples', 'aria-label': l10n.t('Examples') },
            ...card.examples.map((example) => h('li', {}, buttonOf(example, 'example-button'))),
          ),
        ]),
  ];

  return {
    element,
    render: (model) => {
      const card = cardOf(model);
      element.hidden = card === undefined;
      const signature = JSON.stringify(card ?? null);
      if (signature === shown) return;
      shown = signature;
      element.replaceChildren(...(card ? childrenOf(card) : []));
    },
  };
}
