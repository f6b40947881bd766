import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-pictures-'));
const question = 'where do we retry failed uploads';
let window: VscodePage;

beforeAll(async () => {
  window = await openVscode({ workspace: await makeSampleRepository(directory) });
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

/** Each is looked at before it goes into the README: `npm run screenshots`. */
describe.each(themes)('pictures in %s', (name, theme) => {
  beforeAll(() => window.setTheme(theme));

  it('the palette, with the preview behind it', async () => {
    await window.command('Semantic Search: Search…');
    await window.quickInput.opened();
    // Away from the list: what it is over would be lit.
    await window.page.mouse.move(1000, 700);
    await window.quickInput.type(question);
    const first = async (): Promise<string> => (await window.quickInput.items())[0]?.description ?? '';
    await expect.poll(first, { timeout: 30_000 }).toMatch(/uploadQueue\.ts/);
    await expect
      .poll(async () => (await window.activeEditor())?.fileName, { timeout: 10_000 })
      .toBe('uploadQueue.ts');
    await window.screenshot(`palette-${name}`);
    await window.quickInput.escape();
    await window.quickInput.closed();
    await expect.poll(() => window.activeEditor()).toBeUndefined();
  });

  it('the view, with a result opened', async () => {
    await window.command('Semantic Search: Search in Side Bar');
    const view = await window.webview();
    const box = view.getByRole('textbox', { name: 'Search by meaning' });
    await box.fill(question);
    await box.press('Enter');
    const colored = view.locator('.line-text span[style*="color"]');
    await expect.poll(() => colored.count(), { timeout: 30_000 }).toBeGreaterThan(5);
    await view.locator('.is-result').first().click();
    await expect.poll(async () => (await window.activeEditor())?.fileName).toBe('uploadQueue.ts');
    await window.screenshot(`view-${name}`);
  });

  it('the status, with what it tells', async () => {
    await window.page.locator('[id="semantic-search.semantic-search.semanticSearch.status"]').hover();
    const hover = window.page
      .locator('.monaco-hover:visible, .workbench-hover:visible')
      .filter({ hasText: 'files' });
    await hover.first().waitFor();
    expect(await hover.first().innerText()).toMatch(/leaves this (machine|computer)/);
    await window.screenshot(`status-${name}`);
    await window.page.mouse.move(700, 300);
    await window.command('View: Close All Editors');
    await window.command('View: Show Explorer');
  });
});
