import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editorHasFocus, goToLine, openFileAt } from './support/editor';
import { eventually } from './support/eventually';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-editor-'));
let folder: string;
let window: VscodePage;

beforeAll(async () => {
  folder = await makeSampleRepository(directory);
  window = await openVscode({ workspace: folder });
  await window.indexed();
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

const entry = (label: string): Locator => window.contextMenu.item(label);
/** Line of a file that contains a text, 1-based. */
const lineOf = (file: string, text: string): number =>
  readFileSync(path.join(folder, file), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;
const queue = 'src/upload/uploadQueue.ts';

/** Selects whole lines, starting at the cursor. */
async function selectLines(count: number): Promise<void> {
  for (let line = 0; line < count; line++) await window.page.keyboard.press('Shift+ArrowDown');
  await eventually(() => window.page.locator('[id="status.editor.selection"]').innerText()).toContain(
    'selected',
  );
}

/** Opens the editor's context menu with the keyboard, and our submenu in it. */
async function openMenu(): Promise<void> {
  await window.contextMenu.open('Semantic Search', () => window.page.keyboard.press('Shift+F10'));
  await entry('Semantic Search').hover();
  await entry('Find Similar Code').waitFor();
}

/** Clicks until the menu is closed: a menu that has just opened ignores clicks. */
async function choose(label: string): Promise<void> {
  await eventually(async () => {
    if (await entry(label).isVisible()) await entry(label).click({ timeout: 1000 });
    return entry(label).isVisible();
  }).toBe(false);
}

async function closeMenus(): Promise<void> {
  await window.contextMenu.close();
  await editorHasFocus(window);
}

describe('the menu of the editor', () => {
  it('has a submenu for the extension, which opens with Shift+F10 and the arrow keys', async () => {
    const { keyboard } = window.page;
    await openFileAt(window, 'uploadQueue.ts', lineOf(queue, 'if (status < 300)'));
    await window.contextMenu.open('Semantic Search', () => keyboard.press('Shift+F10'));
    const isFocused = (label: string): Promise<boolean> =>
      entry(label).evaluate((element) =>
        (element as unknown as { matches(selector: string): boolean }).matches(':focus, :focus-within'),
      );
    for (let step = 0; step < 30 && !(await isFocused('Semantic Search')); step++) {
      await keyboard.press('ArrowDown');
    }
    expect(await isFocused('Semantic Search')).toBe(true);
    await keyboard.press('ArrowRight');
    await entry('Find Similar Code').waitFor();
    await eventually(() => isFocused('Find Similar Code')).toBe(true);
    // Nothing is selected: there is no selected text to search for.
    expect(await entry('Search for Selected Text').count()).toBe(0);
    await closeMenus();
  });

  it('offers to search for the selected text, also with the mouse', async () => {
    await goToLine(window, lineOf(queue, 'async sendWithRetries'));
    await selectLines(3);
    await window.page.locator('.editor-group-container.active .selected-text').first().waitFor();
    await window.page
      .locator('.editor-group-container.active .view-line', { hasText: 'sendWithRetries(file' })
      .first()
      .click({ button: 'right', position: { x: 120, y: 8 } });
    await entry('Semantic Search').hover();
    await entry('Search for Selected Text').waitFor();
    for (const label of ['Find Similar Code', 'Find Related Documentation']) {
      expect(await entry(label).count()).toBe(1);
    }
    await closeMenus();
    await window.screenshotsInThemes('editor-menu', async () => {
      await closeMenus();
      await goToLine(window, lineOf(queue, 'async sendWithRetries'));
      await openMenu();
    });
    await closeMenus();
  });
});

describe('the refactorings of a selection', () => {
  it('are offered on demand', async () => {
    const { page } = window;
    await goToLine(window, lineOf(queue, 'async sendWithRetries'));
    await selectLines(3);
    // The page may have other action lists, which are not part of this test.
    const list = page.locator('.action-widget', { hasText: 'Find Similar Code' });
    await page.keyboard.press('Control+Shift+R');
    await list.getByText('Find Similar Code').waitFor();
    await window.screenshot('editor-refactor-dark');
    expect(await list.getByText('Find Related Documentation').count()).toBe(1);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
  });
});

describe('a search from the editor', () => {
  let view: Frame;

  it('uses the word at the cursor', async () => {
    await goToLine(window, lineOf(queue, 'Retries a failed upload'));
    await window.page.keyboard.press('Shift+End');
    await window.command('Semantic Search: Search for Selected Text');
    view = await window.webview();
    await eventually(() => view.getByRole('textbox').first().inputValue()).toContain(
      'Retries a failed upload until storage takes it',
    );
    await view.locator('.is-result', { hasText: 'sendWithRetries' }).first().waitFor();
  });

  it('finds code similar to the function at the cursor', async () => {
    await openFileAt(window, 'uploadQueue.ts', lineOf(queue, 'if (status < 300)'));
    await window.command('Semantic Search: Find Similar Code');
    await eventually(() => view.locator('.chip-label').innerText()).toBe('Like sendWithRetries');
    await view.locator('.is-result').first().waitFor();
    await eventually(() => view.locator('.is-result').allInnerTexts()).not.toContainEqual(
      expect.stringContaining('async sendWithRetries'),
    );
    await eventually(() => view.locator('.file-name').allInnerTexts()).toContain('retryPolicy.ts');
    expect(await view.getByRole('radio', { checked: true }).innerText()).toBe('Code');
    for (const name of await view.locator('.file-name').allInnerTexts()) expect(name).not.toMatch(/\.md$/);
    await window.screenshot('editor-similar-dark');
  });

  it('finds code similar to the selection', async () => {
    await openFileAt(window, 'uploadQueue.ts', lineOf(queue, 'async sendWithRetries'));
    await selectLines(4);
    await openMenu();
    await choose('Find Similar Code');
    const line = lineOf(queue, 'async sendWithRetries');
    await eventually(() => view.locator('.chip-label').innerText()).toBe(`Like uploadQueue.ts:${line}`);
    await view.locator('.is-result').first().waitFor();
  });

  it('finds the documentation of the definition at the cursor', async () => {
    await openFileAt(window, 'uploadQueue.ts', lineOf(queue, 'if (status < 300)'));
    await openMenu();
    await choose('Find Related Documentation');
    await eventually(() => view.locator('.chip-label').innerText()).toBe('Like sendWithRetries');
    await eventually(async () => {
      const names = await view.locator('.file-name').allInnerTexts();
      return names.length > 0 && names.every((name) => name.endsWith('.md'));
    }).toBe(true);
    await window.screenshot('editor-documentation-dark');
  });

  it('limits only this search to documentation, not the next typed query', async () => {
    const chosen = view.getByRole('radio', { checked: true });
    expect(await chosen.innerText()).toBe('Docs');
    await view.locator('textarea:focus').waitFor();
    await window.page.keyboard.type('retry failed uploads');
    await eventually(() => chosen.innerText()).toBe('All');
    await eventually(async () => (await view.locator('.file-name').allInnerTexts()).join(' ')).toMatch(
      /\.ts/,
    );
  });

  it('can be started from the Refactor menu', async () => {
    const { page } = window;
    await openFileAt(window, 'thumbnails.py', 1);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('Control+Shift+R');
    const rows = page.locator('.action-widget .monaco-list-row');
    await rows.filter({ hasText: 'Find Similar Code' }).waitFor();
    // Newer versions of VS Code list their own refactorings above ours.
    await eventually(async () => {
      const focused = await page.locator('.action-widget .monaco-list-row.focused').allInnerTexts();
      if (focused.join().includes('Find Similar Code')) return true;
      await page.keyboard.press('ArrowDown');
      return false;
    }).toBe(true);
    await page.keyboard.press('Enter');
    await eventually(() => view.locator('.chip-label').innerText()).toBe('Like thumbnails.py:1');
    await view.locator('.is-result').first().waitFor();
  });

  it('reports too little text in the status bar, not in a notification', async () => {
    // A late focus change would close the palette again.
    await view.locator('textarea:focus').waitFor();
    await window.command('File: New Untitled Text File');
    await editorHasFocus(window);
    await window.command('Semantic Search: Find Similar Code');
    await window.statusBarItem(/Not enough text here/).waitFor();
    expect(await window.notifications()).toEqual([]);
  });
});
