import * as l10n from '@vscode/l10n';
import { canShowMore } from '../model/summary';
import { h } from './h';
import type { Dispatch, Part } from './part';

/** The button that requests more results, if there are more. */
export function createMoreButton(dispatch: Dispatch): Part {
  const element = h(
    'button',
    { type: 'button', class: 'more-button', hidden: true },
    l10n.t('Show More Results'),
  );
  element.addEventListener('click', () => {
    dispatch({ type: 'moreWanted' });
  });
  return {
    element,
    render: ({ answer, failure }) => {
      element.hidden = !answer || failure !== undefined || !canShowMore(answer);
    },
  };
}
