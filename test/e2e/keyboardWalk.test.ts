import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editorHasFocus, resultIsOpen } from './support/editor';
import { eventually, inAttempts } from './support/eventually';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-keyboard-'));
const question = 'where do we retry failed uploads';
let window: VscodePage;
let view: Frame;

beforeAll(async () => {
  window = await openVscode({ workspace: await makeSampleRepository(directory) });
  await window.indexed();
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

const press = (key: string): Promise<void> => window.page.keyboard.press(key);
const box = (): Locator => view.getByRole('textbox', { name: 'Search by meaning' });
/** The focused row of the view. */
const row = (): Locator => view.locator('.row:focus');
const keyOfRow = (): Promise<string | null> => row().getAttribute('data-key');
const boxHasFocus = (): Promise<void> => view.locator('textarea.query-input:focus').waitFor();
const paletteHasFocus = (): Promise<void> => window.quickInput.root.locator('input.input:focus').waitFor();
const fileNames = (): Promise<string[]> => view.locator('.file-name').allInnerTexts();
const focusedLabel = async (): Promise<string | undefined> => (await window.quickInput.focusedItem())?.label;

/**
 * Runs a command by its title without a click. The palette lists the commands that were enabled when it opened, so a second
 * attempt may be needed.
 */
async function run(title: string): Promise<void> {
  const { page, quickInput } = window;
  let isFirst = true;
  await inAttempts(async (timeoutMs) => {
    // Only if needed: in the view, Escape goes to the box.
    if (!isFirst) await quickInput.escape();
    isFirst = false;
    await page.keyboard.press('F1');
    await quickInput.root.locator('input.input:focus').waitFor({ timeout: timeoutMs });
    await page.keyboard.type(title);
    await quickInput.focusedRow(title).waitFor({ timeout: timeoutMs });
    await page.keyboard.press('Enter');
  });
}

/** Runs the command, and waits until its own list has replaced the list of commands. */
async function showIndexStatus(): Promise<void> {
  await run('Semantic Search: Show Index Status…');
  await eventually(async () => (await focusedLabel()) ?? '').toMatch(/^(?!Semantic Search: )./);
  await paletteHasFocus();
}

// Each step starts with the focus where the previous step left it; this is part of the test.
describe('the whole extension without a mouse', () => {
  it('searches in the palette, and previews the row with the focus', async () => {
    await run('Semantic Search: Ask…');
    await eventually(() => window.quickInput.root.locator('.quick-input-title').innerText()).toMatch(
      /^Semantic Search/,
    );
    await paletteHasFocus();
    await window.page.keyboard.type(question);
    await eventually(async () => (await window.quickInput.items())[0]?.description).toMatch(
      /uploadQueue|retryPolicy/,
    );
    await window.quickInput.moveDown(async () => (await window.activeEditor()) !== undefined);
    await eventually(async () => (await window.activeEditor())?.fileName).toMatch(/\.\w+$/);
    await paletteHasFocus();
  });

  it('opens a result in the editor', async () => {
    await press('Enter');
    await resultIsOpen(window);
  });

  it('moves the focus to the box of the view', async () => {
    await run('Semantic Search: Search in Side Bar');
    view = await window.webview();
    await boxHasFocus();
  });

  it('recalls a query of the palette in the view', async () => {
    await press('ArrowUp');
    await eventually(() => box().inputValue()).toBe(question);
    await view.locator('.is-result').first().waitFor();
    await boxHasFocus();
  });

  it('moves to the filters with Tab, and changes them with arrow keys', async () => {
    const radio = (name: string): Locator => view.locator('[role="radio"]:focus', { hasText: name });
    for (let step = 0; step < 6 && (await view.locator('[role="radio"]:focus').count()) === 0; step++) {
      await press('Tab');
    }
    await radio('All').waitFor();
    await press('ArrowLeft');
    await radio('Docs').waitFor();
    await eventually(async () => {
      const names = await fileNames();
      return names.length > 0 && names.every((name) => name.endsWith('.md'));
    }).toBe(true);
    await press('ArrowRight');
    await radio('All').waitFor();
    await eventually(async () => (await fileNames()).some((name) => name.endsWith('.ts'))).toBe(true);
  });

  it('returns to the box, and moves down into the results', async () => {
    for (let step = 0; step < 6 && (await view.locator('textarea:focus').count()) === 0; step++) {
      await press('Shift+Tab');
    }
    await boxHasFocus();
    await press('End');
    // Within the history, an arrow key moves in the history; with Control it always leaves the box.
    await press('Control+ArrowDown');
    await row().waitFor();
  });

  it('moves in the tree: to the file, collapses it, expands it, and returns to the result', async () => {
    await press('ArrowDown');
    await press('Home');
    await eventually(() => row().getAttribute('aria-level')).toBe('1');
    await press('ArrowLeft');
    await eventually(() => row().getAttribute('aria-expanded')).toBe('false');
    await press('ArrowRight');
    await eventually(() => row().getAttribute('aria-expanded')).toBe('true');
    await press('ArrowRight');
    await eventually(() => row().getAttribute('aria-level')).toBe('2');
  });

  it('previews with Space, Shift+F4 and F4 while the focus stays in the tree', async () => {
    // A result whose file no earlier step has opened permanently.
    await press('End');
    const last = await keyOfRow();
    await press('Space');
    await eventually(async () => (await window.activeEditor())?.isPreview).toBe(true);
    await row().waitFor();
    const shown = await window.activeEditor();
    await press('Shift+F4');
    await eventually(keyOfRow).not.toBe(last);
    await eventually(async () => (await window.activeEditor())?.fileName).not.toBe(shown?.fileName);
    await press('F4');
    await eventually(keyOfRow).toBe(last);
    // The editor is updated a moment later.
    await eventually(() => window.activeEditor()).toMatchObject({
      fileName: shown?.fileName,
      line: shown?.line,
    });
  });

  it('dismisses a result, and moves the focus to its neighbour', async () => {
    const before = await keyOfRow();
    const count = await view.locator('.is-result').count();
    await press('Delete');
    await eventually(() => view.locator('.is-result').count()).toBe(count - 1);
    await eventually(keyOfRow).not.toBe(before);
    await row().waitFor();
  });

  it('opens the menu of the index, and returns to the row when it is closed', async () => {
    const before = await keyOfRow();
    await showIndexStatus();
    await press('Escape');
    await window.quickInput.closed();
    await row().waitFor();
    expect(await keyOfRow()).toBe(before);
  });

  it('moves to the editor, and finds code similar to the code there', async () => {
    await press('Enter');
    await editorHasFocus(window);
    await run('Semantic Search: Find Similar Code');
    await eventually(() => view.locator('.chip-label').innerText()).toMatch(/^Like /);
    await boxHasFocus();
    await view.locator('.is-result').first().waitFor();
  });

  it('returns to the query with Escape', async () => {
    await press('Escape');
    await view.locator('.chip').waitFor({ state: 'hidden' });
    await eventually(() => box().inputValue()).toBe(question);
    await boxHasFocus();
  });

  it('returns to the editor with the usual key of VS Code', async () => {
    await press('Control+1');
    await editorHasFocus(window);
  });

  it('keeps the focus in the editor after the menu of the index was opened there', async () => {
    await showIndexStatus();
    await press('Escape');
    await window.quickInput.closed();
    await editorHasFocus(window);
    await run('Semantic Search: Search in Side Bar');
    await boxHasFocus();
  });

  it('opens the menu of a row, and returns to the row when it is closed', async () => {
    await press('Control+ArrowDown');
    await row().waitFor();
    const before = await keyOfRow();
    await window.contextMenu.open('Copy Path', () => press('Shift+F10'));
    await window.contextMenu.close();
    await row().waitFor();
    expect(await keyOfRow()).toBe(before);
    // Also from the menu: the action applies to the row, and the focus stays in the tree.
    await window.contextMenu.choose('Dismiss', () => press('Shift+F10'));
    await eventually(keyOfRow).not.toBe(before);
    await row().waitFor();
  });
});
