import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLogger } from '../../../src/common/logger';
import {
  IndexGenerations,
  type IndexGenerationsParts,
} from '../../../src/vscode/generations/indexGenerations';
import { WorkspaceSearch } from '../../../src/vscode/search/workspaceSearch';
import { editor, EventEmitter } from '../../support/fakeEditor';
import { FakeEngine, runReport } from '../../support/fakeEngine';

vi.mock('vscode', async () => (await import('../../support/fakeEditor')).vscodeModule);
vi.mock('../../../src/vscode/engineThread/engineThread', async () => ({
  EngineThread: (await import('../../support/fakeEngine')).FakeEngine,
}));

const providers = [
  {
    ...{ id: 'openai', label: 'OpenAI', baseUrl: 'https://api.openai.com/v1' },
    ...{ key: 'required', defaultModel: 'text-embedding-3-small' },
  },
  { id: 'ollama', label: 'Ollama', baseUrl: 'http://localhost:11434/v1', key: 'none', defaultModel: 'nomic' },
];

let memento: Map<string, unknown>;
let keys: Map<string, string>;
let consents: Set<string>;
let logged: string[];
const keysChanged = new EventEmitter<void>();
const consentsChanged = new EventEmitter<void>();
let generations: IndexGenerations;

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
/** Lets everything happen that has begun. */
async function calm(): Promise<void> {
  for (let i = 0; i < 5; i++) await pass(1);
}

function create(): IndexGenerations {
  const log = (line: string): void => void logged.push(line);
  return new IndexGenerations({
    workerFile: '/dist/worker.js',
    indexDirectory: '/index',
    cacheDirectory: '/cache',
    memento: {
      get: (key: string, otherwise?: unknown) => memento.get(key) ?? otherwise,
      update: (key: string, value: unknown) => {
        memento.set(key, value);
        return Promise.resolve();
      },
    },
    logger: { ...silentLogger, info: log, error: log },
    keys: {
      get: (provider: string, host: string) => Promise.resolve(keys.get(`${provider} ${host}`)),
      onDidChange: keysChanged.event,
    },
    consents: { has: (host: string) => consents.has(host), onDidChange: consentsChanged.event },
  } as unknown as IndexGenerationsParts);
}

/** A window in which the built-in model answers. */
async function started(): Promise<void> {
  await generations.start();
  await calm();
}

async function choose(settings: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [key, value] of Object.entries(settings)) editor.configure(`semanticSearch.${key}`, value);
  await pass(300);
  await calm();
}

const agree = (...hosts: readonly string[]): void => {
  for (const host of hosts) consents.add(host);
  consentsChanged.fire();
};
const storeKey = (provider: string, host: string): void => {
  keys.set(`${provider} ${host}`, 'secret');
  keysChanged.fire();
};

/** Providers of the engines so far, those that were stopped or disposed in brackets. */
const engines = (): string[] =>
  FakeEngine.all.map(({ options, isDisposed }) => {
    const { provider } = options!.provider;
    return isDisposed ? `(${provider})` : provider;
  });

/** The runs of new engines end when the test says so. */
function indexingByHand(): () => Promise<void> {
  const ends: (() => void)[] = [];
  FakeEngine.answers.set('openFolder', () => ({ files: 0, chunks: 0, state: 'empty', unreadable: 0 }));
  FakeEngine.answers.set(
    'index',
    () =>
      new Promise((resolve) =>
        ends.push(() => {
          resolve(runReport);
        }),
      ),
  );
  return async () => {
    for (const end of ends.splice(0)) end();
    await calm();
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  editor.reset('/w');
  keysChanged.dispose();
  consentsChanged.dispose();
  FakeEngine.reset();
  FakeEngine.answers.set('providers', () => providers);
  memento = new Map();
  keys = new Map();
  consents = new Set();
  logged = [];
  generations = create();
});
afterEach(() => {
  generations.dispose();
  vi.useRealTimers();
});

