import { h } from './h';

interface CachedRow {
  readonly element: HTMLElement;
  signature: string;
}

/** Keeps the elements of rows across renders, so that unchanged rows keep their focus and scroll position. */
export class RowCache {
  private rows = new Map<string, CachedRow>();
  private used = new Map<string, CachedRow>();

  constructor(
    private readonly className: string,
    private readonly role: string,
  ) {}

  /** The element of a row; `fill` is called if its content has changed. */
  use(key: string, content: unknown = null, fill?: (element: HTMLElement) => void): HTMLElement {
    const signature = JSON.stringify(content);
    const cached = this.rows.get(key);
    const row = cached ?? {
      element: h('div', { class: this.className, role: this.role, 'data-key': key }),
      signature: '',
    };
    this.used.set(key, row);
    if (row.signature !== signature) {
      row.signature = signature;
      fill?.(row.element);
    }
    return row.element;
  }

  get(key: string): HTMLElement | undefined {
    return this.rows.get(key)?.element;
  }

  /** Removes the rows that were not used since the last call. */
  forgetUnused(): void {
    this.rows = this.used;
    this.used = new Map();
  }
}
