import type { Page } from 'playwright-core';

/** In the title bar, where the mouse triggers no hover and does not keep notifications open. */
const restingPlace = { x: 200, y: 17 } as const;

/** Moves the mouse away: a hover at its position could cover the next click target. */
export async function restMouse(page: Page): Promise<void> {
  await page.mouse.move(restingPlace.x, restingPlace.y);
  await page.locator('.workbench-hover-container').waitFor({ state: 'detached' });
}
