import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from './support/eventually';
import { makeSampleRepository } from './support/sampleRepository';
import { setSideBarWidth } from './support/sideBar';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-filters-'));
const question = 'where do we retry failed uploads';
let window: VscodePage;
let view: Frame;

beforeAll(async () => {
  const folder = await makeSampleRepository(directory);
  // Directories with right-to-left names.
  mkdirSync(path.join(folder, 'docs', 'تصميم', 'רשת'), { recursive: true });
  writeFileSync(
    path.join(folder, 'docs', 'تصميم', 'רשת', 'retries.md'),
    '# Failed uploads\n\nA failed upload is retried five times, each time after a longer pause.\n',
  );
  window = await openVscode({ workspace: folder });
  await window.indexed();
  view = await window.searchInSideBar();
  await ask(question);
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

const box = (): Locator => view.getByRole('textbox', { name: 'Search by meaning' });
const resultOf = (symbol: string): Locator => view.locator('.is-result', { hasText: symbol }).first();
const fileNames = (): Promise<string[]> => view.locator('.is-file .file-name').allInnerTexts();
const directories = (): Promise<string[]> => view.locator('.is-file .file-directory').allInnerTexts();
const pressed = (name: string): Locator => view.getByRole('button', { name });
/** Opens the context menu of a result with the keyboard. */
async function openMenuOf(result: Locator): Promise<void> {
  await result.focus();
  await window.page.keyboard.press('Shift+F10');
}

async function ask(text: string): Promise<void> {
  await box().fill(text);
  await box().press('Enter');
  // Wait until the status text belongs to this query.
  await view.getByRole('status').filter({ hasText: /\S/ }).waitFor({ state: 'attached' });
}

describe('the filters of the view', () => {
  it('are opened and closed by the keyboard, and expose their state', async () => {
    const toggle = pressed('Toggle Search Details');
    expect(await toggle.getAttribute('aria-expanded')).toBe('false');
    await toggle.focus();
    await window.page.keyboard.press('Enter');
    await view.getByRole('textbox', { name: 'files to include' }).waitFor();
    expect(await toggle.getAttribute('aria-expanded')).toBe('true');
  });

  it('include and exclude files while the user types', async () => {
    await view.getByRole('textbox', { name: 'files to include' }).pressSequentially('*.md, src');
    await eventually(
      async () =>
        (await Promise.all([fileNames(), directories()])).every((texts) => texts.length > 0) &&
        (await fileNames()).every((name) => /\.(md|ts)$/.test(name)),
    ).toBe(true);
    await view.getByRole('textbox', { name: 'files to exclude' }).fill('docs');
    await eventually(async () => (await directories()).some((name) => name.startsWith('docs'))).toBe(false);
    await window.screenshot('filters-dark');
    await view.getByRole('textbox', { name: 'files to include' }).fill('');
    await view.getByRole('textbox', { name: 'files to exclude' }).fill('');
    await eventually(async () => (await directories()).some((name) => name.startsWith('docs'))).toBe(true);
  });

  it('limit to the folder of the current file, also after a result in another folder was opened', async () => {
    const button = pressed('Search only in the Folder of the Current File');
    await button.click();
    await eventually(() => view.locator('.card-title').innerText()).toBe(
      'No file of the workspace is active',
    );
    await button.click();
    await resultOf('sendWithRetries').click();
    await eventually(async () => (await window.activeEditor())?.fileName).toBe('uploadQueue.ts');
    await button.click();
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    await eventually(directories).toEqual(['src/upload', 'src/upload']);
    await eventually(() => view.locator('.summary').innerText()).toMatch(/, in src\/upload$/);
  });

  it('limit to the files that are open in editors', async () => {
    await pressed('Search only in Open Editors').click();
    expect(await pressed('Search only in the Folder of the Current File').getAttribute('aria-pressed')).toBe(
      'false',
    );
    await eventually(fileNames).toEqual(['uploadQueue.ts']);
    await window.screenshot('filters-open-editors-dark');
    await pressed('Search only in Open Editors').click();
    await eventually(async () => (await fileNames()).length).toBeGreaterThan(3);
  });

  it('are indicated while the boxes are hidden', async () => {
    await view.getByRole('textbox', { name: 'files to include' }).fill('*.md');
    await pressed('Toggle Search Details').click();
    await view.locator('.details-button.is-set').waitFor();
    await pressed('Toggle Search Details').click();
    await view.getByRole('textbox', { name: 'files to include' }).fill('');
    await resultOf('sendWithRetries').waitFor();
    await pressed('Toggle Search Details').click();
  });
});

describe('a result', () => {
  it('marks the matching words, and shows why it was found', async () => {
    const row = resultOf('sendWithRetries');
    await eventually(() => row.locator('mark').allInnerTexts()).toContain('Retries');
    expect(await row.getAttribute('title')).toMatch(/^Found by (.+, )?keywords \(.*Retries.*\)/);
  });

  it('opens its menu with Shift+F10, and stays at the top when it is pinned', async () => {
    const openMenu = (): Promise<void> => openMenuOf(resultOf('sendWithRetries'));
    await window.contextMenu.open('Pin', openMenu);
    await window.screenshot('view-menu-dark');
    await window.contextMenu.choose('Pin', openMenu);
    await eventually(async () => (await fileNames())[0]).toBe('Pinned');
    await ask('limit how many requests a client may send');
    await eventually(fileNames).toContain('ratelimit.go');
    expect((await fileNames())[0]).toBe('Pinned');
    await window.screenshot('view-pinned-dark');
  });

  it('is dismissed with Delete, and the focus moves to the next one', async () => {
    const before = await fileNames();
    const asked = await box().inputValue();
    expect(asked).not.toBe('');
    await view.locator('.is-file', { hasText: before[1]! }).focus();
    await window.page.keyboard.press('Delete');
    await eventually(fileNames).toEqual([before[0], ...before.slice(2)]);
    await view.locator('.row:focus').waitFor();
    // A reloaded page still has all of it.
    await window.reload();
    view = await window.webview();
    await eventually(() => box().inputValue()).toBe(asked);
    await eventually(fileNames).toEqual([before[0], ...before.slice(2)]);
    await window.command('Semantic Search: Refresh Results');
    await eventually(fileNames).toEqual(before);
  });

  it('is dismissed and unpinned with its buttons', async () => {
    const row = view.locator('.is-file', { hasText: 'ratelimit.go' });
    await row.hover();
    await row.getByTitle('Dismiss').click();
    await eventually(fileNames).not.toContain('ratelimit.go');
    await view.locator('.is-pinned').first().getByTitle('Unpin').click();
    await eventually(fileNames).not.toContain('Pinned');
    await ask(question);
  });

  it('can be replaced by similar code, until Escape', async () => {
    await window.contextMenu.choose('Find Similar Code', () =>
      resultOf('sendWithRetries').click({ button: 'right' }),
    );
    await eventually(() => view.locator('.chip-label').innerText()).toBe('Like sendWithRetries');
    await view.locator('textarea:focus').waitFor();
    expect(await box().inputValue()).toBe('');
    await view.locator('.is-result').first().waitFor();
    await window.screenshot('view-similar-dark');
    await window.page.keyboard.press('Escape');
    await view.locator('.chip').waitFor({ state: 'hidden' });
    await eventually(() => box().inputValue()).toBe(question);
    await resultOf('sendWithRetries').waitFor();
  });

  it('can be dragged into an editor', async () => {
    await window.command('View: Close All Editors');
    const { mouse } = window.page;
    await resultOf('sendWithRetries').hover({ position: { x: 60, y: 10 } });
    await mouse.down();
    await mouse.move(600, 400, { steps: 8 });
    await mouse.move(800, 400, { steps: 8 });
    await window.screenshot('view-drag-dark');
    await mouse.up();
    await eventually(() => window.activeEditor()).toMatchObject({ fileName: 'uploadQueue.ts', line: 30 });
  });
});

describe('all results', () => {
  it('are collapsed and expanded by command', async () => {
    await window.command('Semantic Search: Collapse All Results');
    await eventually(() => view.locator('.is-result').count()).toBe(0);
    await window.command('Semantic Search: Expand All Results');
    await resultOf('sendWithRetries').waitFor();
  });

  it('open as text in an editor', async () => {
    await window.command('Semantic Search: Open Results in Editor');
    const lines = window.page.locator('.editor-group-container.active .view-line');
    // The editor renders spaces as non-breaking spaces.
    const text = async (): Promise<string> =>
      (await lines.allInnerTexts()).join('\n').replace(/\u00a0/g, ' ');
    await eventually(text).toContain(`# Query: ${question}`);
    await eventually(text).toContain('src/upload/uploadQueue.ts:');
    await window.screenshot('results-in-editor-dark');
  });

  it('are announced once they no longer change', async () => {
    await ask('thumbnail');
    const status = view.getByRole('status');
    await eventually(() => status.innerText()).toMatch(/^(First )?\d+ results? in \d+ files?$/);
    expect(await status.innerText()).toBe(await view.locator('.summary').innerText());
    await ask(question);
  });

  it('show paths that are written from right to left segment by segment', async () => {
    const place = view.locator('.file-directory', { hasText: 'תשר'.split('').reverse().join('') });
    await place.waitFor();
    const [docs, design, network] = await Promise.all(
      [0, 1, 2].map((index) => place.locator('bdi:not(:empty)').nth(index).boundingBox()),
    );
    expect(docs!.x).toBeLessThan(design!.x);
    expect(design!.x).toBeLessThan(network!.x);
  });
});

describe('the view looks right', () => {
  it('in narrow and wide side bars', async () => {
    await pressed('Toggle Search Details').click();
    await resultOf('sendWithRetries').click();
    await window.contextMenu.choose('Pin', () => openMenuOf(resultOf('sendWithRetries')));
    await view.locator('.is-pinned').first().waitFor();
    await setSideBarWidth(window, 170);
    await window.screenshot('view-narrow-dark');
    // Nothing is cut off horizontally.
    expect(await view.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await setSideBarWidth(window, 700);
    await window.screenshot('view-wide-dark');
    await setSideBarWidth(window, 300);
  });

  it('in light and high-contrast themes', async () => {
    // Colours of the pinned and of the found result.
    const colorIn = (row: Locator): Promise<string | null> =>
      row.locator('.line-text span[style*="color"]').first().getAttribute('style');
    const colors = (): Promise<(string | null)[]> =>
      Promise.all([colorIn(view.locator('.is-pinned').first()), colorIn(view.locator('.is-result').nth(1))]);
    const dark = await colors();
    await window.setTheme('Default Light Modern');
    await view.locator('body.vscode-light').waitFor();
    await eventually(async () => (await colors()).some((color, index) => color === dark[index])).toBe(false);
    await resultOf('sendWithRetries').hover();
    await window.screenshot('view-filters-light');
    await window.setTheme('Default High Contrast');
    await view.locator('body.vscode-high-contrast').waitFor();
    await pressed('Search only in Open Editors').click();
    await eventually(() => view.locator('.summary').innerText()).toMatch(/, in open editors$/);
    await resultOf('sendWithRetries').hover();
    await window.screenshot('view-filters-high-contrast');
    // The origin of the similarity search has the same colours.
    await window.contextMenu.choose('Find Similar Code', () =>
      resultOf('sendWithRetries').click({ button: 'right' }),
    );
    await view.locator('.chip').waitFor();
    await window.screenshot('view-similar-high-contrast');
  });
});
