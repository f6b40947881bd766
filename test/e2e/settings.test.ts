import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, inAttempts } from './support/eventually';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-settings-'));
let window: VscodePage;
let workspace: string;

beforeAll(async () => {
  workspace = await makeSampleRepository(directory);
  window = await openVscode({ workspace, settings: { 'semanticSearch.preview': false } });
  await window.indexed();
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

/** Edits the workspace's settings.json, as the user does. */
function change(settings: Readonly<Record<string, unknown>>): void {
  mkdirSync(path.join(workspace, '.vscode'), { recursive: true });
  writeFileSync(path.join(workspace, '.vscode', 'settings.json'), JSON.stringify(settings));
}

/** Runs a query in the palette and returns the number of results. */
async function countResults(): Promise<number> {
  await window.command('Semantic Search: Ask…');
  await window.quickInput.type('where do we retry failed uploads');
  const places = async (): Promise<number> =>
    (await window.quickInput.items()).filter(({ description }) => /:\d+/.test(description)).length;
  await eventually(places).toBeGreaterThan(0);
  return places();
}

describe('a setting of the window', () => {
  it('preview: decides whether the palette previews results in the editor', async () => {
    expect(await countResults()).toBeGreaterThan(2);
    await window.page.keyboard.press('ArrowDown');
    expect(await window.activeEditor()).toBeUndefined();
    await window.quickInput.escape();
    change({ 'semanticSearch.preview': true });
    // A window notices a changed file after a delay: a list opened earlier shows no editor.
    await inAttempts(async (timeoutMs) => {
      await window.quickInput.escape();
      await countResults();
      await window.page.keyboard.press('ArrowDown');
      await window.page.locator('.editor-instance').waitFor({ timeout: timeoutMs });
    });
    await eventually(async () => (await window.activeEditor())?.fileName).toMatch(/\.(?:ts|md|go|py)$/);
    await window.quickInput.escape();
  });

  it('maxResults: limits the results of the next search', async () => {
    change({ 'semanticSearch.maxResults': 2 });
    await eventually(async () => {
      const count = await countResults();
      await window.quickInput.escape();
      return count;
    }).toBe(2);
  });
});

describe('the page of the settings', () => {
  const page = () => window.page.locator('.settings-editor');
  const setting = (name: string) =>
    page().locator(`.setting-item-contents[data-key="semanticSearch.${name}"]`);

  it('shows every group, and can be changed with mouse and keyboard', async () => {
    await window.command('Preferences: Open Settings (UI)');
    await page()
      .locator('.suggest-input-container .native-edit-context, .suggest-input-container textarea')
      .first()
      .focus();
    await window.page.keyboard.type('@ext:semantic-search.semantic-search');
    const groups = () => page().locator('.settings-toc-wrapper').innerText();
    await eventually(groups).toMatch(/Search[^]*Index/);
    // Machine settings belong to the machine of the folder.
    await page()
      .getByRole('tab', { name: /^Remote/ })
      .click();
    await eventually(groups).toContain('Embedding Provider');
    await page().getByRole('tab', { name: 'User' }).click();
    const most = setting('maxResults').locator('input');
    await most.focus();
    await window.page.keyboard.press('Control+a');
    await window.page.keyboard.type('3');
    await window.page.keyboard.press('Tab');
    const preview = setting('preview').getByRole('checkbox');
    const isOn = await preview.getAttribute('aria-checked');
    await preview.click();
    await eventually(() => preview.getAttribute('aria-checked')).not.toBe(isOn);
    await window.screenshotsInThemes('settings', () => setting('maxResults').waitFor());
  });
});
