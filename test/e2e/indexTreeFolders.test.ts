import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from './support/eventually';
import { openVscode, type VscodePage } from './support/vscodePage';
import { makeWorkspaceFile } from './support/workspaces';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-folders-'));
let window: VscodePage;

beforeAll(async () => {
  const workspace = await makeWorkspaceFile(directory);
  writeFileSync(workspace, JSON.stringify({ folders: [{ path: 'upload-service' }, { path: 'billing' }] }));
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
/** All rows of a folder, starting with the folder itself. */
const labels = (): Promise<(string | null)[]> =>
  rows().evaluateAll((all) => all.map((one) => (one as unknown as { ariaLabel: string | null }).ariaLabel));

describe('the tree of the index with several folders', () => {
  it('has a row for each, with what lies in it', async () => {
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
    expect(filesOf(summary)).toBe(filesOf(own) + filesOf(billing));
    // All folders are expanded initially, each with its own files.
    const shown = await labels();
    const at = (name: string): number => shown.findIndex((label) => label?.startsWith(`${name}, `));
    expect(at('logo.png')).toBeGreaterThan(at('billing'));
    expect(at('README.md')).toBeGreaterThan(at('upload-service'));
    expect(at('README.md')).toBeLessThan(at('billing'));
    for (const [theme, name] of [
      ['Default Light Modern', 'light'],
      ['Default High Contrast', 'high-contrast'],
      ['Default Dark Modern', 'dark'],
    ] as const) {
      await window.setTheme(theme);
      await window.screenshot(`index-tree-folders-${name}`);
    }
  });

  it('counts what comes to a folder, and to no other', async () => {
    const before = await row(/^upload-service, /).getAttribute('aria-label');
    writeFileSync(
      path.join(directory, 'billing', 'src', 'tax.ts'),
      '/** Taxes. */\nexport const tax = 0.2;\n',
    );
    await row(/^billing, 2 files · 1 skipped/).waitFor();
    expect(await row(/^upload-service, /).getAttribute('aria-label')).toBe(before);
  });

  it('tells why of a file with the name of its folder', async () => {
    await window.contextMenu.choose('Explain Index Status of This File', () =>
      row(/^logo.png, /).click({ button: 'right' }),
    );
    await eventually(() => window.quickInput.root.locator('.quick-input-title').innerText()).toBe(
      'billing • logo.png',
    );
    await eventually(async () => (await window.quickInput.items()).map(({ label }) => label)).toContain(
      'Not indexed: binary',
    );
    await window.quickInput.escape();
  });
});
