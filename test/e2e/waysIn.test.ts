import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleQuestions } from '../../src/vscode/walkthrough/sampleQuestion';
import { eventually } from './support/eventually';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-ways-in-'));
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

const placeholder = (): Promise<string | null> =>
  window.quickInput.root.locator('input.input').getAttribute('placeholder');
const box = (): Locator => view.getByRole('textbox', { name: 'Search by meaning' });
const results = (): Locator => view.locator('.is-result');
const labels = async (): Promise<string[]> => (await window.quickInput.items()).map(({ label }) => label);

/** Entries of the command palette for a text. */
async function paletteOf(text: string): Promise<string[]> {
  await window.page.keyboard.press('F1');
  await window.quickInput.opened();
  await window.quickInput.type(`>${text}`);
  // The list is ready once its first entry matches the text.
  await eventually(async () => (await labels())[0]).toMatch(/semantic search/i);
  return labels();
}

async function close(): Promise<void> {
  await window.quickInput.escape();
  await window.quickInput.closed();
}

describe('the way in', () => {
  it('is F1, the name of the extension, and Enter', async () => {
    const listed = await paletteOf('semantic search');
    expect(listed[0]).toBe('Semantic Search: Ask…');
    await window.screenshot('way-in-palette');
    await window.page.keyboard.press('Enter');
    await eventually(placeholder).toMatch(/^Describe what you are looking for/);
    await close();
  });

  it('lists no command that does not apply', async () => {
    const listed = await paletteOf('semantic search');
    for (const title of [
      'Forget API Key',
      'Set API Key…',
      'Review Data Sent to Provider…',
      'Resume Indexing',
      'Clear Results',
      'Find Similar Code',
      'Search by Meaning in Folder…',
    ]) {
      expect(listed).not.toContain(`Semantic Search: ${title}`);
    }
    expect(listed).toContain('Semantic Search: Choose Embedding Provider…');
    await close();
  });

  it('has a key for the palette, and one for the view', async () => {
    await window.page.keyboard.press("Control+'");
    await eventually(placeholder).toMatch(/^Describe what you are looking for/);
    await close();
    await window.page.keyboard.press("Control+Shift+'");
    view = await window.webview();
    await view.locator('textarea:focus').waitFor();
  });

  it('offers questions that this workspace answers, where nothing was asked', async () => {
    const examples = view.locator('.card button');
    await eventually(() => examples.count()).toBe(3);
    for (const text of await examples.allInnerTexts()) expect(sampleQuestions).toContain(text.trim());
    await window.screenshot('way-in-view');
    await examples.first().click();
    await results().first().waitFor();
  });

  it('leads from a folder of the Explorer into a search there', async () => {
    await window.command('View: Show Explorer');
    const folder = window.page
      .locator('.explorer-folders-view')
      .getByRole('treeitem', { name: 'src' })
      .first();
    await window.contextMenu.choose('Search by Meaning in Folder…', () => folder.click({ button: 'right' }));
    view = await window.webview();
    await eventually(() => box().inputValue()).toBe('path:/src ');
    await eventually(() => view.locator('.card').innerText()).toContain('Add search terms');
    await window.screenshot('way-in-folder');
    await window.page.keyboard.type('when does a session expire');
    await eventually(() => results().count()).toBeGreaterThan(0);
    const directories = await view.locator('.is-file .file-directory').allInnerTexts();
    for (const text of directories) expect(text).toMatch(/^src\b/);
  });

  it('hands the words over to text search, from the view and from the palette', async () => {
    const { page } = window;
    const words = page.locator('.search-view .search-widget textarea').first();
    await box().fill('path:/src sendWithRetries');
    await results().first().waitFor();
    await window.command('Semantic Search: Find These Words in Files');
    await eventually(() => words.inputValue()).toBe('sendWithRetries');
    await eventually(() => page.locator('.search-view').innerText()).toMatch(/result/);
    await page.keyboard.press("Control+'");
    await window.quickInput.opened();
    await window.quickInput.type('expireSession');
    await page.keyboard.press('Control+Shift+F');
    await eventually(() => words.inputValue()).toBe('expireSession');
    await window.quickInput.closed();
  });
});
