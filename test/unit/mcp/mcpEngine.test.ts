import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { McpEngine, type StartedEngine } from '../../../src/mcp/mcpEngine';
import { FakeEngine } from '../../support/fakeEngine';

/** The calls of a server that has opened a folder and was asked nothing. */
async function callsAtStart(host: string | null, state: string): Promise<string[]> {
  const fake = new FakeEngine();
  fake.answers.set('open', () => ({ id: 'some', model: 'model', dimensions: 4, host }));
  fake.answers.set('openFolder', () => ({ files: 0, chunks: 0, state, unreadable: 0 }));
  const engine = new McpEngine({
    start: () => ({ engine: fake, close: () => Promise.resolve() }) as unknown as StartedEngine,
    roots: ['/a'],
    provider: { provider: 'some' },
    cacheDirectory: '/cache',
    folderOptions: (folder) => Promise.resolve({ folder, indexDirectory: '/index' }),
  });
  engine.begin();
  await expect.poll(() => fake.calls.map(({ method }) => method)).toContain('index');
  return fake.calls.map(({ method }) => method);
}

describe('a server before the first question', () => {
  it.each([null, 'api.example.com'])(
    'prepares the first search, and does not search: host %s',
    async (host) => {
      const calls = await callsAtStart(host, 'ready');
      expect(calls).toContain('warmUp');
      expect(calls).not.toContain('search');
    },
  );

  it('does not if there is no index', async () => {
    expect(await callsAtStart(null, 'empty')).not.toContain('warmUp');
  });
});

describe('a server that is closed', () => {
  it('closes the engine that it is opening', async () => {
    const fake = new FakeEngine();
    fake.answers.set('open', () => new Promise(() => undefined));
    let closed = 0;
    const close = (): Promise<void> => {
      closed++;
      return Promise.resolve();
    };
    const engine = new McpEngine({
      start: () => ({ engine: fake, close }) as unknown as StartedEngine,
      roots: ['/a'],
      provider: { provider: 'some' },
      cacheDirectory: '/cache',
      folderOptions: (folder) => Promise.resolve({ folder, indexDirectory: '/index' }),
    });
    engine.begin();
    await engine.close();
    expect(closed).toBe(1);
  });
});

describe('a server with a database', () => {
  const gone = new SemanticSearchError('DATABASE_UNREACHABLE', 'No connection to search@db.', 'Try.');
  const missing = new SemanticSearchError('NOT_PUBLISHED', 'Nothing of it.', 'Publish it.');
  const summary = {
    ...{ server: 'search@db', repository: 'example.com/a', branch: 'main' },
    ...{ files: 7, chunks: 9, publishedAtMs: 0 },
  };
  const answer = { query: 'q', results: [], stale: [], index: { state: 'ready', files: 7, chunks: 9 } };

  function serve(state: string, roots: readonly string[] = ['/a']): { fake: FakeEngine; engine: McpEngine } {
    const fake = new FakeEngine();
    fake.answers.set('open', () => ({ id: 'builtin', model: 'model', dimensions: 4, host: null }));
    fake.answers.set('openFolder', () => ({ files: 7, chunks: 9, state, unreadable: 0 }));
    fake.answers.set('openPublished', () => summary);
    fake.answers.set('search', () => answer);
    const engine = new McpEngine({
      start: () => ({ engine: fake, close: () => Promise.resolve() }) as unknown as StartedEngine,
      roots,
      provider: { provider: 'builtin' },
      postgres: { address: 'postgres://me@db/search' },
      cacheDirectory: '/cache',
      folderOptions: (folder) => Promise.resolve({ folder, indexDirectory: '/index' }),
    });
    return { fake, engine };
  }

  const ask = async (engine: McpEngine): Promise<string> =>
    (await engine.search({ query: 'q' }, new AbortController().signal)).freshness;

  it('searches it, and indexes nothing', async () => {
    const { fake, engine } = serve('ready');
    expect(await ask(engine)).toMatch(/^index of example\.com\/a main, published/);
    expect(fake.of('openFolder')).toEqual([]);
  });

  it('searches the published ones of several folders there, and the others here', async () => {
    const { fake, engine } = serve('ready', ['/a', '/b']);
    fake.answers.set('openPublished', ({ params }) =>
      (params as { folder: string }).folder === '/a' ? summary : missing,
    );
    expect(await ask(engine)).toContain('index of example.com/a main');
    expect(fake.of('openFolder')).toMatchObject([{ folder: '/b' }]);
  });

  it('that does not answer is replaced by a complete index here, which is reported', async () => {
    const { fake, engine } = serve('ready');
    fake.answers.set('openPublished', () => gone);
    expect(await ask(engine)).toContain('index on this machine (No connection to search@db)');
    expect(await ask(engine)).toContain('index on this machine');
    expect(fake.of('openPublished')).toHaveLength(1);
  });

  it('that stops answering is replaced in the same way', async () => {
    const { fake, engine } = serve('stale');
    await ask(engine);
    fake.answers.set('openPublished', () => gone);
    fake.answers.set('search', () => (fake.of('search').length === 2 ? gone : answer));
    expect(await ask(engine)).toContain('index on this machine');
  });

  it('that does not answer causes an error if there is no index here', async () => {
    const { fake, engine } = serve('empty');
    fake.answers.set('openPublished', () => gone);
    await expect(ask(engine)).rejects.toThrow('No connection to search@db.');
  });
});

describe('a server whose engine has ended', () => {
  it('starts one other, however many questions were waiting', async () => {
    const died = new SemanticSearchError('WORKER_DIED', 'The engine stopped.', 'Try again.');
    const answer = { query: 'q', results: [], stale: [], index: { state: 'ready', files: 2, chunks: 4 } };
    const started: { fake: FakeEngine; isClosed: boolean }[] = [];
    const start = (): StartedEngine => {
      const own = { fake: new FakeEngine(), isClosed: false };
      const isFirst = started.length === 0;
      // The first engine fails all its calls together, the next ones answer later than they are started.
      own.fake.answers.set('search', async () => {
        await sleep(isFirst ? 20 : 60);
        if (isFirst || own.isClosed) throw died;
        return answer;
      });
      started.push(own);
      const close = (): Promise<void> => {
        own.isClosed = true;
        return Promise.resolve();
      };
      return { engine: own.fake, close } as unknown as StartedEngine;
    };
    const engine = new McpEngine({
      start,
      roots: ['/a'],
      provider: { provider: 'builtin' },
      cacheDirectory: '/cache',
      folderOptions: (folder) => Promise.resolve({ folder, indexDirectory: '/index' }),
    });
    const { signal } = new AbortController();
    const questions = Array.from({ length: 5 }, async (_, i) => {
      await sleep(i * 5);
      return engine.search({ query: `q${i}` }, signal);
    });
    expect((await Promise.all(questions)).map(({ freshness }) => freshness)).toEqual(Array(5).fill('fresh'));
    expect(started.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });
});
