import { errors, type Locator, type Page } from 'playwright-core';
import { patienceMs } from '../../support/patience';
import { restMouse } from './mouse';

/** One row of a quick pick as a person reads it. */
export interface QuickInputItem {
  readonly label: string;
  readonly description: string;
  /** The second line. */
  readonly detail: string;
  /** The heading that it stands below, where it begins a group. */
  readonly separator: string;
}

interface Row {
  readonly item: QuickInputItem;
  readonly top: number;
  /** A place in it where a click goes to it; undefined where something covers it. */
  readonly place: { readonly x: number; readonly y: number } | undefined;
  readonly isFocused: boolean;
}

/** What is used of an element: these functions run in the page, and tests know no DOM otherwise. */
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

/** The palette, and every quick pick and input box that looks like it. */
export class QuickInput {
  readonly root: Locator;

  constructor(private readonly page: Page) {
    this.root = page.locator('.quick-input-widget:visible');
  }

  /** Waits until it shows. */
  async opened(): Promise<void> {
    await this.root.waitFor();
  }

  /** Waits until it is gone. */
  async closed(): Promise<void> {
    await this.root.waitFor({ state: 'detached' });
  }

  /** Replaces what is in the box, once it shows. */
  async type(text: string, timeoutMs = patienceMs): Promise<void> {
    await this.root.locator('input.input').fill(text, { timeout: timeoutMs });
  }

  async text(): Promise<string> {
    return this.root.locator('input.input').inputValue();
  }

  /** The rows that fit on the screen, from the top. */
  async items(): Promise<QuickInputItem[]> {
    return (await this.rows()).map(({ item }) => item);
  }

  /** The row that the keyboard is on. */
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

  /** Takes the mouse away from it. */
  async restMouse(): Promise<void> {
    await restMouse(this.page);
  }

  async escape(): Promise<void> {
    await this.page.keyboard.press('Escape');
  }

  /**
   * Clicks where the row is, as a person does. A list that changes draws other rows into the same elements: a click on an
   * element that was looked up before would go wherever that is by then. So it is clicked where two looks have found it.
   */
  private async clickRow(label: string, timeoutMs: number): Promise<void> {
    let lastTop: number | undefined;
    for (const deadline = performance.now() + timeoutMs; performance.now() < deadline;) {
      const row = (await this.rows()).find(({ item }) => item.label === label);
      if (row?.place && row.top === lastTop) {
        await this.page.mouse.click(row.place.x, row.place.y);
        // What it brings up where it rests would cover what comes next.
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
            // Rows are used again, and keep, hidden, the heading of what they showed before.
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
        // Their order in the document is that in which they were drawn.
        .sort((a, b) => a.top - b.top),
    );
  }

  /** The rows with exactly this label. */
  row(label: string): Locator {
    return this.root.locator('.monaco-list-row').filter({ has: this.labelOf(label) });
  }

  /** The row with exactly this label, while the keyboard is on it. */
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
