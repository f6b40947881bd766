import type { Notice } from '../model/choices';
import { noticeKeys, noticesOf } from '../model/notices';
import { arrange, h, icon, setAttribute, setText } from './h';
import type { Dispatch, Part } from './part';

interface NoticeElement {
  readonly element: HTMLElement;
  readonly text: HTMLElement;
}

/** Notices about indexing, workspace trust and problems. */
export function createNoticeList(dispatch: Dispatch): Part {
  const element = h('div', { class: 'notices' });
  let elements: ReadonlyMap<string, NoticeElement> = new Map();

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
      const notices = noticesOf(model);
      const shown = new Map<string, NoticeElement>();
      for (const [i, key] of noticeKeys(notices).entries()) {
        const notice = notices[i]!;
        const cached = elements.get(key) ?? create(notice);
        shown.set(key, cached);
        setText(cached.text, notice.text);
        setAttribute(cached.text, 'title', notice.text);
      }
      elements = shown;
      const all = [...shown.values()];
      arrange(
        element,
        all.map((notice) => notice.element),
      );
    },
  };
}
