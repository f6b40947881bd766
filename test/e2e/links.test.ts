import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddingServer, type EmbeddingServer } from '../support/embeddingServer';
import { eventually } from './support/eventually';
import { dialogOf, leadToSummary } from './support/providerSteps';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-links-'));
let window: VscodePage;

beforeAll(async () => {
  const workspace = await makeSampleRepository(directory);
  window = await openVscode({ workspace, settings: { 'http.proxySupport': 'off' } });
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

const dialog = (): Locator => dialogOf(window);
const choose = (name: string): Promise<void> => dialog().getByRole('button', { name, exact: true }).click();
const title = (): Promise<string> => window.quickInput.root.locator('.quick-input-title').innerText();
const descriptions = async (): Promise<string[]> =>
  (await window.quickInput.items()).map(({ description }) => description);

/** Opens a link as the system does when it is clicked in another program. VS Code asks first. */
async function openLink(rest: string): Promise<void> {
  await window.command('Developer: Open URL');
  await eventually(() => window.quickInput.root.innerText()).toContain('URL to open');
  await window.quickInput.type(`vscode://semantic-search.semantic-search${rest}`);
  await window.quickInput.accept();
  await eventually(() => dialog().innerText()).toContain(
    "Allow 'Semantic Search' extension to open this URI?",
  );
  await choose('Open');
}

async function closePalette(): Promise<void> {
  await window.quickInput.escape();
  await window.quickInput.closed();
}

describe('a link', () => {
  it('opens the palette with the query and its filters, and their results', async () => {
    await openLink('/search?query=when%20does%20a%20session%20expire&kind=code&path=src/**');
    await eventually(title).toMatch(/^Semantic Search/);
    await eventually(() => window.quickInput.text()).toBe('path:src/** kind:code when does a session expire');
    await eventually(async () => (await descriptions())[0]).toMatch(/^session\.ts:\d+/);
    expect(await dialog().count()).toBe(0);
    await window.screenshot('link-palette');
    await closePalette();
  });

  it('opens the view if the link names it', async () => {
    await openLink('/search?query=rate%20limit&language=go&in=view');
    const view = await window.webview();
    const box = view.getByRole('textbox', { name: 'Search by meaning' });
    await eventually(() => box.inputValue()).toBe('lang:go rate limit');
    await eventually(() => view.locator('.file-name').first().innerText()).toBe('ratelimit.go');
  });

  it('shows a warning and opens nothing if it is not valid', async () => {
    await openLink('/search?query=session&delete=everything');
    await eventually(() => window.notifications()).toEqual([
      expect.stringContaining('cannot open this link'),
    ]);
    expect(await window.quickInput.root.count()).toBe(0);
  });
});

describe('a link in a window whose queries are sent to a provider', () => {
  let server: EmbeddingServer;
  const sent = (): string => JSON.stringify(server.requests);

  beforeAll(async () => {
    server = await startEmbeddingServer();
  });

  afterAll(async () => {
    await server.close();
  });

  it('is shown with its whole text and the host in a dialog, and nothing is sent if that is cancelled', async () => {
    const address = server.url.replace('127.0.0.1', '0.0.0.0');
    await leadToSummary(window, { address, key: 'sk-links-test', model: 'words-64' });
    await window.quickInput.accept();
    // Until the new index is complete, the built-in model answers, and nothing is sent.
    await window.command('Semantic Search: Search in Side Bar');
    await window.command('Semantic Search: Clear Results');
    const view = await window.webview();
    await eventually(() => view.locator('.card').innerText()).toContain('Your questions are sent to');
    await openLink('/search?query=quokka%20smile&path=src/**');
    await eventually(() => dialog().innerText()).toContain('Search for the text of this link?');
    const text = await dialog().innerText();
    expect(text).toContain(`It is sent to 0.0.0.0:${server.port}.`);
    expect(text).toContain('path:src/** quokka smile');
    await window.screenshot('link-dialog');
    await choose('Cancel');
    await dialog().waitFor({ state: 'detached' });
    // A link that follows is answered: nothing of the first one is still on its way then.
    await openLink('/search?query=when%20does%20a%20session%20expire');
    await eventually(() => dialog().innerText()).toContain('when does a session expire');
    await choose('Search');
    await eventually(() => window.quickInput.text()).toBe('when does a session expire');
    await eventually(sent).toContain('when does a session expire');
    expect(sent()).not.toContain('quokka');
    await closePalette();
  });
});
