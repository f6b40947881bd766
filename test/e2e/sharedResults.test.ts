import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runProcess } from '../support/commandLine';
import { startEmbeddingServer, type EmbeddingServer } from '../support/embeddingServer';
import { startEntryServer, type EntryServer } from '../support/http/entryServer';
import { userDirectoryIn } from '../support/userDirectory';
import { eventually } from './support/eventually';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const secret = 'correct horse battery staple';
const header = 'Authorization: Bearer open-sesame';

/** Snapshots have to be signed. */
const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
  publicKeyEncoding: { format: 'pem', type: 'spki' },
  privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
});

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-shared-'));
let workspace: string;
let provider: EmbeddingServer;
let server: EntryServer;
let elsewhere: EntryServer;
let window: VscodePage;

beforeAll(async () => {
  workspace = await makeSampleRepository(directory);
  provider = await startEmbeddingServer();
  server = await startEntryServer({ authorization: 'Bearer open-sesame' });
  elsewhere = await startEntryServer();
  const { code, stderr } = await runProcess(
    [
      ...['publish', workspace, '--shared-results', server.address],
      ...['--provider', 'openai-compatible', '--base-url', provider.url],
      ...['--model', 'words-64', '--dimensions', '64'],
    ],
    {
      env: {
        ...userDirectoryIn(path.join(directory, 'ci')).env,
        SEMANTIC_SEARCH_TEAM_SECRET: secret,
        SEMANTIC_SEARCH_TEAM_HEADER: header,
        SEMANTIC_SEARCH_TEAM_SIGNING_KEY: privateKey,
      },
    },
  );
  expect(code, stderr).toBe(0);
  window = await openVscode({
    workspace,
    settings: {
      'http.proxySupport': 'off',
      'semanticSearch.sharedResults': server.address,
      'semanticSearch.sharedResultsKey': publicKey,
    },
  });
  await window.indexed();
});

afterAll(async () => {
  await window.close();
  await provider.close();
  await server.close();
  await elsewhere.close();
  rmSync(directory, { recursive: true });
});

const prompt = (): Promise<string> => window.quickInput.root.innerText();

async function ask(query: string): Promise<string[]> {
  await window.command('Semantic Search: Ask…');
  await window.quickInput.type(query);
  const places = async (): Promise<string[]> =>
    (await window.quickInput.items())
      .map(({ description }) => description)
      .filter((text) => /:\d+/.test(text));
  await eventually(async () => (await places()).length).toBeGreaterThan(0);
  const found = await places();
  await window.quickInput.escape();
  return found;
}

it('reads the snapshot that CI has published once the team secret is set, and sends none of the texts', async () => {
  expect(server.requests.filter(({ method }) => method === 'PUT').length).toBeGreaterThan(5);
  server.requests.length = 0;
  (provider.requests as unknown[]).length = 0;

  await window.command('Semantic Search: Set Team Secret…');
  await eventually(prompt).toContain('Team secret for');
  await window.screenshot('team-secret');
  await window.quickInput.type(secret);
  await window.quickInput.accept();
  await eventually(prompt).toContain('Header that');
  await window.quickInput.type(header);
  await window.quickInput.accept();
  await eventually(() => window.notifications()).toContain(`Shared results are read from ${server.address}.`);
  // The built-in model reads nothing.
  expect(server.requests).toEqual([]);

  mkdirSync(path.join(workspace, '.vscode'), { recursive: true });
  writeFileSync(
    path.join(workspace, '.vscode', 'settings.json'),
    JSON.stringify({
      'semanticSearch.provider': 'openai-compatible',
      'semanticSearch.baseUrl': provider.url,
      'semanticSearch.model': 'words-64',
      'semanticSearch.dimensions': 64,
      // A workspace cannot choose the place.
      'semanticSearch.sharedResults': elsewhere.address,
    }),
  );
  await eventually(() => server.requests.length).toBeGreaterThan(5);
  // The query is sent to the provider only when its index answers.
  const query = 'where do we retry failed uploads';
  await eventually(async () => {
    await ask(query);
    return provider.requests.flatMap(({ inputs }) => inputs);
  }).toContain(query);
  await window.indexed();
  // The settings are a file that nobody has published.
  const texts = provider.requests
    .flatMap(({ inputs }) => inputs)
    .filter((text) => !text.includes('semanticSearch.provider'));
  expect(new Set(texts)).toEqual(new Set([query]));
  expect(server.requests.every(({ method }) => method === 'GET')).toBe(true);
  const snapshot = [...server.entries].filter(([, bytes]) => bytes.subarray(0, 4).toString() === 'SSS1');
  expect(snapshot.length).toBeGreaterThan(5);
  const asked = server.requests.map(({ name }) => name);
  expect(asked).toEqual(expect.arrayContaining(snapshot.map(([name]) => name)));
  // Entries of files are not needed, except for the settings.
  expect(asked.length).toBeLessThan(snapshot.length + 4);
  expect([server.refused, elsewhere.requests]).toEqual([[], []]);
});
