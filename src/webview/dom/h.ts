import { visibleText } from '../../common/text/visibleText';

type AttributeValue = string | number | boolean | undefined;

/** Attributes that are visible or read by screen readers; others may be keys or typed text. */
const shownAttributes: ReadonlySet<string> = new Set([
  'title',
  'aria-label',
  'aria-description',
  'placeholder',
]);

/**
 * Creates an element with attributes and children. Text becomes text nodes, never markup, and control characters
 * become escapes. `true` sets an attribute without a value; `false` and undefined set none.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, AttributeValue>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...children.map((child) => (typeof child === 'string' ? visibleText(child, '\t') : child)));
  return element;
}

/** Sets, changes or removes an attribute; does not touch the document if nothing changes. */
export function setAttribute(element: Element, name: string, value: AttributeValue): void {
  if (value === undefined || value === false) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
    return;
  }
  const text = value === true ? '' : shownAttributes.has(name) ? visibleText(String(value)) : String(value);
  if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}

/** Changes the text of an element; does not touch the document if nothing changes. */
export function setText(element: Element, text: string): void {
  const shown = visibleText(text);
  if (element.textContent !== shown) element.textContent = shown;
}

/** A codicon, hidden from screen readers. */
export function icon(name: string, className = ''): HTMLElement {
  return h('span', { class: `codicon codicon-${name} ${className}`.trim(), 'aria-hidden': 'true' });
}

/** A button that shows only a codicon; its label is read by screen readers and shown on hover. */
export function iconButton(name: string, label: string, className = ''): HTMLButtonElement {
  return h(
    'button',
    { type: 'button', class: `icon-button ${className}`.trim(), 'aria-label': label, title: label },
    icon(name),
  );
}

/** Marks a toggle button as on or off. */
export function setPressed(button: HTMLButtonElement, isPressed: boolean): void {
  setAttribute(button, 'aria-pressed', isPressed ? 'true' : 'false');
}

/** Puts children into an order; children already in place are not moved. */
export function arrange(parent: Element, children: readonly Element[]): void {
  const wanted = new Set(children);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  children.forEach((child, index) => {
    const there = parent.children[index];
    if (there !== child) parent.insertBefore(child, there ?? null);
  });
}

/**
 * Text for screen readers only. It is used for rows instead of a label, which would have to repeat everything visible
 * in the row, including code.
 */
export function unseen(text: string): HTMLElement {
  return h('span', { class: 'unseen' }, text);
}
