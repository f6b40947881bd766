import { announcementOf } from '../model/announcement';
import { h, setText } from './h';
import type { Part } from './part';

/** Delay until the results have settled; an earlier announcement would disturb typing. */
const settledMs = 700;

/** Announces the results to screen readers, once they have settled. */
export function createAnnouncer(): Part {
  const element = h('div', { class: 'announcer', role: 'status', 'aria-live': 'polite' });
  let last: string | undefined;
  let timer: number | undefined;
  return {
    element,
    render: (model) => {
      const announcement = announcementOf(model);
      const key = JSON.stringify(announcement ?? null);
      if (key === last) return;
      last = key;
      window.clearTimeout(timer);
      // A screen reader repeats the same text only if it was removed in between.
      element.textContent = '';
      if (!announcement) return;
      timer = window.setTimeout(() => {
        setText(element, announcement.text);
      }, settledMs);
    },
  };
}