describe('the model of the first start', () => {
  it('is the built-in one, whose index is built at once', async () => {
    expect(generations.state).toEqual({ kind: 'empty', reason: 'notStarted' });
    await started();
    expect(engines()).toEqual(['builtin']);
    expect(FakeEngine.all[0]).toMatchObject({
      workerFile: '/dist/worker.js',
      options: { provider: { provider: 'builtin' }, cacheDirectory: '/cache' },
    });
    expect(generations.state).toEqual(expect.objectContaining({ kind: 'ready' }));
    expect(generations.state).not.toHaveProperty('next');
    expect(generations.all).toHaveLength(1);
  });

  it('is a model file that the settings name', async () => {
    editor.settings.set('semanticSearch.modelPath', '/m');
    await started();
    expect(FakeEngine.all[0]!.options!.provider).toMatchObject({ provider: 'builtin', model: '/m' });
    expect(engines()).toEqual(['builtin']);
  });

  it('is the built-in one in a restricted workspace, whatever the settings name, until it is trusted', async () => {
    editor.isTrusted = false;
    editor.settings.set('semanticSearch.modelPath', '/m');
    await started();
    expect(FakeEngine.all.map(({ options }) => options!.provider)).toEqual([{ provider: 'builtin' }]);
    editor.trust();
    await calm();
    expect(FakeEngine.all[1]!.options!.provider).toMatchObject({ model: '/m' });
  });

  it('is the built-in one although another is chosen, until that may be used', async () => {
    editor.settings.set('semanticSearch.provider', 'openai');
    await started();
    expect(engines()).toEqual(['builtin']);
    expect(generations.state.next).toEqual({
      ...{ kind: 'needsConsent', model: 'OpenAI text-embedding-3-small', host: 'api.openai.com' },
    });
  });
});

describe('another model', () => {
  it('is not used before the settings have been at rest', async () => {
    await started();
    editor.configure('semanticSearch.provider', 'ollama');
    await pass(200);
    editor.configure('semanticSearch.model', 'other');
    await pass(299);
    expect(engines()).toEqual(['builtin']);
    await pass(1);
    await calm();
    expect(FakeEngine.all[1]!.options!.provider).toMatchObject({ provider: 'ollama', model: 'other' });
    expect(engines()).toHaveLength(2);
  });

  it('does not come from settings that have nothing to do with it', async () => {
    await started();
    editor.settings.set('semanticSearch.provider', 'ollama');
    editor.configure('editor.fontSize', 12);
    await pass(1000);
    expect(engines()).toEqual(['builtin']);
  });

  it('is built beside the one that answers, and takes over when it is complete', async () => {
    await started();
    const finish = indexingByHand();
    await choose({ provider: 'ollama' });
    expect(engines()).toEqual(['builtin', 'ollama']);
    expect((await generations.answering()).choice.provider).toBe('builtin');
    expect(generations.state).toMatchObject({
      kind: 'ready',
      next: { kind: 'building', model: 'Ollama nomic', host: 'localhost:11434' },
    });
    expect(generations.all).toHaveLength(2);
    await finish();
    expect(engines()).toEqual(['(builtin)', 'ollama']);
    expect((await generations.answering()).choice.provider).toBe('ollama');
    expect(generations.state).not.toHaveProperty('next');
    expect(generations.state.kind).toBe('ready');
    expect(logged).toContain('The index of ollama answers from now on.');
  });

  it('answers at the next start', async () => {
    await started();
    await choose({ provider: 'ollama' });
    generations.dispose();
    generations = create();
    await started();
    expect(engines()).toEqual(['(builtin)', '(ollama)', 'ollama']);
    expect(generations.state).not.toHaveProperty('next');
  });

  it('is dropped if the choice goes back before it is complete', async () => {
    await started();
    indexingByHand();
    await choose({ provider: 'ollama' });
    await choose({ provider: 'builtin' });
    expect(engines()).toEqual(['builtin', '(ollama)']);
    expect(FakeEngine.all[1]!.isStopped).toBe(true);
    expect(generations.state).not.toHaveProperty('next');
  });

  it('is replaced by a third', async () => {
    await started();
    const finish = indexingByHand();
    await choose({ provider: 'ollama' });
    await choose({ model: 'third' });
    expect(engines()).toEqual(['builtin', '(ollama)', 'ollama']);
    await finish();
    expect((await generations.answering()).choice).toMatchObject({ provider: 'ollama', model: 'third' });
  });

  it('is not begun again by a setting that changes nothing', async () => {
    await started();
    indexingByHand();
    await choose({ provider: 'ollama' });
    await choose({ model: '  ' });
    expect(engines()).toEqual(['builtin', 'ollama']);
  });

  it('tells each change of its state', async () => {
    await started();
    const seen: unknown[] = [];
    generations.onDidChangeState(({ kind, next }) => seen.push(next ? `${kind}, next ${next.kind}` : kind));
    const finish = indexingByHand();
    await choose({ provider: 'ollama' });
    expect(seen).toContain('ready, next building');
    await finish();
    expect(seen.at(-1)).toBe('ready');
    const [current] = generations.all;
    let changes = 0;
    current!.updater.onDidChangeState(() => changes++);
    const toldBefore = seen.length;
    editor.save('/w/b.ts');
    await calm();
    expect(changes).toBeGreaterThan(0);
    // Each change is told once.
    expect(seen.length - toldBefore).toBe(changes);
  });
});

