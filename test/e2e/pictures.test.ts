import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from './support/eventually';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type Clip, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-pictures-'));
const question = 'where do we retry failed uploads';
let window: VscodePage;

beforeAll(async () => {
  const workspace = await makeSampleRepository(directory);
  // The screenshots also show skipped files and the reasons.
  writeFileSync(path.join(workspace, '.env'), 'UPLOAD_TOKEN=not-a-real-one\n');
  window = await openVscode({ workspace, hasAllExtensions: true });
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

const themes = [
  ['dark', 'Default Dark Modern'],
  ['light', 'Default Light Modern'],
  ['high-contrast', 'Default High Contrast'],
] as const;

/** The area of all these elements, with a margin. */
async function around(locators: readonly Locator[], margin = 12): Promise<Clip> {
  const boxes = await Promise.all(locators.map((locator) => locator.boundingBox()));
  const found = boxes.filter((box) => box !== null);
  const size = window.page.viewportSize() ?? { width: 1280, height: 800 };
  const left = Math.max(0, Math.min(...found.map(({ x }) => x)) - margin);
  const top = Math.max(0, Math.min(...found.map(({ y }) => y)) - margin);
  const right = Math.min(size.width, Math.max(...found.map(({ x, width }) => x + width)) + margin);
  const bottom = Math.min(size.height, Math.max(...found.map(({ y, height }) => y + height)) + margin);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Moves the mouse away from all elements, to avoid highlights and hovers. */
async function mouseAway(): Promise<void> {
  await window.page.mouse.move(1000, 700);
  await eventually(() => window.page.locator('.workbench-hover:visible').count()).toBe(0);
}

const sideBar = (): Locator => window.page.locator('.part.sidebar');

/** For the README: palette, view, index, status; for the walkthrough: step-*. Review each before committing: `npm run screenshots`. */
describe.each(themes)('pictures in %s', (name, theme) => {
  beforeAll(() => window.setTheme(theme));

  it('the palette, with the preview behind it', async () => {
    await window.command('Semantic Search: Ask…');
    await window.quickInput.opened();
    await mouseAway();
    await window.quickInput.type(question);
    const first = async (): Promise<string> => (await window.quickInput.items())[0]?.description ?? '';
    await eventually(first).toMatch(/uploadQueue\.ts/);
    await window.quickInput.moveDown(async () => (await window.activeEditor()) !== undefined);
    await window.page.keyboard.press('ArrowUp');
    await eventually(async () => (await window.activeEditor())?.fileName).toBe('uploadQueue.ts');
    await window.screenshot(`palette-${name}`);
    await window.screenshot(`step-ask-${name}`, await around([window.quickInput.root]));
    await window.quickInput.escape();
    await window.quickInput.closed();
    await eventually(() => window.activeEditor()).toBeUndefined();
  });

  it('the view, with an opened result', async () => {
    const view = await window.searchInSideBar();
    const box = view.getByRole('textbox', { name: 'Search by meaning' });
    await box.fill(question);
    await box.press('Enter');
    const colored = view.locator('.line-text span[style*="color"]');
    const colors = async (): Promise<number> =>
      new Set(
        await colored.evaluateAll((spans) =>
          spans.map((span) => (span as unknown as { style: { color: string } }).style.color),
        ),
      ).size;
    await eventually(colors).toBeGreaterThan(3);
    await view.locator('.is-result').first().click();
    await eventually(async () => (await window.activeEditor())?.fileName).toBe('uploadQueue.ts');
    await mouseAway();
    await window.screenshot(`view-${name}`);
    await window.screenshot(`step-view-${name}`, { ...(await around([sideBar()], 0)), height: 560 });
  });

  it('the menu of the editor, which finds more like this', async () => {
    const code = window.page.locator('.editor-group-container.active .view-line', {
      hasText: 'sendWithRetries',
    });
    await code.first().click({ button: 'right', position: { x: 60, y: 8 } });
    const menus = window.page.locator('.monaco-menu');
    await menus.first().getByRole('menuitem', { name: 'Semantic Search' }).hover();
    const submenu = window.page.locator('.monaco-submenu');
    await submenu.getByRole('menuitem', { name: 'Find Similar Code' }).waitFor();
    const { x, y } = await around([code.first()], 40);
    const menu = await around([menus.first(), submenu], 40);
    const right = menu.x + menu.width;
    await window.screenshot(`step-similar-${name}`, {
      x,
      y,
      width: right - x,
      height: Math.min(420, 800 - y),
    });
    await window.page.keyboard.press('Escape');
    await window.page.keyboard.press('Escape');
    await mouseAway();
  });

  it('the index tree', async () => {
    await window.command('Semantic Search: Show Indexed Files');
    // Use the whole side bar.
    await sideBar()
      .locator('.pane-header', { hasText: 'Results' })
      .click({ position: { x: 30, y: 10 } });
    const row = (text: string): Locator => sideBar().locator('.monaco-list-row', { hasText: text }).first();
    for (const [directory, file] of [
      ['src', 'upload'],
      ['upload', 'retryPolicy.ts'],
    ] as const) {
      if ((await row(file).count()) === 0) await row(directory).click();
      await row(file).waitFor();
    }
    await mouseAway();
    await window.screenshot(`index-${name}`);
    await window.screenshot(`step-index-${name}`, { ...(await around([sideBar()], 0)), height: 560 });
  });

  it('the choice of a provider', async () => {
    await window.command('Semantic Search: Choose Embedding Provider…');
    await window.quickInput.opened();
    await mouseAway();
    await eventually(async () => (await window.quickInput.items()).length).toBeGreaterThan(5);
    await window.screenshot(`step-provider-${name}`, await around([window.quickInput.root]));
    await window.quickInput.escape();
    await window.quickInput.closed();
  });

  it('the status item, with its hover', async () => {
    await window.page.locator('[id="semantic-search.semantic-search.semanticSearch.status"]').hover();
    const hover = window.page
      .locator('.monaco-hover:visible, .workbench-hover:visible')
      .filter({ hasText: 'files' });
    await hover.first().waitFor();
    expect(await hover.first().innerText()).toMatch(/leaves this (machine|computer)/);
    const bar = window.page.locator('.part.statusbar');
    const { x, y, width, height } = await around([hover.first(), bar], 0);
    const hoverBox = await around([hover.first()], 24);
    await window.screenshot(`status-${name}`, {
      x: hoverBox.x,
      y: y - 12,
      width: x + width - hoverBox.x,
      height: height + 12,
    });
    await window.page.mouse.move(700, 300);
    await window.command('View: Close All Editors');
    await window.command('View: Show Explorer');
  });
});
