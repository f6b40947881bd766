import * as l10n from '@vscode/l10n';
import { languageName } from '../model/languageNames';
import { noFilters, type Filters } from '../model/viewModel';
import { arrange, h, icon, setAttribute, setText } from './h';
import type { Dispatch, Part } from './part';

/** Space between the menu and the edge of the page. */
const menuMarginPx = 10;

/** The language filter: a button that shows the selection, and a menu of check boxes. */
export function createLanguageFilter(dispatch: Dispatch): Part {
  const label = h('span', { class: 'language-label' });
  const button = h(
    'button',
    {
      type: 'button',
      class: 'language-button',
      'aria-haspopup': 'menu',
      title: l10n.t('Filter by language'),
    },
    label,
    icon('chevron-down'),
  );
  const menu = h('div', {
    class: 'language-menu',
    role: 'menu',
    'aria-label': l10n.t('Languages'),
    hidden: true,
  });
  const element = h('div', { class: 'language-filter' }, button, menu);
  const items = new Map<string, HTMLElement>();
  let filters: Filters = noFilters;

  const keepInSight = (): void => {
    menu.style.left = '0';
    const overflow = menu.getBoundingClientRect().right + menuMarginPx - document.documentElement.clientWidth;
    if (overflow > 0) menu.style.left = `${-overflow}px`;
  };
  const setOpen = (isOpen: boolean): void => {
    menu.hidden = !isOpen;
    if (isOpen) keepInSight();
    setAttribute(button, 'aria-expanded', isOpen ? 'true' : 'false');
    if (isOpen) (menu.firstElementChild as HTMLElement | null)?.focus();
  };
  const close = (): void => {
    if (menu.hidden) return;
    button.focus();
    setOpen(false);
  };
  const choose = (language: string): void => {
    const { languages } = filters;
    const others = languages.filter((chosen) => chosen !== language);
    const next = language === '' ? [] : others.length < languages.length ? others : [...languages, language];
    dispatch({ type: 'filtered', filters: { languages: next } });
  };
  const itemOf = (language: string): HTMLElement => {
    let item = items.get(language);
    if (!item) {
      const name = language === '' ? l10n.t('All Languages') : languageName(language);
      item = h('div', { class: 'menu-item', role: 'menuitemcheckbox', tabindex: -1 }, icon('check'), name);
      item.addEventListener('click', () => {
        choose(language);
      });
      items.set(language, item);
    }
    return item;
  };
  setOpen(false);
  button.addEventListener('click', () => {
    if (menu.hidden) setOpen(true);
    else close();
  });
  element.addEventListener('focusout', (event) => {
    if (!element.contains(event.relatedTarget as Node | null)) setOpen(false);
  });
  // A click outside any control does not move the focus, but must close the menu too.
  document.addEventListener('mousedown', (event) => {
    if (!element.contains(event.target as Node)) setOpen(false);
  });
  element.addEventListener('keydown', (event) => {
    const all = [...menu.children] as HTMLElement[];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const go = (index: number): void => all[(index + all.length) % all.length]?.focus();
    if (menu.hidden) {
      if (event.key !== 'ArrowDown') return;
      setOpen(true);
    } else if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(-1);
    else if (event.key === 'Escape') close();
    else if ((event.key === ' ' || event.key === 'Enter') && at >= 0) all[at]!.click();
    else if (/^\p{L}$/u.test(event.key) && !event.ctrlKey && !event.metaKey) {
      const letter = event.key.toLowerCase();
      const later = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      later.find((item) => item.textContent.toLowerCase().startsWith(letter))?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    element,
    render: (model) => {
      filters = model.filters;
      const { languages } = filters;
      const known = [...new Set([...model.languages, ...languages])];
      element.hidden = known.length < 2 && languages.length === 0;
      const [first] = languages;
      setText(
        label,
        first === undefined
          ? l10n.t('Language')
          : languages.length === 1
            ? languageName(first)
            : l10n.t('{0} Languages', languages.length),
      );
      button.classList.toggle('is-set', first !== undefined);
      arrange(menu, ['', ...known].map(itemOf));
      for (const language of ['', ...known]) {
        const isChosen = language === '' ? first === undefined : languages.includes(language);
        setAttribute(itemOf(language), 'aria-checked', isChosen ? 'true' : 'false');
      }
      if (!menu.hidden) keepInSight();
    },
  };
}
