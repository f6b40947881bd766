import * as l10n from '@vscode/l10n';
import { h, icon, iconButton, setAttribute, setText } from './h';
import type { Dispatch, Part } from './part';

/** Id of the label, which describes the query box to screen readers. */
export const similarChipId = 'similar';

/** Shows in the query box which code a search for similar code started from. */
export function createSimilarChip(dispatch: Dispatch): Part {
  const label = h('span', { class: 'chip-label', id: similarChipId });
  const end = iconButton('close', l10n.t('Back to the Query (Escape)'), 'chip-end');
  const element = h('div', { class: 'chip', hidden: true }, icon('search-fuzzy'), label, end);
  end.addEventListener('click', () => {
    dispatch({ type: 'similarEnded' });
  });
  return {
    element,
    render: ({ similarTo }) => {
      element.hidden = !similarTo;
      setText(label, similarTo ? l10n.t('Like {0}', similarTo.label) : '');
      setAttribute(element, 'title', similarTo?.label);
    },
  };
}
