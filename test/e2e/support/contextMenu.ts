import { errors, type Locator, type Page } from 'playwright-core';
import { inAttempts } from './eventually';
import { restMouse } from './mouse';

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
    await inAttempts(async (timeoutMs) => {
      await this.close();
      await open();
      await this.item(label).waitFor({ timeout: timeoutMs });
    });
  }

  /** As `open`, and chooses the item; by the keyboard, since a menu takes no click in its first moment. */
  async choose(label: string, open: () => Promise<unknown>): Promise<void> {
    await inAttempts(async (timeoutMs) => {
      await this.close();
      await open();
      await this.item(label).waitFor({ timeout: timeoutMs });
      await this.reach(label);
      // Not to the page: what closes the menu in between would get the key.
      await this.item(label).press('Enter', { timeout: timeoutMs });
    });
    await this.item(label).waitFor({ state: 'detached' });
    await restMouse(this.page);
  }

  /** Closes it, with the menus it leads to, where it is open. */
  async close(): Promise<void> {
    const menus = this.page.locator('.monaco-menu:visible');
    await inAttempts(async (timeoutMs) => {
      for (let open = await menus.count(); open > 0; open = await menus.count()) {
        await this.page.keyboard.press('Escape');
        // A second Escape would go to what lies behind the menu.
        await menus.nth(open - 1).waitFor({ state: 'detached', timeout: timeoutMs });
      }
    });
  }

  /** Goes down to an item. */
  private async reach(label: string): Promise<void> {
    const item = this.item(label);
    const focused = this.page.locator('.monaco-menu .action-item.focused').filter({ has: item });
    for (let step = 0; step < maxItems && (await item.count()) > 0; step++) {
      if ((await focused.count()) > 0) return;
      await this.page.keyboard.press('ArrowDown');
    }
    throw new errors.TimeoutError(`The item "${label}" cannot be reached by the keyboard.`);
  }
}
