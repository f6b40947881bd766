import type { Page } from 'playwright-core';

/** In the title bar: a mouse that rests there brings nothing up, and keeps no notification. */
const restingPlace = { x: 200, y: 17 } as const;

/** Takes the mouse away: what it brings up where it rests would cover what is clicked next. */
export async function restMouse(page: Page): Promise<void> {
  await page.mouse.move(restingPlace.x, restingPlace.y);
  await page.locator('.workbench-hover-container').waitFor({ state: 'detached' });
}
