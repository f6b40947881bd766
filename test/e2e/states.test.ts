import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage, type WindowOptions } from './support/vscodePage';
import { makeLargeFolder } from './support/workspaces';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-states-'));
let window: VscodePage | undefined;

afterEach(async () => {
  await window?.close();
  window = undefined;
  rmSync(directory, { recursive: true, force: true });
});

async function openView(options: WindowOptions) {
  window = await openVscode(options);
  await window.command('Semantic Search: Search in Side Bar');
  return { window, view: await window.webview() };
}

const eventually = <T>(ask: () => T | Promise<T>) => expect.poll(ask, { timeout: 30_000 });
const status = '[id="semantic-search.semantic-search.semanticSearch.status"]';

describe('the interface', () => {
  it('in an empty window asks for a folder, and shows no state of an index', async () => {
    const { window, view } = await openView({});
    await eventually(() => view.locator('.card').innerText()).toMatch(/Open Folder/);
    expect(await window.page.locator(status).count()).toBe(0);
    await window.screenshot('state-no-folder');

    await window.command('Semantic Search: Search…');
    await eventually(async () => (await window.quickInput.items())[0]?.label).toMatch(/Open a folder/i);
  });

  it('in restricted mode answers, and says which model is used', async () => {
    const workspace = await makeSampleRepository(directory);
    const { window, view } = await openView({ workspace, trust: false });
    await view.getByRole('textbox', { name: 'Search by meaning' }).fill('when does a session expire');
    await eventually(() => view.locator('.file-name').first().innerText()).toBe('session.ts');
    await eventually(() => view.locator('body').innerText()).toMatch(/restricted/i);
    await window.screenshot('state-restricted');
  });

  it('answers while a large folder is still being indexed, and says so', async () => {
    const workspace = await makeLargeFolder(directory);
    const { window, view } = await openView({ workspace });
    const box = view.getByRole('textbox', { name: 'Search by meaning' });
    await box.fill('parse the header of a response');
    await view.locator('.is-result').first().waitFor();
    // What the page said while it could: the bar of the status may have moved on.
    await window.screenshot('state-building');
    await eventually(() => window.page.locator(status).getAttribute('aria-label')).toMatch(/up to date/);
    await eventually(() => view.locator('.summary').innerText()).not.toMatch(/so far/);
    await eventually(() => view.locator('.is-result').count()).toBeGreaterThan(5);
  });

  it('says that there is nothing, in a folder without files and for a filter that leaves nothing', async () => {
    const empty = path.join(directory, 'empty');
    await mkdir(empty, { recursive: true });
    const { window, view } = await openView({ workspace: empty });
    await eventually(() => view.locator('.card').innerText()).toMatch(/no files|nothing to (index|search)/i);
    await window.screenshot('state-no-files');
  });

  it('offers to resume where it was paused, from the status item', async () => {
    const workspace = await makeSampleRepository(directory);
    window = await openVscode({ workspace });
    await eventually(() => window!.page.locator(status).getAttribute('aria-label')).toMatch(/up to date/);
    await window.command('Semantic Search: Pause Indexing');
    await eventually(() => window!.page.locator(status).getAttribute('aria-label')).toMatch(/paused/);
    await window.page.locator(status).click();
    await window.quickInput.opened();
    await window.quickInput.accept('Resume Indexing');
    await eventually(() => window!.page.locator(status).getAttribute('aria-label')).toMatch(/up to date/);
  });
});