describe('a model to which texts are sent', () => {
  it('waits for consent, then for the key, and then is built', async () => {
    await started();
    await choose({ provider: 'openai' });
    expect(generations.state.next).toMatchObject({ kind: 'needsConsent' });
    agree('api.voyageai.com');
    await calm();
    expect(generations.state.next).toMatchObject({ kind: 'needsConsent' });
    agree('api.openai.com');
    await calm();
    expect(generations.state.next).toMatchObject({ kind: 'needsKey', host: 'api.openai.com' });
    expect(engines()).toEqual(['builtin']);
    const finish = indexingByHand();
    storeKey('openai', 'api.openai.com');
    await calm();
    expect(FakeEngine.all[1]!.options!.provider).toMatchObject({ provider: 'openai', apiKey: 'secret' });
    await finish();
    expect((await generations.answering()).choice.provider).toBe('openai');
    expect(generations.state).not.toHaveProperty('next');
  });

  it('gets the key of its host only', async () => {
    await started();
    keys.set('openai api.openai.com', 'secret');
    agree('api.openai.com', 'relay.example');
    await choose({ provider: 'openai', baseUrl: 'https://relay.example/v1' });
    expect(generations.state.next).toMatchObject({ kind: 'needsKey', host: 'relay.example' });
  });

  it.each([
    [
      'consent is withdrawn',
      () => {
        consents.clear();
      },
    ],
    ['the workspace is restricted', () => void (editor.isTrusted = false)],
  ])('answers no more at once when %s', async (_, withdraw) => {
    await started();
    keys.set('openai api.openai.com', 'secret');
    agree('api.openai.com');
    await choose({ provider: 'openai' });
    expect((await generations.answering()).choice.provider).toBe('openai');
    withdraw();
    consentsChanged.fire();
    await calm();
    expect((await generations.answering()).choice.provider).toBe('builtin');
    expect(FakeEngine.all[1]).toMatchObject({ isStopped: true, isDisposed: true });
  });

  it('does not answer at the next start if consent was withdrawn meanwhile', async () => {
    keys.set('openai api.openai.com', 'secret');
    agree('api.openai.com');
    await started();
    await choose({ provider: 'openai' });
    generations.dispose();
    FakeEngine.all = [];
    consents.clear();
    generations = create();
    await started();
    expect(engines()).toEqual(['builtin']);
    expect(generations.state.next).toMatchObject({ kind: 'needsConsent' });
  });

  it('answers at the next start before the providers are known, with its key', async () => {
    keys.set('openai api.openai.com', 'secret');
    agree('api.openai.com');
    await started();
    await choose({ provider: 'openai' });
    generations.dispose();
    FakeEngine.all = [];
    generations = create();
    await started();
    expect(FakeEngine.all[0]!.options!.provider).toMatchObject({ provider: 'openai', apiKey: 'secret' });
    expect(engines()).toEqual(['openai']);
  });

  it('is opened again with a new key', async () => {
    keys.set('openai api.openai.com', 'old');
    agree('api.openai.com');
    await started();
    await choose({ provider: 'openai' });
    storeKey('openai', 'api.openai.com');
    await calm();
    expect(engines()).toEqual(['(builtin)', '(openai)', 'openai']);
    expect(FakeEngine.all[2]!.options!.provider).toMatchObject({ apiKey: 'secret' });
  });

  it('is refused by the engine if its address is none', async () => {
    await started();
    await choose({ provider: 'openai', baseUrl: 'api.example.com' });
    expect(generations.state.next).toMatchObject({ kind: 'needsKey', host: undefined });
  });

  it('has its host named, unless it is this machine', async () => {
    await started();
    expect(generations.sendsTo).toBeUndefined();
    const engine = FakeEngine.all[0]!;
    engine.provider = { id: 'x', host: 'localhost:1234' };
    expect(generations.provider).toMatchObject({ id: 'x' });
    expect(generations.sendsTo).toBeUndefined();
    engine.provider = { id: 'x', host: 'api.example.com' };
    expect(generations.sendsTo).toBe('api.example.com');
  });
});

