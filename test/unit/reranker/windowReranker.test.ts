import { beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLogger } from '../../../src/common/logger';
import { toServiceInfo } from '../../../src/engine/embedding/providers/toProviderInfo';
import { rerankerRecords } from '../../../src/engine/reranking/records/rerankerRecords';
import { Consents } from '../../../src/vscode/provider/consents';
import { WindowReranker } from '../../../src/vscode/reranking/windowReranker';
import { editor } from '../../support/fakeEditor';

const shown = vi.hoisted(() => [] as { text: string; answer: (button: string | undefined) => void }[]);

vi.mock('vscode', async () => (await import('../../support/fakeEditor')).vscodeModule);
vi.mock('../../../src/vscode/messages', () => ({
  showInformation: (text: string) =>
    new Promise<string | undefined>((answer) => {
      shown.push({ text, answer });
    }),
}));

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

let stored: Map<string, unknown>;
const memento = {
  keys: () => [...stored.keys()],
  get: <T>(key: string, fallback?: T) => (stored.has(key) ? (stored.get(key) as T) : fallback) as T,
  update: (key: string, value: unknown) => Promise.resolve(void stored.set(key, value)),
};
let consents: Consents;

/** The reranker of a new window. */
function openWindow(): WindowReranker {
  consents = new Consents(memento, 'reranker.consents');
  return new WindowReranker({
    keys: { get: (id, host) => Promise.resolve(`key of ${id} for ${host}`) },
    consents,
    memento,
    rerankers: () => Promise.resolve(rerankerRecords.map(toServiceInfo)),
    logger: silentLogger,
  });
}

beforeEach(() => {
  editor.reset('/w');
  stored = new Map();
  shown.length = 0;
});

describe('the reranker of a window', () => {
  it('is none by default, and asks nothing', async () => {
    expect(await openWindow().options()).toBeUndefined();
    expect(shown).toEqual([]);
  });

  it('is not used before the user has agreed to what is sent, and asks once', async () => {
    editor.configure('semanticSearch.reranker', 'cohere');
    const reranker = openWindow();
    expect([await reranker.options(), await reranker.options()]).toEqual([undefined, undefined]);
    expect(shown).toHaveLength(1);
    expect(shown[0]!.text).toMatch(
      /Cohere .* your question, and the paths and texts of up to 30 results, to api\.cohere\.com/,
    );
    shown[0]!.answer('Agree');
    await settle();
    expect(await reranker.options()).toMatchObject({
      provider: 'cohere',
      apiKey: 'key of cohere for api.cohere.com',
      patienceMs: 3000,
      pauseMs: 300,
    });
    // The consent is for another purpose than that of embedding.
    expect(new Consents(memento).has('api.cohere.com')).toBe(false);
  });

  it('does not ask again in a workspace in which the user does not want it', async () => {
    editor.configure('semanticSearch.reranker', 'cohere');
    await openWindow().options();
    shown[0]!.answer('Not in This Workspace');
    await settle();
    expect(await openWindow().options()).toBeUndefined();
    expect(shown).toHaveLength(1);
  });

  it('needs no consent on this machine', async () => {
    editor.configure('semanticSearch.reranker', 'tei');
    expect(await openWindow().options()).toMatchObject({ provider: 'tei', baseUrl: undefined });
    editor.configure('semanticSearch.rerankerBaseUrl', 'http://gpu.example:8080');
    expect(await openWindow().options()).toBeUndefined();
    expect(shown[0]!.text).toContain('http://gpu.example:8080');
  });

  it('has the parameters that the settings have for it', async () => {
    editor.configure('semanticSearch.reranker', 'tei');
    editor.configure('semanticSearch.rerankerParameters', {
      tei: { raw_scores: true },
      cohere: { priority: 1 },
    });
    const options = await openWindow().options();
    // They are sent to another thread.
    expect(structuredClone(options)).toMatchObject({ parameters: { raw_scores: true } });
    editor.configure('semanticSearch.rerankerParameters', { cohere: { priority: 1 } });
    expect(await openWindow().options()).toMatchObject({ parameters: undefined });
  });

  it('is not used in a restricted workspace', async () => {
    editor.configure('semanticSearch.reranker', 'tei');
    editor.isTrusted = false;
    expect(await openWindow().options()).toBeUndefined();
  });

  it.each([
    ['semanticSearch.reranker', 'nobody'],
    ['semanticSearch.rerankerBaseUrl', 'not an address'],
  ])('is not used with a wrong setting: %s', async (key, value) => {
    editor.configure('semanticSearch.reranker', 'tei');
    editor.configure(key, value);
    expect(await openWindow().options()).toBeUndefined();
    expect(shown).toEqual([]);
  });
});
