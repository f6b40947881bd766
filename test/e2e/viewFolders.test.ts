import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { eventually } from './support/eventually';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-view-folders-'));
const folders = ['shop/api', 'bank/api', 'web'];
let window: VscodePage;
let view: Frame;

beforeAll(async () => {
  for (const folder of folders) {
    const source = path.join(directory, folder, 'src');
    mkdirSync(source, { recursive: true });
    // Different enough that none is folded into another.
    writeFileSync(
      path.join(source, 'session.ts'),
      `/** Ends a session of the ${folder} service. */\nexport function end${folder.replace('/', '_')}() {}\n`,
    );
  }
  const workspace = path.join(directory, 'all.code-workspace');
  writeFileSync(workspace, JSON.stringify({ folders: folders.map((folder) => ({ path: folder })) }));
  window = await openVscode({ workspace });
  await window.indexed();
  await window.page.setViewportSize({ width: 1280, height: 900 });
  await window.command('Semantic Search: Search in Side Bar');
  view = await window.webview();
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

const include = (): Locator => view.getByRole('textbox', { name: 'files to include' });
const exclude = (): Locator => view.getByRole('textbox', { name: 'files to exclude' });
const headings = (): Promise<string[]> => view.locator('.is-result .result-heading').allInnerTexts();
const found = async (): Promise<string[]> =>
  (await headings()).map((text) => /end(\w+)/.exec(text)?.[1] ?? text).sort();
const resultOf = (name: string): Locator =>
  view
    .locator('.is-result')
    .filter({ hasText: `end${name}` })
    .locator('.result-heading');
const choose = (entry: string, name: string): Promise<void> =>
  window.contextMenu.choose(entry, () => resultOf(name).click({ button: 'right' }));

describe('the menu of a result, where there are several workspace folders', () => {
  it('leaves out the folder of the result in its own workspace folder, and limits to it', async () => {
    await view.getByRole('textbox', { name: 'Search by meaning' }).fill('end a session');
    await eventually(found).toEqual(['bank_api', 'shop_api', 'web']);
    await choose('Leave Out This Folder', 'web');
    await eventually(() => exclude().inputValue()).toBe('./web/src');
    await eventually(found).toEqual(['bank_api', 'shop_api']);
    await exclude().fill('');
    await eventually(found).toEqual(['bank_api', 'shop_api', 'web']);
    await choose('Search Only in This Folder', 'web');
    await eventually(() => include().inputValue()).toBe('./web/src');
    await eventually(found).toEqual(['web']);
    await include().fill('./api');
    await eventually(found).toEqual(['bank_api', 'shop_api']);
  });

  it('names the path where two have one name', async () => {
    await choose('Search Only in This Folder', 'bank_api');
    await eventually(() => include().inputValue()).toBe(`${directory}/bank/api/src`);
    await eventually(found).toEqual(['bank_api']);
    await window.screenshot('view-folders');
  });
});
