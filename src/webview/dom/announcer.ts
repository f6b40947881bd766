import { announcementOf } from '../model/announcement';
import { h, setText } from './h';
import type { Part } from './part';

/** As long as nothing changes; sooner, and a screen reader would speak into the typing. */
const settledMs = 700;

/** Tells a screen reader what was found, once that has settled. */
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
      // The same words again are told again only where they were gone in between.
      element.textContent = '';
      if (!announcement) return;
      timer = window.setTimeout(() => {
        setText(element, announcement.text);
      }, settledMs);
    },
  };
}
