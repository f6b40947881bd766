import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddingServer, type EmbeddingServer } from '../support/embeddingServer';
import { topicModel, writeTopics } from '../support/evaluation/topics';
import { tei } from '../support/rerankers/dialects/localServers';
import { startRerankServer, type RerankFault, type RerankServer } from '../support/rerankers/rerankServer';
import { lookInThemes, themeKinds } from './support/accessibility';
import { eventually } from './support/eventually';
import { openVscode, type VscodePage } from './support/vscodePage';

const topics = 60;
const compareCommand = 'Semantic Search: Compare Models on This Workspace…';
const [equal, better, worse] = [
  'text-embedding-ada-002',
  'text-embedding-3-small',
  'text-embedding-3-large',
] as const;

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-comparison-'));
let server: EmbeddingServer;
let reranker: RerankServer;
let window: VscodePage;
let page: Frame;

/** Only the worse model knows these. */
const rare: readonly number[] = [0, 6, 12, 18];
const good = topicModel(topics, (topic) => !rare.includes(topic), 1536);
const bad = topicModel(topics, (topic) => topic % 3 === 0, 3072);

/** Not the address of this machine by its name: texts sent there need the user's agreement. */
const elsewhere = (url: string): string => url.replace('127.0.0.1', '0.0.0.0');
const address = (): string => elsewhere(server.url);
const rerankerName = 'Text Embeddings Inference';

