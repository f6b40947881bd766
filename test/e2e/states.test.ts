import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { startEmbeddingServer, type EmbeddingServer } from '../support/embeddingServer';
import { lookInThemes, themeKinds } from './support/accessibility';
import { eventually } from './support/eventually';
import { leadToSummary } from './support/providerSteps';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage, type WindowOptions } from './support/vscodePage';
import { makeLargeFolder } from './support/workspaces';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-states-'));
let window: VscodePage | undefined;
let server: EmbeddingServer | undefined;

afterEach(async () => {
  await window?.close();
  window = undefined;
  await server?.close();
  server = undefined;
  rmSync(directory, { recursive: true, force: true });
});

async function openView(options: WindowOptions) {
  window = await openVscode(options);
  await window.command('Semantic Search: Search in Side Bar');
  return { window, view: await window.webview() };
}

const status = '[id="semantic-search.semantic-search.semanticSearch.status"]';
const statusLabel = () => window!.page.locator(status).getAttribute('aria-label');
const boxOf = (view: Frame) => view.getByRole('textbox', { name: 'Search by meaning' });
const cardOf = (view: Frame) => view.locator('.card').innerText();

async function ask(view: Frame, text: string): Promise<void> {
  await boxOf(view).fill(text);
  await boxOf(view).press('Enter');
}

/**
 * Takes a screenshot of each state in out/screenshots and checks its accessibility: in the initial dark theme, in high contrast
 * and in light.
 */
const kinds = themeKinds.filter(([name]) => name !== 'high-contrast-light').reverse();
const look = (of: VscodePage, page: Frame, name: string, prepare?: () => Promise<void>): Promise<string[]> =>
  lookInThemes(of, page, name, { prepare, kinds });

describe('the interface', () => {
  it('asks for a folder in an empty window, and shows no index state', async () => {
    const { window, view } = await openView({});
    await eventually(() => cardOf(view)).toMatch(/Open Folder/);
    expect(await window.page.locator(status).count()).toBe(0);
    expect(await look(window, view, 'state-no-folder')).toEqual([]);

    await window.command('Semantic Search: Ask…');
    await eventually(async () => (await window.quickInput.items())[0]?.label).toMatch(/Open a folder/i);
    await window.screenshot('state-no-folder-palette');
  });

  it('invites to ask before the first query, and states that nothing leaves the machine', async () => {
    const { window, view } = await openView({ workspace: await makeSampleRepository(directory) });
    await eventually(() => cardOf(view)).toMatch(/Your questions stay on this machine/);
    expect(await look(window, view, 'state-empty')).toEqual([]);
    expect(await window.notifications()).toEqual([]);
  });

  it('answers in restricted mode, and names the model', async () => {
    const workspace = await makeSampleRepository(directory);
    const { window, view } = await openView({ workspace, trust: false });
    await ask(view, 'when does a session expire');
    await eventually(() => view.locator('.file-name').first().innerText()).toBe('session.ts');
    await eventually(() => view.locator('body').innerText()).toMatch(/restricted/i);
    expect(await look(window, view, 'state-untrusted')).toEqual([]);
  });

  it('answers while a large folder is being indexed, and shows that', async () => {
    const workspace = await makeLargeFolder(directory);
    const { window, view } = await openView({ workspace });
    await boxOf(view).fill('parse the header of a response');
    await view.locator('.is-result').first().waitFor();
    // The text of the page at that time: the status bar may have changed since.
    await window.screenshot('state-partial');
    await eventually(statusLabel).toMatch(/up to date/);
    await eventually(() => view.locator('.summary').innerText()).not.toMatch(/so far/);
    await eventually(() => view.locator('.is-result').count()).toBeGreaterThan(5);
  });

  it('names the index that it searches while the next one is not complete, and offers to continue', async () => {
    const { window, view } = await openView({ workspace: await makeSampleRepository(directory) });
    await eventually(statusLabel).toMatch(/up to date/);
    await window.command('Semantic Search: Pause Indexing');
    await ask(view, 'when does a session expire');
    await eventually(() => view.locator('.notice').allInnerTexts()).toEqual([
      expect.stringMatching(/paused[^]*Resume/),
    ]);
    expect(await look(window, view, 'state-paused')).toEqual([]);
  });

  it('shows the problem and the remedies if nothing can be indexed', async () => {
    const { window, view } = await openView({
      workspace: await makeSampleRepository(directory),
      settings: { 'semanticSearch.modelPath': path.join(directory, 'no-model') },
    });
    await eventually(() => cardOf(view)).toMatch(/no-model[^]*Try Again/);
    await eventually(statusLabel).toMatch(/failed/);
    expect(await look(window, view, 'state-error')).toEqual([]);
  });

  it('reports no results in a folder without files, and for a filter that matches nothing', async () => {
    const empty = path.join(directory, 'empty');
    await mkdir(empty, { recursive: true });
    const { window, view } = await openView({ workspace: empty });
    await eventually(() => cardOf(view)).toMatch(/no files|nothing to (index|search)/i);
    expect(await look(window, view, 'state-no-files')).toEqual([]);
  });

  it('shows where queries are sent, that one is running, and what answered when the server could not be reached', async () => {
    server = await startEmbeddingServer();
    const { window, view } = await openView({
      workspace: await makeSampleRepository(directory),
      settings: { 'http.proxySupport': 'off' },
    });
    const address = server.url.replace('127.0.0.1', '0.0.0.0');
    await leadToSummary(window, { address, key: 'sk-states-test', model: 'words-64' });
    await window.quickInput.accept();
    await window.quickInput.closed();
    await eventually(() => cardOf(view)).toContain(`Your questions are sent to ${new URL(address).host}`);
    expect(await look(window, view, 'state-remote')).toEqual([]);

    // A new query each time: a repeated query is cached.
    let asked = 0;
    const questions = [
      'how are thumbnails made',
      'who may sign in',
      'when is a file too large',
      'what is logged',
    ];
    server.hold();
    const underWay = async (): Promise<void> => {
      await ask(view, questions[asked++]!);
      await view.locator('.progress:not(.is-idle)').waitFor();
    };
    expect(await look(window, view, 'state-loading', underWay)).toEqual([]);

    await server.close();
    server = undefined;
    await ask(view, 'where do we retry failed uploads');
    await eventually(() => view.locator('.notice').allInnerTexts()).toContainEqual(
      expect.stringMatching(/Keyword matches only/),
    );
    await eventually(() => view.locator('.file-name').allInnerTexts()).toContain('retryPolicy.ts');
    expect(await look(window, view, 'state-offline')).toEqual([]);
  });

  it('offers to resume from the status item after a pause', async () => {
    const workspace = await makeSampleRepository(directory);
    window = await openVscode({ workspace });
    await eventually(statusLabel).toMatch(/up to date/);
    await window.command('Semantic Search: Pause Indexing');
    await eventually(statusLabel).toMatch(/paused/);
    await window.page.locator(status).click();
    await window.quickInput.opened();
    await window.quickInput.accept('Resume Indexing');
    await eventually(statusLabel).toMatch(/up to date/);
  });
});
