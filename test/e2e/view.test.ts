import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookInThemes, violationsIn } from './support/accessibility';
import { eventually } from './support/eventually';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-view-'));
const question = 'where do we retry failed uploads';
let folder: string;
let window: VscodePage;
let view: Frame;

beforeAll(async () => {
  folder = await makeSampleRepository(directory);
  window = await openVscode({ workspace: folder });
  await window.indexed();
  view = await window.searchInSideBar();
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

const box = (): Locator => view.getByRole('textbox', { name: 'Search by meaning' });
/** The box, also when it has no name. */
const textarea = (): Locator => view.locator('textarea').first();
const look = (name: string): Promise<string[]> => lookInThemes(window, view, `a11y-${name}`);
const rows = (): Locator => view.getByRole('treeitem');
/** The result for a symbol. */
const resultOf = (symbol: string): Locator => view.locator('.is-result', { hasText: symbol }).first();
const selectedRow = (): Locator => view.locator('.row[aria-selected="true"]');

/** Runs in the page: checks in each frame after a theme change whether code still has one of its current colours. */
const countOldColors = `
  globalThis.oldColorsSeen = 0;
  globalThis.framesSeen = 0;
  (() => {
    const kind = document.body.dataset.vscodeThemeKind;
    const colors = () => [...document.querySelectorAll('.line-text span')].map((one) => getComputedStyle(one).color);
    const before = new Set(colors());
    const look = () => {
      if (document.body.dataset.vscodeThemeKind !== kind) {
        framesSeen++;
        oldColorsSeen += colors().filter((color) => before.has(color)).length;
      }
      requestAnimationFrame(look);
    };
    look();
  })();
`;

describe('the view of results', () => {
  it('has the focus in its box when it is opened, and describes its purpose', async () => {
    await view.locator('textarea:focus').waitFor();
    await eventually(() => view.locator('.card-title').innerText()).toBe('Ask in your own words');
  });

  it('has the colours of a theme that was chosen before the first query', async () => {
    await window.setTheme('Default Light Modern');
    await box().fill(question);
    await resultOf('sendWithRetries').waitFor();
    await eventually(() =>
      view.evaluate<number>(
        "new Set([...document.querySelectorAll('.line-text span')].map((one) => getComputedStyle(one).color)).size",
      ),
    ).toBeGreaterThan(2);
    await window.setTheme('Default Dark Modern');
    await window.command('Semantic Search: Clear Results');
    await view.locator('textarea:focus').waitFor();
  });

  it('searches while the user types, and shows code in the colours of the theme', async () => {
    await box().pressSequentially(question);
    await resultOf('sendWithRetries').waitFor();
    await eventually(() => view.locator('.file-name').first().innerText()).toMatch(/uploadQueue|retryPolicy/);
    await eventually(() => view.locator('.summary').innerText()).toMatch(/^\d+ results in \d+ files$/);
    await eventually(() =>
      resultOf('sendWithRetries').locator('.line-text span[style*="color"]').count(),
    ).toBeGreaterThan(2);
    // Each line has its line number in the file.
    const lines = readFileSync(path.join(folder, 'src', 'upload', 'uploadQueue.ts'), 'utf8').split('\n');
    for (const line of await view.locator('.group').first().locator('.line').all()) {
      const number = Number(await line.locator('.line-number').innerText());
      expect(lines[number - 1]).toContain((await line.locator('.line-text').innerText()).trim());
    }
    await window.screenshot('view-dark');
  });

  it('opens results at their lines: as a preview on Space, permanently on Enter', async () => {
    const { keyboard } = window.page;
    await box().press('ArrowDown');
    const row = view.locator('.row:focus');
    // Below the definition's comment.
    const definitionLine = await row.locator('.line-number').nth(1).innerText();
    await keyboard.press('Space');
    const place = { fileName: 'uploadQueue.ts', line: Number(definitionLine) };
    await eventually(() => window.activeEditor()).toMatchObject({ ...place, isPreview: true });
    // The focus has stayed in the view.
    await row.waitFor();
    await keyboard.press('Enter');
    await eventually(() => window.activeEditor()).toMatchObject({ ...place, isPreview: false });
    await window.page.locator('.monaco-editor.focused').waitFor();
  });

  it('moves to the next and previous result by command, wherever the focus is', async () => {
    const before = await selectedRow().getAttribute('data-key');
    const line = (await window.activeEditor())?.line;
    await window.command('Semantic Search: Open Next Result');
    await eventually(() => selectedRow().getAttribute('data-key')).not.toBe(before);
    // An opening editor takes the focus from the command list, which closes it.
    await eventually(async () => (await window.activeEditor())?.line).not.toBe(line);
    await window.page.locator('.monaco-editor.focused').waitFor();
    await window.command('Semantic Search: Open Previous Result');
    await eventually(() => selectedRow().getAttribute('data-key')).toBe(before);
  });

  it('moves to the next and previous result with F4 and Shift+F4, in the view and in the editor', async () => {
    await resultOf('sendWithRetries').click();
    const before = await selectedRow().getAttribute('data-key');
    await window.page.keyboard.press('F4');
    await eventually(() => selectedRow().getAttribute('data-key')).not.toBe(before);
    const second = await selectedRow().getAttribute('data-key');
    await window.page.locator('.editor-group-container.active .monaco-editor .view-lines').first().click();
    await window.page.keyboard.press('F4');
    await eventually(() => selectedRow().getAttribute('data-key')).not.toBe(second);
    await window.page.keyboard.press('Shift+F4');
    await eventually(() => selectedRow().getAttribute('data-key')).toBe(second);
    await window.page.keyboard.press('Shift+F4');
    await eventually(() => selectedRow().getAttribute('data-key')).toBe(before);
  });

  it('filters by kind and by language', async () => {
    await view.getByRole('radio', { name: 'Docs' }).click();
    await eventually(async () =>
      (await view.locator('.file-name').allInnerTexts()).every((name) => name.endsWith('.md')),
    ).toBe(true);
    await view.getByRole('radio', { name: 'All' }).click();
    await view.getByRole('button', { name: 'Language' }).click();
    await view.getByRole('menuitemcheckbox', { name: 'Python' }).click();
    await window.page.keyboard.press('Escape');
    await eventually(async () =>
      (await view.locator('.file-name').allInnerTexts()).every((name) => name.endsWith('.py')),
    ).toBe(true);
    await view.getByRole('button', { name: 'Python' }).click();
    await view.getByRole('menuitemcheckbox', { name: 'All Languages' }).click();
    await window.page.keyboard.press('Escape');
    await resultOf('sendWithRetries').waitFor();
  });

  it('keeps its content while it is hidden', async () => {
    const { page } = window;
    const files = await view.locator('.file-name').allInnerTexts();
    await window.command('View: Show Explorer');
    await page.locator('.explorer-folders-view').waitFor();
    await window.command('Semantic Search: Focus on Results View');
    view = await window.webview();
    await eventually(() => box().inputValue()).toBe(question);
    expect(await view.locator('.file-name').allInnerTexts()).toEqual(files);
  });

  it('follows the theme', async () => {
    const colorOf = (): Promise<string | null> =>
      resultOf('sendWithRetries').locator('.line-text span[style*="color"]').first().getAttribute('style');
    const before = await colorOf();
    await view.evaluate(countOldColors);
    await window.setTheme('Default Light Modern');
    await eventually(colorOf).not.toBe(before);
    // Colours of a dark theme must never appear on a light background, also not until the new colours arrive.
    expect(await view.evaluate('oldColorsSeen')).toBe(0);
    expect(await view.evaluate('framesSeen')).toBeGreaterThan(0);
    const light = await colorOf();
    await window.screenshot('view-light');
    await window.setTheme('Default High Contrast');
    await view.locator('body.vscode-high-contrast').waitFor();
    await eventually(colorOf).not.toBe(light);
    await window.screenshot('view-high-contrast');
    await window.setTheme('Default Dark Modern');
  });

  it('is empty after it was cleared, and keeps the queries in its history', async () => {
    await window.command('Semantic Search: Clear Results');
    await eventually(() => rows().count()).toBe(0);
    await box().press('ArrowUp');
    await eventually(() => box().inputValue()).toBe(question);
    await rows().first().waitFor();
  });
});

/** By axe-core, in light, dark and both high contrasts. The other states of the view are in states.test.ts. */
describe('the accessibility of the view', () => {
  it('is checked by a tool that finds a known fault', async () => {
    await window.command('Semantic Search: Clear Results');
    await view.locator('.card').waitFor();
    const name = await box().getAttribute('aria-label');
    await textarea().evaluate((element) => {
      (element as unknown as { removeAttribute(name: string): void }).removeAttribute('aria-label');
      (element as unknown as { removeAttribute(name: string): void }).removeAttribute('placeholder');
    });
    expect((await violationsIn(view)).join('\n')).toMatch(/^label: /m);
    await textarea().evaluate((element, label) => {
      (element as unknown as { ariaLabel: string }).ariaLabel = label;
    }, name ?? '');
    const color = (value: string): Promise<void> =>
      view.locator('.card-title').evaluate((element, text) => {
        (element as unknown as { style: { color: string } }).style.color = text;
      }, value);
    await color('#333333');
    expect((await violationsIn(view, 'colors')).join('\n')).toMatch(/^color-contrast: /m);
    await color('');
    expect(await violationsIn(view)).toEqual([]);
  });

  it('holds without a query', async () => {
    expect(await look('empty')).toEqual([]);
  });

  it('holds with results, one of them selected', async () => {
    // Few, since the check takes time for each coloured word.
    await box().fill(`${question} path:src/upload/**`);
    await box().press('Enter');
    const colored = view.locator('.line-text span[style*="color"]');
    await eventually(() => colored.count()).toBeGreaterThan(5);
    await box().press('ArrowDown');
    expect(await look('results')).toEqual([]);
  });

  it('holds with an open menu', async () => {
    await view.getByRole('button', { name: /Language/ }).click();
    await view.getByRole('menuitemcheckbox').first().waitFor();
    expect(await violationsIn(view)).toEqual([]);
    await window.screenshot('a11y-menu');
    await window.page.keyboard.press('Escape');
  });

  it('holds without results because of filters', async () => {
    await box().fill('kind:docs lang:go zzzz');
    await box().press('Enter');
    await view.locator('.card').waitFor();
    expect(await look('nothing')).toEqual([]);
  });
});