/** A reranker that knows as much as the better model. */
function scoreOf(query: string, document: string): number {
  const [a, b] = [good(query), good(document)];
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
const signIn: RerankFault = (response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>Sign in');
};

beforeAll(async () => {
  const workspace = path.join(directory, 'workspace');
  await writeTopics(workspace, topics);
  server = await startEmbeddingServer(0, (text, model) => (model === worse ? bad : good)(text));
  reranker = await startRerankServer(tei, { scoreOf });
  window = await openVscode({
    workspace,
    settings: {
      'http.proxySupport': 'off',
      'semanticSearch.reranker': 'tei',
      'semanticSearch.rerankerBaseUrl': elsewhere(reranker.baseUrl),
      'semanticSearch.rerankerParameters': { tei: { raw_scores: true } },
      'semanticSearch.provider': 'openai',
      'semanticSearch.baseUrl': address(),
    },
  });
});

afterAll(async () => {
  server.release();
  await window.close();
  await server.close();
  await reranker.close();
  rmSync(directory, { recursive: true });
});

const withReranker = `builtin + ${rerankerName}`;
const isCode = (text: string): boolean => text.includes('export function');
const sent = (): string[] => server.requests.flatMap(({ inputs }) => inputs);
const items = () => window.quickInput.items();
const item = async (label: string) => (await items()).find((one) => one.label === label);
const placeholder = (): Promise<string | null> =>
  window.quickInput.root.locator('input.input').getAttribute('placeholder');
const button = (name: string): Locator => window.page.getByRole('button', { name, exact: true });

/** Chooses all models, one of them with the reranker, up to the summary of what would be sent. */
async function leadToSummary(): Promise<void> {
  await window.command(compareCommand);
  await window.quickInput.opened();
  await eventually(async () => (await items()).map(({ label }) => label)).toEqual(
    expect.arrayContaining(['Built-in Model', better, worse, equal]),
  );
  for (const model of [worse, equal, rerankerName]) await window.quickInput.accept(model);
  await window.screenshot('comparison-models');
  await window.quickInput.accept();
  await eventually(placeholder).toBe('Select the models to compare with a reranker, too');
  // The model of the settings is selected.
  const pair = (model: string): string => `${model} + ${rerankerName}`;
  for (const model of [better, 'Built-in Model']) await window.quickInput.accept(pair(model));
  await window.screenshot('comparison-reranked');
  await window.quickInput.accept();
  const hosts = [address(), elsewhere(reranker.baseUrl)].map((url) => new URL(url).origin);
  await eventually(placeholder).toBe(`Send texts of this workspace to ${hosts.join(', ')}?`);
}

describe('comparing models in a window', () => {
  it('sends nothing before the user agrees to what is sent, where to, and the price', async () => {
    await window.command('Semantic Search: Set API Key…');
    await window.quickInput.opened();
    await window.quickInput.type('key-of-the-test');
    await window.quickInput.accept();
    await eventually(async () => (await window.quickInput.focusedItem())?.label).toBe('Continue');
    await window.quickInput.accept();
    await window.quickInput.closed();
    await leadToSummary();
    expect((await item(`openai:${better}`))?.description).toMatch(
      /^0\.0\.0\.0:\d+ · about [\d,]+ tokens, .*\$0\.01$/,
    );
    expect((await item('builtin'))?.description).toBe('nothing is sent');
    expect((await item('Price Limit'))?.description).toBe('at most 0.50 for each model and each reranker');
    expect((await item(withReranker))?.description).toBe('embedded on this machine');
    expect((await item(withReranker))?.detail).toMatch(
      /^120 requests to 0\.0\.0\.0:\d+, about [\d,]+ tokens, price not known$/,
    );
    const given = 'A reranker gets each question, with the paths and texts of up to 30 results.';
    expect(await item(given)).toBeDefined();
    expect(reranker.requests).toEqual([]);
    expect(sent().filter(isCode)).toEqual([]);
    await window.screenshot('comparison-summary');
  });

  it('shows that the price limit is reached, and compares a sample', async () => {
    await window.quickInput.accept('Price Limit');
    await eventually(() => window.quickInput.root.innerText()).toContain('in the currency of its price');
    await window.quickInput.type('0.0005');
    await window.quickInput.accept();
    await eventually(async () => (await item('Price Limit'))?.description).toBe(
      'at most 0.0005 for each model and each reranker',
    );
    expect((await item('Price Limit'))?.detail).toContain('The price limit is reached');
    await window.screenshot('comparison-limit');
    await window.quickInput.accept('Price Limit');
    await eventually(() => window.quickInput.root.innerText()).toContain('in the currency of its price');
    await window.quickInput.type('0.50');
    await window.quickInput.accept();
    await eventually(async () => (await item('Price Limit'))?.description).toBe(
      'at most 0.50 for each model and each reranker',
    );
    expect(sent().filter(isCode)).toEqual([]);
  });

  it('can be cancelled and resumed, and sends nothing twice', async () => {
    // One question is answered without the reranker.
    reranker.next(signIn, signIn);
    // The worse model does not answer at first.
    server.hold(({ model }) => model !== worse);
    await window.quickInput.accept('Send and Compare');
    await eventually(() => server.requests.some(({ model }) => model === worse)).toBe(true);
    await window.screenshot('comparison-progress');
    await button('Cancel').click();
    await button('Resume').waitFor();
    const before = sent().filter(isCode).length;
    expect(before).toBeGreaterThanOrEqual(topics);
    const requests = server.requests.length;
    server.release();
    await button('Resume').click();
    page = await window.webview();
    await page.getByRole('heading', { name: 'Comparison of Models' }).waitFor();
    // Neither its chunks nor its questions.
    expect(server.requests.slice(requests).map(({ model }) => model)).not.toContain(better);
  });

  it('shows which model is better, and which are equal', async () => {
    const rows = page.getByRole('region', { name: 'Measures of each model' }).getByRole('row');
    // Two rows of headings, and one for each candidate.
    await eventually(() => rows.count()).toBe(7);
    const row = (text: RegExp): Locator =>
      page.getByRole('region', { name: 'Differences between models' }).getByRole('row', { name: text });
    expect(await row(new RegExp(`${worse} compared with openai:${better}`)).innerText()).toMatch(
      /[+−]\d+ \(/,
    );
    expect(await row(new RegExp(`${equal} compared with openai:${better}`)).innerText()).not.toMatch(
      /[+−]\d+ \(/,
    );
    expect(await row(new RegExp(`${equal} compared with openai:${better}`)).innerText()).toContain(
      'no difference to be seen',
    );
    expect(await row(new RegExp(`\\+ ${rerankerName} compared with builtin `)).innerText()).toMatch(
      /\+\d+ \(/,
    );
  });

  it('shows the time that the reranker takes, and how often it failed', async () => {
    const row = page.getByRole('rowheader', { name: withReranker }).first().locator('xpath=..');
    expect(await row.innerText()).toMatch(/[\d.,]+ ms\s+reranker: [\d.,]+ ms/);
    await page.getByText(`${withReranker}: the reranker failed for 1 of 60 questions`).waitFor();
    expect(new Set(reranker.requests.map(({ refusal }) => refusal))).toEqual(new Set([undefined]));
    expect(reranker.requests.every(({ text }) => text.includes('"raw_scores":true'))).toBe(true);
  });

  it('is accessible in each kind of theme', async () => {
    expect(await lookInThemes(window, page, 'comparison', { kinds: themeKinds })).toEqual([]);
    await page.evaluate("document.querySelector('.table').scrollIntoView()");
    expect(await lookInThemes(window, page, 'comparison-tables', { kinds: themeKinds })).toEqual([]);
  });

  it('copies the result as Markdown, and opens an answer', async () => {
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await window.statusBarItem('Copied as Markdown').waitFor();
    const answer = page.locator('button.link').first();
    const file = (await answer.innerText()).split(':')[0]!;
    await answer.press('Enter');
    await eventually(async () => (await window.activeEditor())?.fileName).toBe(path.basename(file));
  });
});
