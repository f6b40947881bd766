import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-view-'));
const question = 'where do we retry failed uploads';
let window: VscodePage;
let view: Frame;

beforeAll(async () => {
  window = await openVscode({ workspace: await makeSampleRepository(directory) });
  await window.command('Semantic Search: Search in Side Bar');
  view = await window.webview();
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

const box = (): Locator => view.getByRole('textbox', { name: 'Search by meaning' });
const rows = (): Locator => view.getByRole('treeitem');
/** The result of a symbol. */
const resultOf = (symbol: string): Locator => view.locator('.is-result', { hasText: symbol }).first();
const selectedRow = (): Locator => view.locator('.row[aria-selected="true"]');

async function ask(text: string): Promise<void> {
  await box().fill(text);
  await box().press('Enter');
  await rows().first().waitFor();
}

describe('the view of results', () => {
  it('has the keyboard in its box when it was called, and says what it is for', async () => {
    await expect.poll(() => box().evaluate((input) => input.matches(':focus'))).toBe(true);
    await expect.poll(() => view.locator('.card-title').innerText()).toBe('Ask in your own words');
  });

  it('finds while a person types, and shows the lines in the colours of the theme', async () => {
    await box().pressSequentially(question);
    await resultOf('sendWithRetries').waitFor();
    await expect
      .poll(() => rows().first().locator('.file-name').innerText())
      .toMatch(/uploadQueue|retryPolicy/);
    await expect.poll(() => view.locator('.summary').innerText()).toMatch(/^\d+ results in \d+ files$/);
    await expect
      .poll(() => resultOf('sendWithRetries').locator('.line-text span[style*="color"]').count())
      .toBeGreaterThan(2);
    await window.screenshot('view-dark');
  });

  it('opens at the right lines: a preview on Space, for good on Enter', async () => {
    await ask(question);
    await box().press('ArrowDown');
    const row = resultOf('sendWithRetries');
    await row.click();
    await expect
      .poll(() => window.activeEditor())
      .toMatchObject({ fileName: 'uploadQueue.ts', isPreview: true });
    const range = await row.locator('.result-range').innerText();
    expect((await window.activeEditor())?.line).toBe(Number(range.split('–')[0]));
    // The keyboard has stayed in the view.
    await row.press('Enter');
    await expect.poll(async () => (await window.activeEditor())?.isPreview).toBe(false);
    await window.page.locator('.monaco-editor.focused').waitFor();
  });

  it('goes to the next and the previous result by command, from wherever the keyboard is', async () => {
    const before = await selectedRow().getAttribute('data-key');
    await window.command('Semantic Search: Open Next Result');
    await expect.poll(() => selectedRow().getAttribute('data-key')).not.toBe(before);
    await window.command('Semantic Search: Open Previous Result');
    await expect.poll(() => selectedRow().getAttribute('data-key')).toBe(before);
  });

  it('narrows by kind and by language', async () => {
    await view.getByRole('radio', { name: 'Docs' }).click();
    await expect
      .poll(async () =>
        (await view.locator('.file-name').allInnerTexts()).every((name) => name.endsWith('.md')),
      )
      .toBe(true);
    await view.getByRole('radio', { name: 'All' }).click();
    await view.getByRole('button', { name: 'Language' }).click();
    await view.getByRole('menuitemcheckbox', { name: 'Python' }).click();
    await window.page.keyboard.press('Escape');
    await expect
      .poll(async () =>
        (await view.locator('.file-name').allInnerTexts()).every((name) => name.endsWith('.py')),
      )
      .toBe(true);
    await view.getByRole('button', { name: 'Python' }).click();
    await view.getByRole('menuitemcheckbox', { name: 'All Languages' }).click();
    await window.page.keyboard.press('Escape');
    await resultOf('sendWithRetries').waitFor();
  });

  it('keeps what it shows while it is hidden and over a reload', async () => {
    const { page } = window;
    const files = await view.locator('.file-name').allInnerTexts();
    await window.command('View: Show Explorer');
    await page.locator('.explorer-folders-view').waitFor();
    await window.command('Semantic Search: Focus on Results View');
    view = await window.webview();
    await expect.poll(() => box().inputValue()).toBe(question);
    expect(await view.locator('.file-name').allInnerTexts()).toEqual(files);
    await window.reload();
    view = await window.webview();
    await expect.poll(() => box().inputValue()).toBe(question);
    await expect.poll(() => view.locator('.file-name').allInnerTexts()).toEqual(files);
  });

  it('follows the theme', async () => {
    const colorOf = (): Promise<string | null> =>
      resultOf('sendWithRetries').locator('.line-text span[style*="color"]').first().getAttribute('style');
    const before = await colorOf();
    await window.setTheme('Default Light Modern');
    await expect.poll(colorOf).not.toBe(before);
    await window.screenshot('view-light');
    await window.setTheme('Default High Contrast');
    await view.locator('body.vscode-high-contrast').waitFor();
    await window.screenshot('view-high-contrast');
    await window.setTheme('Default Dark Modern');
  });

  it('is empty when it was cleared, and has the queries in its history', async () => {
    await window.command('Semantic Search: Clear Results');
    await expect.poll(() => rows().count()).toBe(0);
    await box().press('ArrowUp');
    await expect.poll(() => box().inputValue()).toBe(question);
    await rows().first().waitFor();
  });
});
