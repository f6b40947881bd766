import { errors, type Locator, type Page } from 'playwright-core';
import { inAttempts } from './eventually';
import { restMouse } from './mouse';

const maxItems = 40;

/** The context menu of a row, a result, or an editor. */
export class ContextMenu {
  constructor(private readonly page: Page) {}

  item(label: string): Locator {
    return this.page.getByRole('menuitem', { name: label, exact: true });
  }

  /**
   * Opens a menu and waits until it shows an item.
   *
   * @param open opens the menu; called again if something else took the focus and closed it
   */
  async open(label: string, open: () => Promise<unknown>): Promise<void> {
    await inAttempts(async (timeoutMs) => {
      await this.close();
      await open();
      await this.item(label).waitFor({ timeout: timeoutMs });
    });
  }

  /** Opens a menu as `open`, and chooses the item with the keyboard, because a menu ignores clicks in its first moment. */
  async choose(label: string, open: () => Promise<unknown>): Promise<void> {
    await inAttempts(async (timeoutMs) => {
      await this.close();
      await open();
      await this.item(label).waitFor({ timeout: timeoutMs });
      await this.reach(label);
      // Pressed on the item, not on the page: if the menu closes in between, something else would get the key.
      await this.item(label).press('Enter', { timeout: timeoutMs });
    });
    await this.item(label).waitFor({ state: 'detached' });
    await restMouse(this.page);
  }

  /** Closes the menu and its submenus if it is open. */
  async close(): Promise<void> {
    const menus = this.page.locator('.monaco-menu:visible');
    await inAttempts(async (timeoutMs) => {
      for (let open = await menus.count(); open > 0; open = await menus.count()) {
        await this.page.keyboard.press('Escape');
        // Wait, because a second Escape would go to what is behind the menu.
        await menus.nth(open - 1).waitFor({ state: 'detached', timeout: timeoutMs });
      }
    });
  }

  /** Moves down to an item with the keyboard. */
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