describe('adopting a choice', () => {
  it('writes it with its consent, and begins when all is written, also if indexing is not automatic', async () => {
    editor.settings.set('semanticSearch.indexAutomatically', false);
    keys.set('openai api.openai.com', 'secret');
    FakeEngine.answers.set('openFolder', () => ({ files: 0, chunks: 0, state: 'empty', unreadable: 0 }));
    await started();
    const seen: string[] = [];
    await generations.adopt({ provider: 'openai', model: 'm' }, async () => {
      agree('api.openai.com');
      await calm();
      seen.push(...engines());
    });
    await calm();
    expect(seen).toEqual(['builtin']);
    expect(editor.settings.get('semanticSearch.provider')).toBe('openai');
    expect(FakeEngine.all[1]!.options!.provider).toMatchObject({ provider: 'openai', model: 'm' });
    expect(FakeEngine.all[1]!.of('index')).toHaveLength(1);
    expect((await generations.answering()).choice.provider).toBe('openai');
  });

  it('does not begin with a choice of which only a part is written', async () => {
    await started();
    const seen: string[] = [];
    await generations.adopt({ provider: 'ollama', model: 'm' }, async () => {
      await choose({ provider: 'ollama' });
      seen.push(...engines());
    });
    await calm();
    expect(seen).toEqual(['builtin']);
    expect(FakeEngine.all[1]!.options!.provider).toMatchObject({ provider: 'ollama', model: 'm' });
    expect(FakeEngine.all).toHaveLength(2);
  });

  it('goes on with the old one if it cannot be written', async () => {
    await started();
    const refused = generations.adopt({ provider: 'openai' }, () => Promise.reject(new Error('no')));
    await expect(refused).rejects.toThrow('no');
    await choose({ provider: 'ollama' });
    expect((await generations.answering()).choice.provider).toBe('ollama');
  });

  it('keeps a pause', async () => {
    await started();
    memento.set('indexing.paused', true);
    FakeEngine.answers.set('openFolder', () => ({ files: 1, chunks: 1, state: 'partial', unreadable: 0 }));
    await generations.adopt({ provider: 'ollama' });
    await calm();
    expect(FakeEngine.all[1]!.of('index')).toEqual([]);
    expect(generations.state.next).toMatchObject({ kind: 'waiting' });
  });
});

describe('without an engine that answers', () => {
  it('a question waits for it, and says so if there is none', async () => {
    await expect(generations.answering()).rejects.toThrow('No folder is open');
    void generations.start();
    expect((await generations.answering()).choice.provider).toBe('builtin');
  });

  it('an unknown provider is logged, and the built-in model goes on', async () => {
    FakeEngine.answers.set('providers', () => new Error('not yet'));
    await started();
    await choose({ provider: 'openai' });
    expect(logged.at(-1)).toBe('Choice of the model: not yet');
    expect((await generations.answering()).choice.provider).toBe('builtin');
    FakeEngine.all[0]!.answers.set('providers', () => providers);
    await choose({ model: 'm' });
    expect(generations.state.next).toMatchObject({ kind: 'needsConsent', model: 'OpenAI m' });
  });
});

describe('the end', () => {
  it('ends all engines, and nothing begins afterwards', async () => {
    await started();
    indexingByHand();
    await choose({ provider: 'ollama' });
    let told = 0;
    generations.onDidChangeState(() => told++);
    editor.configure('semanticSearch.provider', 'builtin');
    generations.dispose();
    await calm();
    expect(vi.getTimerCount()).toBe(0);
    await pass(1000);
    expect(engines()).toEqual(['(builtin)', '(ollama)']);
    editor.configure('semanticSearch.provider', 'openai');
    keysChanged.fire();
    consentsChanged.fire();
    await pass(1000);
    expect(engines()).toHaveLength(2);
    expect(told).toBe(0);
  });
});

