import { arrange, h, icon, setAttribute, setText } from './h';

/** Space between the menu and the edge of the page. */
const menuMarginPx = 10;

/** An entry of a {@link CheckMenu}. */
export interface CheckItem {
  readonly id: string;
  readonly label: string;
  readonly isChecked: boolean;
}

/** A button that opens a menu of check boxes, with the keys of a menu. It stays open while boxes are checked. */
export class CheckMenu {
  readonly element: HTMLElement;
  private readonly label = h('span', { class: 'language-label' });
  private readonly button: HTMLButtonElement;
  private readonly menu: HTMLElement;
  private readonly items = new Map<string, HTMLElement>();

  /** @param onChosen called with the id of the entry that was clicked */
  constructor(
    { title, name }: { readonly title: string; readonly name: string },
    private readonly onChosen: (id: string) => void,
  ) {
    const attributes = { type: 'button', class: 'language-button', 'aria-haspopup': 'menu', title };
    this.button = h('button', attributes, this.label, icon('chevron-down'));
    this.menu = h('div', { class: 'language-menu', role: 'menu', 'aria-label': name, hidden: true });
    this.element = h('div', { class: 'language-filter' }, this.button, this.menu);
    this.setOpen(false);
    this.button.addEventListener('click', () => {
      if (this.menu.hidden) this.setOpen(true);
      else this.close();
    });
    this.element.addEventListener('focusout', (event) => {
      if (!this.element.contains(event.relatedTarget as Node | null)) this.setOpen(false);
    });
    // A click outside any control does not move the focus, but must close the menu too.
    document.addEventListener('mousedown', (event) => {
      if (!this.element.contains(event.target as Node)) this.setOpen(false);
    });
    this.element.addEventListener('keydown', (event) => {
      if (!(this.menu.hidden ? this.pressClosed(event) : this.pressOpen(event))) return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  /** Shows the text of the button and the entries, in order. */
  show(text: string, items: readonly CheckItem[]): void {
    setText(this.label, text);
    const elements = items.map(({ id, label, isChecked }) => {
      const element = this.itemOf(id, label);
      setAttribute(element, 'aria-checked', isChecked ? 'true' : 'false');
      return element;
    });
    arrange(this.menu, elements);
    if (!this.menu.hidden) this.keepInSight();
  }

  /** Marks the button as one that filters. */
  setActive(isActive: boolean): void {
    this.button.classList.toggle('is-set', isActive);
  }

  private itemOf(id: string, label: string): HTMLElement {
    let item = this.items.get(id);
    if (!item) {
      item = h('div', { class: 'menu-item', role: 'menuitemcheckbox', tabindex: -1 }, icon('check'), label);
      item.addEventListener('click', () => {
        this.onChosen(id);
      });
      this.items.set(id, item);
    }
    return item;
  }

  private setOpen(isOpen: boolean): void {
    this.menu.hidden = !isOpen;
    setAttribute(this.button, 'aria-expanded', isOpen ? 'true' : 'false');
    if (!isOpen) return;
    this.keepInSight();
    (this.menu.firstElementChild as HTMLElement | null)?.focus();
  }

  private close(): void {
    if (this.menu.hidden) return;
    this.button.focus();
    this.setOpen(false);
  }

  private keepInSight(): void {
    const { style } = this.menu;
    style.left = '0';
    const right = this.menu.getBoundingClientRect().right + menuMarginPx;
    const overflow = right - document.documentElement.clientWidth;
    if (overflow > 0) style.left = `${-overflow}px`;
  }

  /** @returns whether the key was used */
  private pressClosed({ key }: KeyboardEvent): boolean {
    if (key !== 'ArrowDown') return false;
    this.setOpen(true);
    return true;
  }

  /** As {@link pressClosed}. */
  private pressOpen({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
    const all = [...this.menu.children] as HTMLElement[];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const go = (index: number): void => all[(index + all.length) % all.length]?.focus();
    if (key === 'ArrowDown') go(at + 1);
    else if (key === 'ArrowUp') go(at - 1);
    else if (key === 'Home') go(0);
    else if (key === 'End') go(-1);
    else if (key === 'Escape') this.close();
    else if ((key === ' ' || key === 'Enter') && at >= 0) all[at]!.click();
    else if (/^\p{L}$/u.test(key) && !ctrlKey && !metaKey) {
      const later = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      later.find((item) => item.textContent.toLowerCase().startsWith(key.toLowerCase()))?.focus();
    } else return false;
    return true;
  }
}
