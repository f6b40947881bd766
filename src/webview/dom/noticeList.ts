import type { Notice } from '../model/choices';
import { noticesOf } from '../model/notices';
import { arrange, h, icon, setAttribute, setText } from './h';
import type { Dispatch, Part } from './part';

interface NoticeElement {
  readonly element: HTMLElement;
  readonly text: HTMLElement;
}

/** Notices about indexing, workspace trust and problems. */
export function createNoticeList(dispatch: Dispatch): Part {
  const element = h('div', { class: 'notices' });
  // Keyed by everything but the text: an updated count must not replace a button under the pointer.
  const elements = new Map<string, NoticeElement>();

  const create = ({ icon: name, tone, choices }: Notice): NoticeElement => {
    const text = h('span', { class: 'notice-text' });
    const buttons = choices.map(({ label, event }) => {
      const button = h('button', { type: 'button', class: 'link-button' }, label);
      button.addEventListener('click', () => {
        dispatch(event);
      });
      return button;
    });
    return { text, element: h('div', { class: `notice is-${tone}` }, icon(name), text, ...buttons) };
  };

  return {
    element,
    render: (model) => {
      const shown = noticesOf(model).map((notice) => {
        const key = JSON.stringify({ ...notice, text: '' });
        const cached = elements.get(key) ?? create(notice);
        elements.set(key, cached);
        setText(cached.text, notice.text);
        setAttribute(cached.text, 'title', notice.text);
        return cached.element;
      });
      arrange(element, shown);
    },
  };
}
