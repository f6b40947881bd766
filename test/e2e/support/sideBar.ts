import { eventually } from './eventually';
import type { VscodePage } from './vscodePage';

/** Drags the edge of the side bar until it has the given width. */
export async function setSideBarWidth({ page }: VscodePage, widthPx: number): Promise<void> {
  const { mouse } = page;
  const sideBar = page.locator('.part.sidebar');
  const { x, width } = (await sideBar.boundingBox())!;
  await mouse.move(x + width, 500);
  await mouse.down();
  await mouse.move(x + widthPx - 20, 500, { steps: 4 });
  await mouse.move(x + widthPx, 500, { steps: 2 });
  await mouse.up();
  await mouse.move(900, 600);
  await eventually(async () => (await sideBar.boundingBox())?.width).toBe(widthPx);
}
