import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openaiCompatible } from '../support/providers/dialects/openaiCompatible';
import { startStrictServer, type StrictServer } from '../support/providers/strictServer';
import { eventually } from './support/eventually';
import {
  atStep as atStepOf,
  chooseCommand,
  dialogOf,
  itemOf,
  leadToSummary as leadToSummaryIn,
  stepTitle,
} from './support/providerSteps';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const model = 'text-embedding-bge-m3';
const otherModel = 'text-embedding-nomic-embed-text-v1.5';
/** Content of the one file that is not sent. */
const secretText = 'DATABASE_PASSWORD=hunter2-of-production';
/** Looks like a GitHub token. Split, so that secret scanners do not report this file. */
const token = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_');

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-provider-'));
let workspace: string;
let server: StrictServer;
let window: VscodePage;

/** A server that also lists its models. */
const startServer = () =>
  startStrictServer(openaiCompatible, {
    instead: (_, { url }) =>
      url === '/v1/models'
        ? { status: 200, body: { object: 'list', data: [{ id: model }, { id: otherModel }] } }
        : undefined,
  });

/** The server by an address that does not look local. */
const addressOf = ({ baseUrl }: StrictServer): string => baseUrl.replace('127.0.0.1', '0.0.0.0');
// Data sent there is unencrypted, and the user must see that in the question.
const hostOf = (of: StrictServer): string => new URL(addressOf(of)).origin;

