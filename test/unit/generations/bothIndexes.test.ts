import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkspaceSearch } from '../../../src/vscode/search/workspaceSearch';
import { editor } from '../../support/fakeEditor';
import { FakeEngine } from '../../support/fakeEngine';
import { calm, FakeWindow, indexingByHand, pass, providers } from './fakeWindow';

vi.mock('vscode', async () => (await import('../../support/fakeEditor')).vscodeModule);
vi.mock('../../../src/vscode/engineThread/engineThread', async () => ({
  EngineThread: (await import('../../support/fakeEngine')).FakeEngine,
}));

let window: FakeWindow;
beforeEach(() => {
  window = new FakeWindow();
});
afterEach(() => {
  window.close();
});

describe('the settled state', () => {
  it('is reached when both indexes are settled, and the new one has taken over', async () => {
    await window.started();
    const finish = indexingByHand();
    await window.choose({ provider: 'ollama' });
    let isSettled = false;
    void window.generations.settled().then(() => (isSettled = true));
    await calm();
    expect(isSettled).toBe(false);
    await finish();
    expect(isSettled).toBe(true);
  });
});

describe('the index of a window', () => {
  const both = async (): Promise<{ first: FakeEngine; second: FakeEngine }> => {
    await window.started();
    indexingByHand();
    await window.choose({ provider: 'ollama' });
    const [first, second] = FakeEngine.all;
    first!.calls.length = 0;
    second!.calls.length = 0;
    return { first: first!, second: second! };
  };

  it.each([
    ['update', [{ folder: '/w', rebuild: false }]],
    ['resume', [{ folder: '/w', rebuild: false }]],
  ] as const)('%s applies to the index that answers and the one that is built', async (what, runs) => {
    const { first, second } = await both();
    await window.generations.each((one) => {
      one.cancel();
    });
    await calm();
    await window.generations.each((one) => one[what]());
    await pass(1000);
    expect(first.of('index')).toEqual(runs);
    expect(second.of('index')).toEqual(runs);
  });

  it('pause, resume and paths apply to both, too', async () => {
    const { first, second } = await both();
    await window.generations.each((one) => one.pause());
    expect(window.generations.state).toMatchObject({ kind: 'paused', next: { kind: 'waiting' } });
    editor.save('/w/a.ts');
    await pass(1000);
    expect([first.of('index'), second.of('index')]).toEqual([[], []]);
    await window.generations.each((one) => one.updatePaths('/w', ['b.ts']));
    await calm();
    expect(first.of('index')).toEqual([{ folder: '/w', paths: ['a.ts', 'b.ts'] }]);
    expect(second.of('index')).toHaveLength(1);
  });

  it('a rebuild applies to the one that answers; the other one is only continued', async () => {
    const { first, second } = await both();
    await window.generations.each((one) => {
      one.cancel();
    });
    await calm();
    await window.generations.each((one, answers) => (answers ? one.rebuild() : one.update()));
    await pass(1000);
    expect(first.of('index')).toEqual([{ folder: '/w', rebuild: true }]);
    expect(second.of('index')).toEqual([{ folder: '/w', rebuild: false }]);
  });

  it('questions are sent to the one that answers', async () => {
    const { first, second } = await both();
    const answer = { results: [], stale: [], tookMs: 3 };
    for (const method of ['search', 'similar']) first.answers.set(method, () => answer);
    first.answers.set('languages', () => ['go']);
    for (const method of ['inventory', 'explain', 'status']) first.answers.set(method, () => method);
    const search = new WorkspaceSearch(window.generations, {
      options: () => Promise.resolve(undefined),
      note: () => undefined,
    });
    expect(await search.search({ query: 'q' })).toMatchObject({ tookMs: 3, state: { next: {} } });
    expect(await search.similar({ text: 't' })).toMatchObject({ tookMs: 3, state: { next: {} } });
    expect(await window.generations.call('languages', null)).toEqual(['go']);
    const inventory = { folder: '/w', directory: 'src', unindexed: true };
    expect(await window.generations.call('inventory', inventory)).toBe('inventory');
    expect(await window.generations.call('explain', { folder: '/w', path: 'a.ts' })).toBe('explain');
    expect(await window.generations.call('status', { folder: '/w' })).toBe('status');
    expect(await window.generations.call('providers', null)).toBe(providers);
    expect(first.of('inventory')).toEqual([{ folder: '/w', directory: 'src', unindexed: true }]);
    expect(first.of('explain')).toEqual([{ folder: '/w', path: 'a.ts' }]);
    expect(second.calls.filter(({ method }) => method !== 'index')).toEqual([]);
    first.provider = { id: 'builtin' };
    expect(window.generations.provider).toEqual({ id: 'builtin' });
  });
});
