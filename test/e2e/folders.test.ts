import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from './support/eventually';
import { stepTitle } from './support/providerSteps';
import { openVscode, type VscodePage } from './support/vscodePage';
import { makeWorkspaceFile } from './support/workspaces';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-folders-'));
/** Folders with one file each. Two have one name, and one name has a space. */
const smallFolders = ['shop/api', 'bank/api', 'web', 'my notes'];
let window: VscodePage;

beforeAll(async () => {
  const workspace = await makeWorkspaceFile(directory);
  for (const folder of smallFolders) {
    const source = path.join(directory, folder, 'src');
    mkdirSync(source, { recursive: true });
    // Different enough that none is folded into another.
    writeFileSync(
      path.join(source, 'ending.ts'),
      `/** Ends a visit of the ${folder} service. */\nexport function end${folder.replace(/\W/, '_')}() {}\n`,
    );
  }
  const folders = ['upload-service', 'billing', ...smallFolders];
  writeFileSync(workspace, JSON.stringify({ folders: folders.map((folder) => ({ path: folder })) }));
  writeFileSync(path.join(directory, 'billing', 'logo.png'), 'png');
  window = await openVscode({ workspace });
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

const rows = (): Locator => window.page.locator('.tree-explorer-viewlet-tree-view').getByRole('treeitem');
const row = (label: RegExp): Locator =>
  window.page.locator('.tree-explorer-viewlet-tree-view').getByRole('treeitem', { name: label }).first();
const title = (): Promise<string> => stepTitle(window);
/** All rows of a folder, starting with the folder itself. */
const labels = (): Promise<(string | null)[]> =>
  rows().evaluateAll((all) => all.map((one) => (one as unknown as { ariaLabel: string | null }).ariaLabel));

describe('the tree of the index with several folders', () => {
  it('has a row for each folder, with its files', async () => {
    await window.command('Semantic Search: Show Indexed Files');
    await window.page.locator('.pane-header[aria-label^="Results"]').click({ position: { x: 30, y: 10 } });
    await row(/^The index is up to date, /).waitFor();
    await row(/^billing, 1 file · 1 skipped/).waitFor();
    await row(/^upload-service, \d+ files · \d+ skipped/).waitFor();
    expect(await row(/^billing, /).getAttribute('aria-level')).toBe('1');
    expect(await row(/^upload-service, /).getAttribute('aria-level')).toBe('1');
    const [summary, own, billing] = await Promise.all(
      [/^The index is up to date, /, /^upload-service, /, /^billing, /].map((label) =>
        row(label).getAttribute('aria-label'),
      ),
    );
    const filesOf = (label: string | null | undefined): number =>
      Number(/, (\d+) files?\b/.exec(label ?? '')?.[1]);
    expect(filesOf(own)).toBeGreaterThan(5);
    expect(filesOf(summary)).toBe(filesOf(own) + filesOf(billing) + smallFolders.length);
    // All folders are expanded initially, each with its own files.
    for (const name of ['logo.png', 'README.md']) await row(new RegExp(`^${name}, `)).waitFor();
    const shown = await labels();
    const at = (name: string): number => shown.findIndex((label) => label?.startsWith(`${name}, `));
    expect(at('logo.png')).toBeGreaterThan(at('billing'));
    expect(at('README.md')).toBeGreaterThan(at('upload-service'));
    expect(at('README.md')).toBeLessThan(at('billing'));
    await window.screenshotsInThemes('index-tree-folders');
  });

  it('counts a new file in its own folder only', async () => {
    const before = await row(/^upload-service, /).getAttribute('aria-label');
    writeFileSync(
      path.join(directory, 'billing', 'src', 'tax.ts'),
      '/** Taxes. */\nexport const tax = 0.2;\n',
    );
    await row(/^billing, 2 files · 1 skipped/).waitFor();
    expect(await row(/^upload-service, /).getAttribute('aria-label')).toBe(before);
  });

  it('names the folder in the explanation of a file', async () => {
    await window.contextMenu.choose('Explain Index Status of This File', () =>
      row(/^logo.png, /).click({ button: 'right' }),
    );
    await eventually(title).toBe('billing • logo.png');
    await eventually(async () => (await window.quickInput.items()).map(({ label }) => label)).toContain(
      'Not indexed: binary',
    );
    await window.quickInput.escape();
    await window.quickInput.closed();
  });
});

describe('the palette with several folders', () => {
  it('completes names of folders, with quotes if they contain spaces', async () => {
    const labels = async (): Promise<string[]> => (await window.quickInput.items()).map(({ label }) => label);
    const text = (): Promise<string> => window.quickInput.text();
    await window.command('Semantic Search: Ask…');
    await eventually(title).toMatch(/^Semantic Search/);
    await window.quickInput.type('end a visit folder:');
    await eventually(labels).toContain('folder:"my notes"');
    await window.page.keyboard.type('my');
    await eventually(async () => (await window.quickInput.focusedItem())?.label).toBe('folder:"my notes"');
    await window.quickInput.accept();
    await eventually(text).toBe('end a visit folder:"my notes" ');
    await eventually(labels).toEqual([expect.stringContaining('endmy_notes')]);
    const [found] = await window.quickInput.items();
    expect(found?.description).toContain('my notes •');
    expect(await title()).toMatch(/^Semantic Search · in folder my notes/);
    await window.quickInput.escape();
    await window.quickInput.closed();
  });
});

describe('the menu of a result in one of several workspace folders', () => {
  let view: Frame;
  const include = (): Locator => view.getByRole('textbox', { name: 'files to include' });
  const exclude = (): Locator => view.getByRole('textbox', { name: 'files to exclude' });
  const found = async (): Promise<string[]> =>
    (await view.locator('.is-result .result-heading').allInnerTexts())
      .map((text) => /end(\w+)/.exec(text)?.[1] ?? text)
      .sort();
  const choose = (entry: string, name: string): Promise<void> =>
    window.contextMenu.choose(entry, () =>
      view
        .locator('.is-result')
        .filter({ hasText: `end${name}` })
        .locator('.result-heading')
        .click({ button: 'right' }),
    );

  beforeAll(async () => {
    await window.page.setViewportSize({ width: 1280, height: 900 });
    view = await window.searchInSideBar();
  });

  it('excludes the folder of the result only in its workspace folder, and limits the search to it', async () => {
    await view.getByRole('textbox', { name: 'Search by meaning' }).fill('path:ending.ts end a visit');
    await eventually(found).toEqual(['bank_api', 'my_notes', 'shop_api', 'web']);
    await choose('Leave Out This Folder', 'web');
    await eventually(() => exclude().inputValue()).toBe('./web/src');
    await eventually(found).toEqual(['bank_api', 'my_notes', 'shop_api']);
    await exclude().fill('');
    await eventually(found).toEqual(['bank_api', 'my_notes', 'shop_api', 'web']);
    await choose('Search Only in This Folder', 'web');
    await eventually(() => include().inputValue()).toBe('./web/src');
    await eventually(found).toEqual(['web']);
    await include().fill('./api');
    await eventually(found).toEqual(['bank_api', 'shop_api']);
  });

  it('uses the whole path if two workspace folders have the same name', async () => {
    await choose('Search Only in This Folder', 'bank_api');
    await eventually(() => include().inputValue()).toBe(`${directory}/bank/api/src`);
    await eventually(found).toEqual(['bank_api']);
    await window.screenshot('view-folders');
  });
});
