import type { Locator, Page } from 'playwright-core';

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
  readonly isFocused: boolean;
}

/** What is used of an element: these functions run in the page, and tests know no DOM otherwise. */
interface PageElement {
  readonly textContent: string | null;
  readonly classList: { contains(name: string): boolean };
  querySelector(selector: string): PageElement | null;
  getBoundingClientRect(): { readonly top: number; readonly height: number };
}

const waitMs = 30_000;

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

  /** Waits until it shows and waits for nothing. */
  async settled(): Promise<void> {
    await this.opened();
    await this.root.locator('.monaco-progress-container.active').waitFor({ state: 'detached' });
  }

  /** Replaces what is in the box, once it shows. */
  async type(text: string, timeoutMs = waitMs): Promise<void> {
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

  /** Presses Enter, or clicks the row with this label if one is given. */
  async accept(label?: string, timeoutMs = waitMs): Promise<void> {
    if (label === undefined) await this.page.keyboard.press('Enter');
    else await this.row(label).first().click({ timeout: timeoutMs });
  }

  async escape(): Promise<void> {
    await this.page.keyboard.press('Escape');
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
          return {
            top: row.getBoundingClientRect().top,
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
    return this.root
      .locator('.monaco-list-row')
      .filter({ has: this.page.locator('.label-name', { hasText: exactly(label) }) });
  }
}

function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
