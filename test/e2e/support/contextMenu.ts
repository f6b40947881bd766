import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

const attemptTimeoutMs = 2000;
const maxItems = 40;

/** The menu of a row, of a result, of an editor. */
export class ContextMenu {
  constructor(private readonly page: Page) {}

  item(label: string): Locator {
    return this.page.getByRole('menuitem', { name: label, exact: true });
  }

  /**
   * Opens a menu, and waits until it shows an item.
   *
   * @param open opens it; again, where something else took the focus and closed it
   */
  async open(label: string, open: () => Promise<unknown>): Promise<void> {
    await this.until(open, () => this.shows(label));
  }

  /** As `open`, and chooses the item; by the keyboard, since a menu takes no click in its first moment. */
  async choose(label: string, open: () => Promise<unknown>): Promise<void> {
    await this.until(open, async () => {
      const isReached = await this.reach(label);
      if (isReached) await this.page.keyboard.press('Enter');
      return isReached;
    });
    await this.item(label).waitFor({ state: 'detached' });
  }

  /** Closes it, with the menus it leads to, where it is open. */
  async close(): Promise<void> {
    while ((await this.page.locator('.monaco-menu:visible').count()) > 0) {
      await this.page.keyboard.press('Escape');
    }
  }

  private async until(open: () => Promise<unknown>, isDone: () => Promise<boolean>): Promise<void> {
    const attempt = async (): Promise<boolean> => {
      await this.close();
      await open();
      return isDone();
    };
    await expect.poll(attempt, { timeout: 30_000 }).toBe(true);
  }

  private async shows(label: string): Promise<boolean> {
    try {
      await this.item(label).waitFor({ timeout: attemptTimeoutMs });
      return true;
    } catch {
      return false;
    }
  }

  /** Goes down to an item; false where it is not there to be reached. */
  private async reach(label: string): Promise<boolean> {
    const item = this.item(label);
    const focused = this.page.locator('.monaco-menu .action-item.focused').filter({ has: item });
    if (!(await this.shows(label))) return false;
    for (let step = 0; step < maxItems && (await item.count()) > 0; step++) {
      if ((await focused.count()) > 0) return true;
      await this.page.keyboard.press('ArrowDown');
    }
    return false;
  }
}
