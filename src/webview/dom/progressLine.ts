import * as l10n from '@vscode/l10n';
import { progressOf } from '../model/notices';
import { h, setAttribute } from './h';
import type { Part } from './part';

/** A thin progress line at the top of the page. */
export function createProgressLine(): Part {
  const bar = h('div', { class: 'progress-bar' });
  const element = h(
    'div',
    {
      class: 'progress',
      role: 'progressbar',
      'aria-label': l10n.t('Progress'),
      'aria-valuemin': 0,
      'aria-valuemax': 100,
    },
    bar,
  );
  return {
    element,
    render: (model) => {
      const progress = progressOf(model);
      element.classList.toggle('is-idle', progress === undefined);
      element.classList.toggle('is-unknown', progress === 'unknown');
      const percent = typeof progress === 'number' ? Math.round(progress * 100) : undefined;
      setAttribute(element, 'aria-valuenow', percent);
      setAttribute(element, 'aria-hidden', progress === undefined ? 'true' : undefined);
      bar.style.width = typeof progress === 'number' ? `${progress * 100}%` : '';
    },
  };
}
