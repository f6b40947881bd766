import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { WorkspaceSearch } from '../../../src/vscode/search/workspaceSearch';
import { FakeEngine } from '../../support/fakeEngine';
import { FakeWindow } from './fakeWindow';

vi.mock('vscode', async () => (await import('../../support/fakeEditor')).vscodeModule);
vi.mock('../../../src/vscode/engineThread/engineThread', async () => ({
  EngineThread: (await import('../../support/fakeEngine')).FakeEngine,
}));

const host = 'db.example.com';
const summary = {
  ...{ server: `search@${host}`, repository: 'example.com/w', branch: 'main' },
  ...{ files: 7, chunks: 9, publishedAtMs: 0 },
};
const answer = { query: 'q', results: [], index: summary, stale: [], tookMs: 3 };
const failures: SemanticSearchError[] = [];

let window: FakeWindow;
let search: WorkspaceSearch;
beforeEach(async () => {
  window = new FakeWindow();
  window.database = { kind: 'asked', host, address: `postgres://me@${host}/search` };
  FakeEngine.answers.set('openPublished', () => summary);
  FakeEngine.answers.set('search', () => failures.shift() ?? answer);
  search = new WorkspaceSearch(window.generations, {
    options: () => Promise.resolve(undefined),
    note: () => undefined,
  });
  await window.started();
});
afterEach(() => {
  window.close();
});

it('names the host that questions are sent to', () => {
  expect(window.generations.sendsTo).toBe(host);
  FakeEngine.all[0]!.provider = { id: 'openai', host: 'api.openai.com' };
  expect(window.generations.sendsTo).toBe(`api.openai.com, ${host}`);
});

it('answers from the index here if the database fails during a search', async () => {
  expect((await search.search({ query: 'q' })).state.published).toMatchObject({ kind: 'searched' });
  failures.push(new SemanticSearchError('DATABASE_FAILED', 'It is damaged.', 'Publish again.'));
  const { tookMs, state } = await search.search({ query: 'q' });
  expect(tookMs).toBe(3);
  expect(state.published).toMatchObject({ kind: 'notUsed', error: { code: 'DATABASE_FAILED' } });
  expect(FakeEngine.all[0]!.of('openFolder')).toHaveLength(1);
  expect(window.generations.sendsTo).toBeUndefined();
});

it('reports any other error of a search', async () => {
  failures.push(new SemanticSearchError('INTERNAL', 'A fault.', ''));
  await expect(search.search({ query: 'q' })).rejects.toThrow('A fault.');
});
