import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddingServer, type EmbeddingServer } from '../support/embeddingServer';
import { eventually } from './support/eventually';
import { chooseCommand, leadToSummary } from './support/providerSteps';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-swap-'));
const question = 'where do we retry failed uploads';
const model = 'words-64';
let folder: string;
let server: EmbeddingServer;
let window: VscodePage;
let view: Frame;

beforeAll(async () => {
  folder = await makeSampleRepository(directory);
  server = await startEmbeddingServer();
  window = await openVscode({ workspace: folder, settings: { 'http.proxySupport': 'off' } });
  await window.command('Semantic Search: Search in Side Bar');
  view = await window.webview();
});

afterAll(async () => {
  await window.close();
  await server.close();
  rmSync(directory, { recursive: true });
});

const box = (): Locator => view.getByRole('textbox', { name: 'Search by meaning' });
const notices = (): Promise<string[]> => view.locator('.notice').allInnerTexts();
const card = (): Promise<string> => view.locator('.card').innerText();
const files = (): Promise<string[]> => view.locator('.file-name').allInnerTexts();
/** An address that does not look local. */
const address = (): string => server.url.replace('127.0.0.1', '0.0.0.0');
const host = (): string => new URL(address()).host;
const asked = (): string[] =>
  server.requests.filter(({ inputs }) => inputs.length === 1).map(({ inputs }) => inputs[0]!);

/** Runs a new query, since a repeated query is cached, and waits until the first result has the focus. */
async function ask(text: string): Promise<void> {
  await box().fill(text);
  await box().press('Enter');
  await view.locator('[role=treeitem]:focus').waitFor();
}

describe('another provider', () => {
  it('is chosen in steps; the last one shows what is sent', async () => {
    await eventually(card).toContain('Your questions stay on this machine');
    await leadToSummary(window, { address: address(), key: 'sk-swap-test', model }, (step) =>
      window.screenshot(`provider-${step}`),
    );
    server.hold(({ inputs }) => inputs[0]!.startsWith('Semantic search finds'));
    await window.quickInput.accept();
    await window.quickInput.closed();
  });

  it('builds its index beside the one that answers, and shows that', async () => {
    await eventually(notices).toEqual([
      expect.stringMatching(/Building the index of OpenAI-compatible words-64/),
    ]);
    await eventually(() => window.indexStatus()).toMatch(/Building the index of OpenAI-compatible words-64/);
    await ask(question);
    await eventually(files).toContain('retryPolicy.ts');
    expect(asked()).not.toContain(question);
    await window.screenshotsInThemes('provider-building');
  });

  it('continues to build it after the window was closed', async () => {
    await window.reload();
    view = await window.webview();
    await eventually(notices).toContainEqual(expect.stringMatching(/Building the index/));
    await eventually(files).toContain('retryPolicy.ts');
    expect(asked()).not.toContain(question);
  });

  it('answers once its index is complete, and the view shows where queries are sent', async () => {
    server.release();
    await eventually(notices).toEqual([]);
    await eventually(() => window.indexStatus()).toBe('Semantic Search: The index is up to date');
    await ask('how are thumbnails made');
    await eventually(asked).toContain('how are thumbnails made');
    await eventually(files).not.toEqual([]);
    await box().fill('');
    await eventually(card).toContain(`Your questions are sent to ${host()}`);
    await window.screenshot('provider-answering');
  });

  it('shows one message with advice after a failure, and searches by keywords', async () => {
    server.fail(401, 'invalid_api_key');
    await ask('sendWithRetries');
    await eventually(files).toContain('retryPolicy.ts');
    await eventually(notices).toEqual([
      expect.stringMatching(/Keyword matches only: .*401.*invalid_api_key/),
    ]);
    await writeFile(path.join(folder, 'src', 'quokka.ts'), 'export const quokkaTwilight = 1;\n');
    await eventually(() => window.notifications()).toEqual([
      expect.stringMatching(/OpenAI-compatible \(0\.0\.0\.0:\d+\) returned 401: invalid_api_key/),
    ]);
    await eventually(notices).toContainEqual(expect.stringMatching(/Indexing failed/));
    await window.screenshotsInThemes('provider-failed');
    await window.page.getByRole('button', { name: 'Set API Key…' }).click();
    await window.quickInput.opened();
    server.fail(undefined);
    await window.quickInput.type('sk-another');
    await window.quickInput.accept();
    await eventually(async () => (await window.quickInput.focusedItem())?.label).toBe('Continue');
    await window.quickInput.accept();
    await window.quickInput.closed();
    await ask('quokkaTwilight');
    await eventually(async () => (await files())[0]).toBe('quokka.ts');
    await eventually(notices).toEqual([]);
    expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer sk-another');
  });

  it('stores its key in no file: not in settings, logs or the index', async () => {
    for (const place of [window.userDataDir, folder]) {
      const entries = await readdir(place, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      expect(files.length).toBeGreaterThan(0);
      for (const { parentPath, name } of files) {
        const bytes = await readFile(path.join(parentPath, name));
        expect(bytes.includes('sk-swap-test') || bytes.includes('sk-another'), name).toBe(false);
      }
    }
  });

  it('is replaced by the built-in model at once, using only the keyboard', async () => {
    const sent = server.requests.length;
    await window.command(chooseCommand);
    await window.quickInput.opened();
    await window.quickInput.type('Built-in');
    await eventually(async () => (await window.quickInput.focusedItem())?.label).toMatch(/Built-in/);
    await window.quickInput.accept();
    await window.quickInput.closed();
    await box().fill('');
    await eventually(card).toContain('Your questions stay on this machine');
    await ask(question);
    await eventually(files).toContain('retryPolicy.ts');
    expect(server.requests).toHaveLength(sent);
  });
});