beforeAll(async () => {
  workspace = await makeSampleRepository(directory);
  writeFileSync(path.join(workspace, '.env'), `${secretText}\n`);
  writeFileSync(
    path.join(workspace, 'src', 'release.ts'),
    `/** Publishes a release. */\nexport const releaseToken = '${token}';\n`,
  );
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

beforeEach(async () => {
  server = await startServer();
});

afterEach(async () => {
  await server.close();
});

async function open(trust = true): Promise<void> {
  window = await openVscode({ workspace, trust, settings: { 'http.proxySupport': 'off' } });
}

const title = (): Promise<string> => stepTitle(window);
const dialog = (): Locator => dialogOf(window);
const atStep = (step: string): Promise<void> => atStepOf(window, step);

/** The user's stored settings of the provider, in any settings file. */
function storedSettings(): string {
  return ['User', 'Machine']
    .map((place) => path.join(window.userDataDir, place, 'settings.json'))
    .flatMap((file) => (existsSync(file) ? [readFileSync(file, 'utf8')] : []))
    .join('\n');
}

/** Chooses the provider in the workspace settings. */
async function settingsOfWorkspace(of: StrictServer): Promise<void> {
  await mkdir(path.join(workspace, '.vscode'), { recursive: true });
  const settings = {
    'semanticSearch.provider': 'openai-compatible',
    'semanticSearch.model': model,
    'semanticSearch.baseUrl': addressOf(of),
  };
  await writeFile(path.join(workspace, '.vscode', 'settings.json'), JSON.stringify(settings));
}

/** All texts that a server received for embedding. */
function textsSentTo(of: StrictServer): string[] {
  return of.requests.flatMap(({ embedding }) => [...(embedding?.texts ?? [])]);
}

/** Runs the steps up to the summary with the keyboard. */
function leadToSummary(of: StrictServer, wanted = model): Promise<void> {
  return leadToSummaryIn(window, { address: addressOf(of), key: of.key, model: wanted });
}

const placeholder = (): Promise<string | null> =>
  window.quickInput.root.locator('input.input').getAttribute('placeholder');

// Each test goes on in the window of the one before.
describe('choosing a provider', () => {
  /** The one that is chosen by an earlier test. */
  let chosen: StrictServer;

  beforeAll(async () => {
    await open();
  });

  afterAll(async () => {
    await window.close();
    await chosen.close();
  });

  it('changes nothing when it is cancelled', async () => {
    await leadToSummary(server);
    await window.quickInput.escape();
    await window.quickInput.closed();
    expect(storedSettings()).not.toContain('semanticSearch.provider');
    expect(new Set(textsSentTo(server)).size).toBe(1);
  });

  it('sends nothing of the workspace before the user agrees, and everything except secrets afterwards', async () => {
    chosen = await startServer();
    await leadToSummary(chosen);
    expect(await placeholder()).toBe(`Send texts of this workspace to ${hostOf(chosen)}?`);
    expect(await itemOf(window, 'Send')).toMatch(/^\d+ files · \d+ chunks · about [\d,]+ tokens/);
    expect(await itemOf(window, 'Review Files')).toMatch(/1 file not sent · 1 string masked/);
    // Only our own test text was sent.
    expect(new Set(textsSentTo(chosen)).size).toBe(1);
    expect(JSON.stringify(chosen.requests)).not.toMatch(/upload|session|thumbnail/i);
    expect(storedSettings()).not.toContain('semanticSearch.provider');

    await window.quickInput.accept('Review Files');
    await eventually(async () => (await window.activeEditor())?.fileName).toContain('Data sent to');
    const lines = window.page.locator('.editor-group-container.active .view-lines');
    // An editor renders spaces as non-breaking spaces.
    const text = async (): Promise<string> => (await lines.innerText()).replaceAll('\u00a0', ' ');
    await eventually(text).toMatch(/\.env\s/);
    expect(await text()).toMatch(/src\/release\.ts:\d/);
    expect(await text()).toMatch(/src\/upload\/uploadQueue\.ts\s+\d+ chunks?, about [\d,]+ tokens/);
    expect(await placeholder()).toContain(hostOf(chosen));
    await eventually(async () => (await window.quickInput.focusedItem())?.label).toBe('Send');
    expect(new Set(textsSentTo(chosen)).size).toBe(1);

    await window.quickInput.accept();
    await eventually(storedSettings).toMatch(/"semanticSearch.provider": "openai-compatible"/);
    expect(storedSettings()).toContain(addressOf(chosen));
    expect(storedSettings()).not.toContain(chosen.key);
    await eventually(() => textsSentTo(chosen).some((sent) => sent.includes('uploadQueue'))).toBe(true);
    const all = (): string => textsSentTo(chosen).join('\n');
    await eventually(all).toContain('releaseToken');
    expect(all()).not.toContain(token);
    expect(all()).not.toContain(secretText);
    expect(chosen.refused.filter(({ path: asked }) => asked !== '/v1/models')).toEqual([]);
  });

  it('asks again for another host, and sends it no request about the model of the first one', async () => {
    await window.command(chooseCommand);
    // The current provider has the focus.
    await atStep('1/3');
    await eventually(async () => (await window.quickInput.focusedItem())?.description).toMatch(/current/);
    await window.quickInput.escape();
    await window.quickInput.closed();
    await eventually(() => textsSentTo(chosen).length).toBeGreaterThan(10);
    chosen.clear();
    const before = chosen;
    try {
      await leadToSummary(server, otherModel);
      expect(await placeholder()).toContain(hostOf(server));
      expect(new Set(textsSentTo(server)).size).toBe(1);
      expect(storedSettings()).toContain(addressOf(before));
      // The summary first tested this server with the first model of its own list.
      server.clear();
      await window.quickInput.accept();
      await eventually(() => textsSentTo(server).length).toBeGreaterThan(10);
      for (const { embedding } of before.requests) expect(embedding?.model).toBe(model);
      for (const { embedding } of server.requests) expect(embedding?.model).not.toBe(model);
    } finally {
      await before.close();
      [chosen, server] = [server, await startServer()];
    }
  });

  it('returns to a refused key, and offers to keep the stored one', async () => {
    await window.command(chooseCommand);
    await atStep('1/3');
    await window.quickInput.accept('OpenAI-compatible');
    await atStep('2/3');
    await window.quickInput.type('example.com');
    await window.quickInput.accept();
    await eventually(() => window.quickInput.root.innerText()).toMatch(/start with https/);
    await window.quickInput.type(addressOf(server));
    await eventually(() => window.quickInput.root.innerText()).toMatch(/not encrypted/);
    await window.quickInput.accept();
    await eventually(placeholder).toMatch(/key/i);
    await window.quickInput.type('wrong');
    await window.quickInput.accept();
    await atStep('3/3');
    await eventually(async () => (await window.quickInput.focusedItem())?.label).toMatch(/Key…$/);
    await window.quickInput.accept();
    await eventually(placeholder).toMatch(/key/i);
    await window.quickInput.type(server.key);
    await window.quickInput.accept();
    await eventually(async () => (await window.quickInput.focusedItem())?.label).toBe('Send');
    expect(await itemOf(window, 'API Key')).toMatch(/stored when you start/);
    // After Escape, nothing is stored.
    await window.quickInput.escape();
    await window.quickInput.closed();
    await leadToSummary(server);
    await window.quickInput.accept();
    await eventually(() => textsSentTo(server).length).toBeGreaterThan(10);

    await window.command(chooseCommand);
    await atStep('1/3');
    await window.quickInput.accept('OpenAI-compatible');
    await atStep('2/3');
    await window.quickInput.type(addressOf(server));
    await window.quickInput.accept();
    // The key is stored: it is not requested, but can be changed.
    await eventually(placeholder).toContain(hostOf(server));
    await eventually(() => itemOf(window, 'API Key')).toBe('stored');
    // The rows change again when the connection test has ended.
    await eventually(async () => (await window.quickInput.focusedItem())?.label).toBe('Send');
    await window.quickInput.accept('API Key');
    await eventually(placeholder).toMatch(/keep the stored API key/);
    await window.page.getByRole('button', { name: 'Back' }).click();
    await eventually(async () => (await window.quickInput.focusedItem())?.label).toBe('Send');
  });
});

describe('choosing a provider in another window', () => {
  afterEach(async () => {
    await window.close();
    await rm(path.join(workspace, '.vscode'), { recursive: true, force: true });
  });

  it('in the settings of a workspace sends nothing until the user has agreed', async () => {
    await settingsOfWorkspace(server);
    await open();
    const review = 'Semantic Search: Review Data Sent to Provider…';
    await window.command(review);
    await eventually(placeholder).toContain(hostOf(server));
    await eventually(async () => (await window.quickInput.focusedItem())?.label).toBe('Send');
    await window.quickInput.escape();
    await window.quickInput.closed();
    expect(JSON.stringify(server.requests)).not.toMatch(/upload|session|thumbnail/i);

    await window.command(review);
    await eventually(async () => (await window.quickInput.focusedItem())?.label).toBe('Send');
    await window.quickInput.accept();
    await eventually(() => textsSentTo(server).some((sent) => sent.includes('uploadQueue'))).toBe(true);
    await window.command(review);
    // Now the data is shown without a question.
    await eventually(async () => (await window.activeEditor())?.fileName).toContain('Data sent to');
    await eventually(() => window.notifications()).toEqual([expect.stringContaining(hostOf(server))]);
    expect(await dialog().count()).toBe(0);
  });

  it('works in an empty window, in which there is nothing to send', async () => {
    window = await openVscode({ settings: { 'http.proxySupport': 'off' } });
    await window.command(chooseCommand);
    await atStep('1/3');
    await window.quickInput.accept('OpenAI-compatible');
    await atStep('2/3');
    await window.quickInput.type(addressOf(server));
    await window.quickInput.accept();
    await eventually(placeholder).toMatch(/key/i);
    await window.quickInput.type(server.key);
    await window.quickInput.accept();
    await atStep('3/3');
    await eventually(async () => (await window.quickInput.focusedItem())?.label).toBe(
      'Use OpenAI-compatible',
    );
    await window.quickInput.accept();
    await eventually(() => window.notifications()).toEqual([expect.stringContaining('nothing is sent')]);
    expect(storedSettings()).toContain(addressOf(server));

    await window.command('Semantic Search: Forget API Key');
    await eventually(() => window.notifications()).toContainEqual(expect.stringMatching(/was removed/));
    await window.command('Semantic Search: Set API Key…');
    await window.quickInput.opened();
    await eventually(title).toContain('Set API Key');
    await window.quickInput.type(server.key);
    await window.quickInput.accept();
    await eventually(async () => (await window.quickInput.focusedItem())?.label).toBe('Continue');
    await window.quickInput.accept();
    await window.quickInput.closed();
    expect(storedSettings()).not.toContain(server.key);
    expect(new Set(textsSentTo(server)).size).toBe(1);
  });

  it('is not possible in a restricted workspace, even if its settings name a provider', async () => {
    await settingsOfWorkspace(server);
    await open(false);
    await window.indexed();
    await window.command(chooseCommand);
    await eventually(() => window.notifications()).toEqual([
      expect.stringMatching(/only the built-in model/),
    ]);
    expect(await window.quickInput.root.count()).toBe(0);
    expect(server.requests).toEqual([]);
  });
});
