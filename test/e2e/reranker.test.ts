import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { tei } from '../support/rerankers/dialects/localServers';
import { startRerankServer, type RerankServer } from '../support/rerankers/rerankServer';
import { eventually } from './support/eventually';
import { stepTitle } from './support/providerSteps';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-reranker-'));
const question = 'where do we retry failed uploads';
let server: RerankServer;
let window: VscodePage;

beforeAll(async () => {
  const workspace = await makeSampleRepository(directory);
  window = await openVscode({ workspace, settings: { 'http.proxySupport': 'off' } });
  await window.indexed();
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

beforeEach(async () => {
  // The third document is the best one.
  server = await startRerankServer(tei, { scoreOf: (_query, _document, index) => (index === 2 ? 1 : 0) });
});

afterEach(async () => {
  await server.close();
});

/** Name and description of each result. */
const results = async (): Promise<string[]> =>
  (await window.quickInput.items()).map(({ label, description }) => `${label} ${description}`);
const focused = async (): Promise<string | undefined> => {
  const item = await window.quickInput.focusedItem();
  return item && `${item.label} ${item.description}`;
};
const title = (): Promise<string> => stepTitle(window);
const text = (): Promise<string> => window.quickInput.root.innerText();

/** Asks in the palette, and waits until the results are those of the question. */
async function search(): Promise<void> {
  await window.command('Semantic Search: Ask…');
  await eventually(title).toMatch(/^Semantic Search/);
  await window.quickInput.type(question);
  await eventually(async () => (await results()).some((row) => /retry/i.test(row))).toBe(true);
}

/** Chooses the simulated server, up to the review of what is sent. */
async function leadToReview(address: string): Promise<void> {
  const { quickInput } = window;
  const label = async (): Promise<string | undefined> => (await quickInput.focusedItem())?.label;
  await window.command('Semantic Search: Choose Reranker…');
  await eventually(title).toBe('Choose Reranker');
  await quickInput.type('Text Embeddings Inference');
  await eventually(label).toBe('Text Embeddings Inference');
  await quickInput.accept();
  await eventually(text).toContain('Base URL');
  await quickInput.type(address);
  await quickInput.accept();
  await eventually(label).toBe('The model that the server runs');
  await quickInput.accept();
}

// In one window: the second test chooses the reranker.
it('shows what is sent to another machine before anything of the workspace is sent', async () => {
  const address = server.baseUrl.replace('127.0.0.1', '0.0.0.0');
  await leadToReview(address);
  await eventually(text).toContain('API key of Text Embeddings Inference');
  await window.quickInput.accept();
  await eventually(text).toContain('the paths and texts of up to 30 results');
  await eventually(text).toMatch(/The test took \d+ ms/);
  expect(await text()).toContain(new URL(address).host);
  await window.quickInput.escape();
  await window.quickInput.closed();
  await search();
  expect(await title()).not.toContain('Refined');
  // Only the two texts of the test.
  expect(server.requests.map(({ rerank }) => rerank?.documents.length)).toEqual([2]);
  await window.quickInput.escape();
  await window.quickInput.closed();
});

it('refines the order in the palette, and keeps the focused result in place', async () => {
  await search();
  const first = await results();
  expect(first.length).toBeGreaterThan(3);
  await window.quickInput.escape();
  await window.quickInput.closed();
  expect(server.requests).toEqual([]);

  await leadToReview(server.baseUrl);
  await eventually(text).toMatch(/The test took \d+ ms/);
  await window.screenshot('reranker-review');
  const tested = server.requests.length;
  await window.quickInput.accept();
  await window.quickInput.closed();

  await search();
  await eventually(title).toContain('Refined by Text Embeddings Inference');
  const [one, two, three, ...others] = first;
  expect(await results()).toEqual([one, three, two, ...others]);
  expect(await focused()).toBe(one);
  await window.screenshot('reranker-palette');
  const asked = server.requests.slice(tested);
  expect(asked.map(({ rerank }) => rerank?.query)).toEqual([question]);
  expect(server.requests.filter(({ refusal }) => refusal !== undefined)).toEqual([]);
});
