import { errors, type Locator, type Page } from 'playwright-core';
import { patienceMs } from '../../support/patience';
import { restMouse } from './mouse';

/** One row of a quick pick as the user sees it. */
export interface QuickInputItem {
  readonly label: string;
  readonly description: string;
  /** The second line. */
  readonly detail: string;
  /** The heading above the row, if it starts a group. */
  readonly separator: string;
}

interface Row {
  readonly item: QuickInputItem;
  readonly top: number;
  /** A clickable point in the row; undefined if something covers it. */
  readonly place: { readonly x: number; readonly y: number } | undefined;
  readonly isFocused: boolean;
}

/** The used parts of an element: these functions run in the page, and tests are compiled without DOM types. */
interface PageElement {
  readonly textContent: string | null;
  readonly classList: { contains(name: string): boolean };
  readonly ownerDocument: { elementFromPoint(x: number, y: number): PageElement | null };
  querySelector(selector: string): PageElement | null;
  contains(other: PageElement | null): boolean;
  getBoundingClientRect(): {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
}

const lookAgainMs = 50;

/** How often the effect of a moved focus is looked for before the key is pressed again. */
const looksPerMove = 40;

/** The palette and every similar quick pick or input box. */
export class QuickInput {
  readonly root: Locator;

  constructor(private readonly page: Page) {
    this.root = page.locator('.quick-input-widget:visible');
  }

  /** Waits until it is open. */
  async opened(): Promise<void> {
    await this.root.waitFor();
  }

  /** Waits until it is closed. */
  async closed(): Promise<void> {
    await this.root.waitFor({ state: 'detached' });
  }

  /**
   * Waits until the list of commands is closed. Until then, the list that a command opens cannot be told from it.
   *
   * @throws errors.TimeoutError when it stays open
   */
  async commandsClosed(timeoutMs: number): Promise<void> {
    for (const deadline = performance.now() + timeoutMs; performance.now() < deadline;) {
      const [text] = await this.root
        .locator('input.input')
        .evaluateAll((boxes) => boxes.map((box) => (box as unknown as { readonly value: string }).value))
        // The command reloads the window.
        .catch(() => []);
      if (text?.startsWith('>') !== true) return;
      await this.page.waitForTimeout(lookAgainMs);
    }
    throw new errors.TimeoutError('The list of commands stays open.');
  }

  /** Replaces the text in the box, once it is open. */
  async type(text: string, timeoutMs = patienceMs): Promise<void> {
    await this.root.locator('input.input').fill(text, { timeout: timeoutMs });
  }

  async text(): Promise<string> {
    return this.root.locator('input.input').inputValue();
  }

  /** The visible rows, from the top. */
  async items(): Promise<QuickInputItem[]> {
    return (await this.rows()).map(({ item }) => item);
  }

  /** The focused row. */
  async focusedItem(): Promise<QuickInputItem | undefined> {
    return (await this.rows()).find((row) => row.isFocused)?.item;
  }

  /**
   * Presses Enter, or clicks the row with this label if one is given.
   *
   * @throws errors.TimeoutError when there is no such row
   */
  async accept(label?: string, timeoutMs = patienceMs): Promise<void> {
    if (label === undefined) await this.page.keyboard.press('Enter');
    else await this.clickRow(label, timeoutMs);
  }

  /**
   * Presses Down on the focused row until `isDone`. An answer that arrives late focuses its first row; then the key is pressed
   * again, as a user does.
   */
  async moveDown(isDone: () => Promise<boolean>): Promise<void> {
    const start = (await this.rows()).findIndex(({ isFocused }) => isFocused);
    const deadline = performance.now() + patienceMs;
    do {
      const focused = (await this.rows()).findIndex(({ isFocused }) => isFocused);
      if (focused <= start) await this.page.keyboard.press('ArrowDown');
      for (let looks = 0; looks < looksPerMove; looks++) {
        if (await isDone()) return;
        await this.page.waitForTimeout(lookAgainMs);
      }
    } while (performance.now() < deadline);
    throw new errors.TimeoutError('Moving down had no effect.');
  }

  /** Moves the mouse away from it. */
  async restMouse(): Promise<void> {
    await restMouse(this.page);
  }

  async escape(): Promise<void> {
    await this.page.keyboard.press('Escape');
  }

  /**
   * Clicks at the position of the row, as the user does. A changing list reuses its elements for other rows, so clicking a
   * previously found element could hit another row. The row is clicked once two consecutive reads have found it at the same
   * position.
   */
  private async clickRow(label: string, timeoutMs: number): Promise<void> {
    let lastTop: number | undefined;
    for (const deadline = performance.now() + timeoutMs; performance.now() < deadline;) {
      const row = (await this.rows()).find(({ item }) => item.label === label);
      if (row?.place && row.top === lastTop) {
        await this.page.mouse.click(row.place.x, row.place.y);
        // A hover at this position could cover what comes next.
        await this.restMouse();
        return;
      }
      lastTop = row?.top;
      if (row && !row.place) await this.row(label).first().scrollIntoViewIfNeeded({ timeout: timeoutMs });
      await this.page.waitForTimeout(lookAgainMs);
    }
    throw new errors.TimeoutError(`There is no row "${label}" that can be clicked.`);
  }

  private async rows(): Promise<Row[]> {
    return this.root.locator('.monaco-list-row').evaluateAll((elements) =>
      (elements as unknown as PageElement[])
        .map((row) => {
          const text = (selector: string): string => {
            const part = row.querySelector(selector);
            // Row elements are reused, and keep the hidden heading of earlier rows.
            return part === null || part.getBoundingClientRect().height === 0
              ? ''
              : (part.textContent?.trim() ?? '');
          };
          const { left, top, width, height } = row.getBoundingClientRect();
          const place = { x: left + width / 2, y: top + height / 2 };
          return {
            top,
            place: row.contains(row.ownerDocument.elementFromPoint(place.x, place.y)) ? place : undefined,
            isFocused: row.classList.contains('focused'),
            item: {
              label: text('.quick-input-list-row .label-name'),
              description: text('.quick-input-list-row .label-description'),
              detail: text('.quick-input-list-label-meta'),
              separator: text('.quick-input-list-separator'),
            },
          };
        })
        // In the document they are in the order in which they were rendered.
        .sort((a, b) => a.top - b.top),
    );
  }

  /** The rows with exactly this label. */
  row(label: string): Locator {
    return this.root.locator('.monaco-list-row').filter({ has: this.labelOf(label) });
  }

  /** The row with exactly this label, if it has the focus. */
  focusedRow(label: string): Locator {
    return this.root.locator('.monaco-list-row.focused').filter({ has: this.labelOf(label) });
  }

  private labelOf(label: string): Locator {
    return this.page.locator('.label-name', { hasText: exactly(label) });
  }
}

function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