describe('the end before the start has finished', () => {
  it('starts no engine', async () => {
    const starting = generations.start();
    generations.dispose();
    await starting;
    await calm();
    expect(engines()).toEqual([]);
  });
});

describe('being settled', () => {
  it('is reached when both indexes are, and the new one has taken over', async () => {
    await started();
    const finish = indexingByHand();
    await choose({ provider: 'ollama' });
    let isSettled = false;
    void generations.settled().then(() => (isSettled = true));
    await calm();
    expect(isSettled).toBe(false);
    await finish();
    expect(isSettled).toBe(true);
  });
});

describe('the index of a window', () => {
  const both = async (): Promise<{ first: FakeEngine; second: FakeEngine }> => {
    await started();
    indexingByHand();
    await choose({ provider: 'ollama' });
    const [first, second] = FakeEngine.all;
    first!.calls.length = 0;
    second!.calls.length = 0;
    return { first: first!, second: second! };
  };

  it.each([
    ['update', [{ folder: '/w', rebuild: false }]],
    ['resume', [{ folder: '/w', rebuild: false }]],
  ] as const)('%s goes to the index that answers and the one that is built', async (what, runs) => {
    const { first, second } = await both();
    await generations.each((one) => {
      one.cancel();
    });
    await calm();
    await generations.each((one) => one[what]());
    await pass(1000);
    expect(first.of('index')).toEqual(runs);
    expect(second.of('index')).toEqual(runs);
  });

  it('pause, resume and paths too', async () => {
    const { first, second } = await both();
    await generations.each((one) => one.pause());
    expect(generations.state).toMatchObject({ kind: 'paused', next: { kind: 'waiting' } });
    editor.save('/w/a.ts');
    await pass(1000);
    expect([first.of('index'), second.of('index')]).toEqual([[], []]);
    await generations.each((one) => one.updatePaths('/w', ['b.ts']));
    await calm();
    expect(first.of('index')).toEqual([{ folder: '/w', paths: ['a.ts', 'b.ts'] }]);
    expect(second.of('index')).toHaveLength(1);
  });

  it('a rebuild is for the one that answers; the other one is only continued', async () => {
    const { first, second } = await both();
    await generations.each((one) => {
      one.cancel();
    });
    await calm();
    await generations.each((one, answers) => (answers ? one.rebuild() : one.update()));
    await pass(1000);
    expect(first.of('index')).toEqual([{ folder: '/w', rebuild: true }]);
    expect(second.of('index')).toEqual([{ folder: '/w', rebuild: false }]);
  });

  it('questions go to the one that answers', async () => {
    const { first, second } = await both();
    const answer = { results: [], stale: [], tookMs: 3 };
    for (const method of ['search', 'similar']) first.answers.set(method, () => answer);
    first.answers.set('languages', () => ['go']);
    for (const method of ['inventory', 'explain', 'status']) first.answers.set(method, () => method);
    const search = new WorkspaceSearch(generations);
    expect(await search.search({ query: 'q' })).toMatchObject({ tookMs: 3, state: { next: {} } });
    expect(await search.similar({ text: 't' })).toMatchObject({ tookMs: 3, state: { next: {} } });
    expect(await generations.call('languages', null)).toEqual(['go']);
    const inventory = { folder: '/w', directory: 'src', unindexed: true };
    expect(await generations.call('inventory', inventory)).toBe('inventory');
    expect(await generations.call('explain', { folder: '/w', path: 'a.ts' })).toBe('explain');
    expect(await generations.call('status', { folder: '/w' })).toBe('status');
    expect(await generations.call('providers', null)).toBe(providers);
    expect(first.of('inventory')).toEqual([{ folder: '/w', directory: 'src', unindexed: true }]);
    expect(first.of('explain')).toEqual([{ folder: '/w', path: 'a.ts' }]);
    expect(second.calls.filter(({ method }) => method !== 'index')).toEqual([]);
    first.provider = { id: 'builtin' };
    expect(generations.provider).toEqual({ id: 'builtin' });
  });
});
