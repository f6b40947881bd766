import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ollama } from '../support/providers/dialects/ollama';
import { startStrictServer, type StrictServer } from '../support/providers/strictServer';
import { eventually } from './support/eventually';
import { chooseCommand, itemOf, stepTitle } from './support/providerSteps';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-ollama-'));
/** Models as `/api/tags` lists them: with their tags. */
const installed = ['bge-m3:latest', 'nomic-embed-text:latest'];
let server: StrictServer;
let window: VscodePage;

beforeAll(async () => {
  server = await startStrictServer(ollama, {
    instead: (_, { url }) =>
      url === '/api/tags'
        ? { status: 200, body: { models: installed.map((name) => ({ name, model: name })) } }
        : undefined,
  });
  window = await openVscode({
    workspace: await makeSampleRepository(directory),
    settings: { 'http.proxySupport': 'off' },
  });
});

afterAll(async () => {
  await window.close();
  await server.close();
  rmSync(directory, { recursive: true });
});

const focused = async (): Promise<string | undefined> => (await window.quickInput.focusedItem())?.label;
const labels = async (): Promise<string[]> => (await window.quickInput.items()).map(({ label }) => label);
const rowOf = async (label: string) =>
  (await window.quickInput.items()).find((item) => item.label === label) ?? {
    description: '',
    separator: '',
  };
const placeholder = (): Promise<string | null> =>
  window.quickInput.root.locator('input.input').getAttribute('placeholder');

/** Chooses Ollama at the address of the server, up to the summary. */
async function leadToOllama(): Promise<void> {
  await window.command(chooseCommand);
  await eventually(() => stepTitle(window)).toContain('(1/');
  await window.quickInput.type('Ollama');
  await eventually(focused).toBe('Ollama');
  await window.quickInput.accept();
  // Nothing listens at the default address. The rows change when the test of the connection has ended.
  await eventually(placeholder).toBe('The test failed');
  await window.quickInput.accept('Address');
  await eventually(placeholder).toMatch(/API endpoint/i);
  await window.quickInput.accept('Another Address…');
  await eventually(placeholder).toContain('localhost:11434');
  await window.quickInput.type(server.baseUrl);
  await window.quickInput.accept();
  await eventually(() => itemOf(window, 'Address')).toContain(new URL(server.baseUrl).host);
}

// Each test goes on in the list of the one before.
describe('choosing Ollama', () => {
  it('lists the installed models first, and offers to install the others', async () => {
    await leadToOllama();
    await window.quickInput.accept('Model');
    await eventually(placeholder).toBe('Select an embedding model');
    await eventually(async () => (await labels()).slice(0, 2)).toEqual(['nomic-embed-text', 'bge-m3']);
    expect((await rowOf('nomic-embed-text')).separator).toBe(`Installed on ${new URL(server.baseUrl).host}`);
    expect((await rowOf('nomic-embed-text')).description).toContain('recommended');
    await eventually(focused).toBe('nomic-embed-text');
    expect((await rowOf('qwen3-embedding:0.6b')).separator).toBe('Not installed');
    expect((await rowOf('qwen3-embedding:0.6b')).description).toContain('ollama pull qwen3-embedding:0.6b');
    await window.screenshot('ollama-models');
  });

  it('copies the install command of a model, and lists the model once it is installed', async () => {
    await eventually(labels).toContain('embeddinggemma');
    await window.quickInput.accept('embeddinggemma');
    await eventually(placeholder).toContain('does not have the model embeddinggemma');
    expect((await rowOf('Install It in a Terminal')).description).toBe('ollama pull embeddinggemma');
    await window.screenshot('ollama-install');
    installed.push('embeddinggemma:latest');
    await window.quickInput.accept('Copy the Command');
    await eventually(() => window.notifications()).toContainEqual(
      expect.stringContaining('ollama pull embeddinggemma'),
    );
    await eventually(async () => (await rowOf('embeddinggemma')).description).not.toContain('ollama pull');
    expect(await labels()).toContain('embeddinggemma');
  });

  it('sends the workspace to the chosen model', async () => {
    // The list is filled again with what is installed; a click at that moment is lost.
    await eventually(async () => {
      if ((await placeholder()) === 'Select an embedding model')
        await window.quickInput.accept('bge-m3', 5000);
      return itemOf(window, 'Model');
    }).toMatch(/^bge-m3/);
    await eventually(focused).toBe('Start');
    await window.quickInput.accept();
    const asked = (): unknown[] => server.requests.map(({ embedding }) => embedding?.model);
    await eventually(() => JSON.stringify(server.requests)).toContain('uploadQueue');
    expect(asked()).toContain('bge-m3');
    expect(server.refused.filter(({ path: at }) => at !== '/api/tags')).toEqual([]);
  });
});
