import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/common/errors/errors';
import type { IndexProgress, SnapshotOrigin } from '../../../src/common/contracts/indexReport';
import { silentLogger } from '../../../src/common/logger';
import type { Embedding } from '../../../src/engine/embedding/embeddingProvider';
import { emptyShard, updateShard } from '../../../src/engine/indexing/buildShard';
import type { FileRecord } from '../../../src/engine/indexing/indexedFile';
import { Indexer } from '../../../src/engine/indexing/indexer';
import type { IndexerParts } from '../../../src/engine/indexing/indexerParts';
import type { IndexStore, IndexUpdate, IndexWriter } from '../../../src/engine/indexing/indexStore';
import type { Shard } from '../../../src/engine/indexing/shard';
import { CurrentWork } from '../../../src/engine/indexing/currentWork';
import { StaleFiles } from '../../../src/engine/indexing/staleFiles';
import { noUnread, type UnreadPaths } from '../../../src/engine/indexing/unreadPaths';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { contentHash } from '../../../src/node/sha256ContentHash';
import { lineChunker } from '../../support/indexedFolder';
import { MemoryFileSource, type MemoryNode } from '../corpus/memoryFileSource';

const analyzer = new TermAnalyzer();
const dimensions = 2;

/** An index in memory with two shards, the second one for names with `a0`, that records what is written. */
class MemoryStore implements IndexStore {
  readonly fingerprint = {} as IndexStore['fingerprint'];
  readonly shardCount = 2;
  readonly shards: Shard[] = [emptyShard(dimensions), emptyShard(dimensions)];
  readonly revision = 0;
  readonly complete = false;
  fault = undefined;
  hasForeignStamps = false;
  snapshot: SnapshotOrigin | undefined;
  unread: UnreadPaths = noUnread;
  dividedInto: number | undefined;
  readonly commits: IndexUpdate[] = [];
  /** Called before each commit. */
  beforeCommit: (update: IndexUpdate) => Promise<void> = () => Promise.resolve();

  shardOf(path: string): number {
    return path.startsWith('a0') ? 1 : 0;
  }

  find(path: string): FileRecord | undefined {
    return this.shards[this.shardOf(path)]!.files.find((file) => file.path === path);
  }

  /** Changes the record of a file, as an earlier run left it. */
  change(path: string, change: Partial<FileRecord>): void {
    const shard = this.shards[this.shardOf(path)]!;
    const files = shard.files.map((file) => (file.path === path ? { ...file, ...change } : file));
    this.shards[this.shardOf(path)] = { ...shard, files };
  }

  readonly writer: IndexWriter = {
    foundDamage: false,
    divide: (count) => {
      this.dividedInto = count;
      return Promise.resolve();
    },
    commit: async (update) => {
      await this.beforeCommit(update);
      this.commits.push(update);
      const removed = new Set(update.remove);
      this.shards.forEach((shard, number) => {
        const put = update.put.filter(({ path }) => this.shardOf(path) === number);
        this.shards[number] = updateShard(shard, put, removed, analyzer);
      });
      for (const record of update.restamp ?? []) this.change(record.path, record);
    },
    markComplete: (unread = noUnread) => {
      this.unread = unread;
      return Promise.resolve();
    },
    noteUnread: (unread) => {
      this.unread = unread;
      return Promise.resolve();
    },
    adopt: (number, shard) => {
      this.shards[number] = shard;
      return Promise.resolve();
    },
    noteSnapshot: (snapshot) => {
      this.snapshot = snapshot;
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };

  openWriter(): Promise<IndexWriter> {
    return Promise.resolve(this.writer);
  }

  /** The paths that each commit put, touched or removed. */
  written(): { put: string[]; restamp: string[]; remove: string[] }[] {
    const pathsOf = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);
    return this.commits.splice(0).map(({ put, restamp = [], remove }) => ({
      put: pathsOf(put),
      restamp: pathsOf(restamp),
      remove: [...remove],
    }));
  }
}

function setUp(
  files: Readonly<Record<string, MemoryNode>>,
  {
    inputsUnderWay = 1000,
    store = new MemoryStore(),
    ...parts
  }: Partial<IndexerParts> & {
    readonly inputsUnderWay?: number;
    readonly store?: MemoryStore;
  } = {},
) {
  const embeddings: { readonly texts: number; answer(): void }[] = [];
  let isSlow = false;
  const source = new MemoryFileSource(files);
  const all: IndexerParts = {
    ...{ source, store, chunker: lineChunker, hash: contentHash, analyzer, logger: silentLogger },
    cache: {
      getMany: (keys) => Promise.resolve(keys.map(() => undefined)),
      putMany: () => Promise.resolve(),
    },
    provider: {
      ...{ id: 'fake', model: 'model', dimensions, limits: { maxInputs: 1000, inputsUnderWay } },
      embedDocuments: (texts) => {
        const vectors = texts.map((): Embedding => Float32Array.of(1, 0));
        if (!isSlow) return Promise.resolve(vectors);
        return new Promise((resolve) => {
          embeddings.push({
            texts: texts.length,
            answer: () => {
              resolve(vectors);
            },
          });
        });
      },
      embedQuery: () => Promise.resolve(undefined),
    },
    ...parts,
  };
  const work = new CurrentWork();
  return {
    ...{ store, source, embeddings, work, provider: all.provider },
    indexer: new Indexer(all, store.writer, new StaleFiles(), work),
    slowDown: () => (isSlow = true),
  };
}

const lines = (count: number, word: string): string =>
  Array.from({ length: count }, (_, i) => `const ${word}${i} = ${i};\n`).join('');
const names = (count: number, prefix: string): string[] =>
  Array.from({ length: count }, (_, i) => `${prefix}${String(i).padStart(3, '0')}.ts`);
/** Lets everything run that waits for no embedding. */
const turns = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe('a first run', () => {
  it('divides the index by the number of its files', async () => {
    const many = Object.fromEntries(Array.from({ length: 16_500 }, (_, i) => [`${i}.txt`, 'x']));
    const { indexer, store } = setUp(many);
    store.beforeCommit = () => Promise.reject(new Error('only the division matters'));
    await indexer.indexAll({}).catch(() => undefined);
    expect(store.dividedInto).toBe(128);
  });
});

describe('the batches of a run', () => {
  it('have about 4,096 chunks if the model runs here, so that a shard is rewritten less often', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`b${i}.ts`, lines(512, `b${i}x`)] as const),
    );
    const { provider } = setUp(files);
    const { indexer, store } = setUp(files, { provider: { ...provider, embedWords: () => undefined } });
    await indexer.indexAll({});
    expect(store.commits.map(({ put }) => put.length)).toEqual([8, 8, 4]);
  });

  it('have about 512 chunks, and belong to one shard each', async () => {
    const files = [...names(9, 'a'), ...names(2, 'z')].map((path) => [path, lines(100, path.slice(0, 4))]);
    const { indexer, store } = setUp(Object.fromEntries(files) as Record<string, string>);
    const report = await indexer.indexAll({});
    expect(store.written().map(({ put }) => put)).toEqual([
      names(2, 'z'),
      names(9, 'a').slice(0, 6),
      names(9, 'a').slice(6),
    ]);
    expect(report).toMatchObject({ files: 11, chunks: 1100, embedded: 1100, reused: 0 });
  });

  it('overlap as far as the provider allows', async () => {
    const files = Object.fromEntries(names(12, 'a').map((path) => [path, lines(256, path.slice(0, 4))]));
    const { indexer, embeddings, slowDown } = setUp(files, { inputsUnderWay: 1024 });
    slowDown();
    const run = indexer.indexAll({});
    await turns();
    // Two batches of 512; the next one waits for one of them.
    expect(embeddings.map(({ texts }) => texts)).toEqual([512, 512]);
    embeddings[0]!.answer();
    await turns();
    expect(embeddings).toHaveLength(3);
    for (let i = 1; i < 6; i++) {
      embeddings[i]!.answer();
      await turns();
    }
    expect((await run).embedded).toBe(12 * 256);
  });

  it('are stored one by one if each is larger than what the provider allows', async () => {
    const files = Object.fromEntries(names(3, 'a').map((path) => [path, lines(600, path.slice(0, 4))]));
    const { indexer, embeddings, slowDown } = setUp(files, { inputsUnderWay: 10 });
    slowDown();
    const run = indexer.indexAll({});
    for (let i = 0; i < 3; i++) {
      await turns();
      expect(embeddings).toHaveLength(i + 1);
      embeddings[i]!.answer();
    }
    expect((await run).embedded).toBe(1800);
  });

  it('end with the first that cannot be written, and those before it are kept', async () => {
    const files = Object.fromEntries(names(8, 'a').map((path) => [path, lines(512, path.slice(0, 4))]));
    const { indexer, store } = setUp(files, { inputsUnderWay: 512 });
    store.beforeCommit = ({ put }) =>
      put[0]?.path === 'a002.ts' ? Promise.reject(new Error('disk full')) : Promise.resolve();
    await expect(indexer.indexAll({})).rejects.toThrow('disk full');
    expect(store.written().flatMap(({ put }) => put)).toEqual(['a000.ts', 'a001.ts']);
  });

  it('count as done when they are written', async () => {
    const files = Object.fromEntries(names(4, 'b').map((path) => [path, lines(256, path.slice(0, 4))]));
    const { indexer } = setUp({ ...files, 'z.ts': '// Code generated by a tool. DO NOT EDIT.\n' });
    const seen: IndexProgress[] = [];
    await indexer.indexAll({}, { onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual([
      { phase: 'scanning', done: 0, total: 0 },
      { phase: 'indexing', done: 0, total: 5 },
      { phase: 'indexing', done: 2, total: 5 },
      { phase: 'indexing', done: 4, total: 5 },
      { phase: 'indexing', done: 4, total: 4 },
    ]);
  });
});

describe('files that are brought forward', () => {
  const files = Object.fromEntries(
    [...names(9, 'a'), ...names(9, 'z')].map((path) => [path, lines(100, path.slice(0, 4))]),
  );

  it('are written with those in progress, before all others, which keep their order', async () => {
    let units = 0;
    const { indexer, store, work } = setUp(files, {
      giveWay: async () => {
        if (++units === 110) void (await work.known())?.bringForward(['a008.ts', 'z008.ts', 'a002.ts']);
      },
    });
    await indexer.indexAll({});
    expect(store.written().map(({ put }) => put)).toEqual([
      ['z000.ts', 'z001.ts', 'a008.ts', 'z008.ts', 'a002.ts'],
      names(9, 'z').slice(2, 8),
      ['a000.ts', 'a001.ts', ...names(9, 'a').slice(3, 7)],
      ['a007.ts'],
    ]);
  });

  it('are in the index when that is reported', async () => {
    const { indexer, store, work } = setUp({
      ...files,
      'z.ts': '// Code generated by a tool. DO NOT EDIT.\n',
    });
    const wanted = ['a008.ts', 'z.ts', 'a001.ts'];
    const found = work.known().then(async (queue) => {
      await queue!.bringForward(wanted);
      return { records: wanted.map((path) => store.find(path)?.path), all: store.shards[0]!.files.length };
    });
    const run = indexer.indexAll({});
    expect((await found).records).toEqual(wanted);
    expect((await found).all).toBe(1);
    await run;
  });

  it('lead to the same index, whichever they are', async () => {
    const plain = setUp(files);
    await plain.indexer.indexAll({});
    for (let seed = 1; seed <= 20; seed++) {
      let state = seed;
      const next = (below: number): number => (state = (state * 48271) % 2147483647) % below;
      const mixed = setUp(files, {
        giveWay: async () => {
          if (next(3) > 0) return;
          const some = Object.keys(files).filter(() => next(4) === 0);
          void (await mixed.work.known())?.bringForward(some.sort(() => next(3) - 1));
        },
      });
      const report = await mixed.indexer.indexAll({});
      expect(report).toMatchObject({ files: 18, chunks: 1800, embedded: 1800 });
      expect(mixed.store.shards).toEqual(plain.store.shards);
    }
  });
});

describe('a later run', () => {
  const text = lines(1, 'one');
  /** A folder that was indexed, and is not as new that its files may have changed since. */
  async function indexed(parts: Parameters<typeof setUp>[1] = {}) {
    const folder = setUp({ 'a.ts': text, 'b.ts': lines(1, 'two') }, parts);
    await folder.indexer.indexAll({});
    folder.store.written();
    return folder;
  }

  it('does not read an unchanged file', async () => {
    const { indexer, store, source } = await indexed();
    source.read.length = 0;
    expect(await indexer.indexAll({})).toMatchObject({ embedded: 0, removed: 0, reused: 2 });
    expect(store.written()).toEqual([]);
    expect(source.read).toEqual(['/']);
  });

  it('reads a file with another stamp, and stores only the stamp if its content is the same', async () => {
    const { indexer, store } = await indexed();
    store.change('a.ts', { mtimeMs: 5 });
    expect(await indexer.indexAll({})).toMatchObject({ embedded: 0 });
    expect(store.written()).toEqual([{ put: [], restamp: ['a.ts'], remove: [] }]);
    expect(store.find('a.ts')?.mtimeMs).toBe(1000);
    store.change('a.ts', { mtimeMs: 5, contentHash: 'f'.repeat(32) });
    expect(await indexer.indexAll({})).toMatchObject({ embedded: 1 });
    expect(store.written()).toEqual([{ put: ['a.ts'], restamp: [], remove: [] }]);
  });

  it('reads a file whatever its stamp if the index is a copy of that of another folder', async () => {
    const { indexer, store } = await indexed();
    store.hasForeignStamps = true;
    store.change('a.ts', { contentHash: 'f'.repeat(32) });
    expect(await indexer.indexAll({})).toMatchObject({ embedded: 1 });
    expect(store.written()).toEqual([{ put: ['a.ts'], restamp: [], remove: [] }]);
  });

  it('stores all files again on request', async () => {
    const { indexer, store } = await indexed();
    expect(await indexer.indexAll({}, { rebuild: true })).toMatchObject({ embedded: 2 });
    expect(store.written().flatMap(({ put }) => put)).toEqual(['a.ts', 'b.ts']);
  });

  it('removes a deleted file', async () => {
    const { store } = await indexed();
    const { indexer } = setUp({ 'b.ts': lines(1, 'two') }, { store });
    expect(await indexer.indexAll({})).toMatchObject({ removed: 1, files: 1 });
    expect(store.written()).toEqual([{ put: [], restamp: [], remove: ['a.ts'] }]);
  });

  const refused = { chunks: 1, code: 'PROVIDER_REFUSED' as const, message: 'no' };
  it.each([
    ['due', true, [], ['a.ts']],
    ['not due', false, [], []],
    ['not due, and named', false, ['a.ts'], ['a.ts']],
    ['not due, and another is named', false, ['b.ts'], []],
  ])('embeds a file again if the provider refused it and it is %s', async (_, isDue, named, put) => {
    const { indexer, store } = await indexed();
    store.change('a.ts', { withoutVector: { ...refused, isDue } });
    if (named.length > 0) await indexer.indexPaths(named, {});
    else await indexer.indexAll({});
    expect(store.written().flatMap((commit) => commit.put)).toEqual(put);
  });

  it('chunks a file again that was chunked by lines for a temporary reason', async () => {
    const { indexer, store } = await indexed();
    store.change('a.ts', { provisional: 'the grammar cannot be loaded' });
    await indexer.indexAll({});
    expect(store.written().flatMap(({ put }) => put)).toEqual(['a.ts']);
    expect(store.find('a.ts')).not.toHaveProperty('provisional');
  });

  const secret = { reason: 'secret' as const };
  const generated = { reason: 'generated' as const };
  it.each<[string, Partial<FileRecord>, Partial<IndexerParts>, string[]]>([
    ['a secret file that is to be indexed now', { skip: secret }, { includeSecrets: true }, ['a.ts']],
    ['a secret file that is not to be', { skip: secret }, {}, []],
    ['one that is to be left out now', { secret: 'a key' }, {}, ['a.ts']],
    ['one that is still to be indexed', { secret: 'a key' }, { includeSecrets: true }, []],
    [
      'a generated file that is to be indexed now',
      { skip: generated },
      { includesGenerated: () => true },
      ['a.ts'],
    ],
    [
      'a generated file that is not to be',
      { skip: generated },
      { includesGenerated: (path) => path === 'b.ts' },
      [],
    ],
    ['a generated one that is to be left out now', { generated: 'minified' }, {}, ['a.ts']],
    ['a generated one that is still to be', { generated: 'minified' }, { includesGenerated: () => true }, []],
    ['another encoding', { encoding: 'latin1' }, {}, ['a.ts']],
  ])('indexes a file again because of changed settings: %s', async (_, record, parts, put) => {
    const { store } = await indexed();
    store.change('a.ts', record);
    const { indexer } = setUp({ 'a.ts': text, 'b.ts': lines(1, 'two') }, { ...parts, store });
    await indexer.indexAll({});
    expect(store.written().flatMap((commit) => commit.put)).toEqual(put);
  });
});

describe('a run over paths', () => {
  const files = { 'a.ts': lines(1, 'a'), 'src/b.ts': lines(1, 'b'), 'src/deep/c.ts': lines(1, 'c') };

  it.each([
    ['a file', ['a.ts'], ['a.ts']],
    ['a directory', ['src'], ['src/b.ts', 'src/deep/c.ts']],
    ['the file that decides about a directory', ['src/deep/.gitignore'], ['src/deep/c.ts']],
    ['the folder itself', [''], ['a.ts', 'src/b.ts', 'src/deep/c.ts']],
    ['what is not there', ['d.ts'], []],
  ])('covers %s', async (_, paths, put) => {
    const { indexer, store } = setUp(files);
    await indexer.indexPaths(paths, {});
    expect(store.written().flatMap((commit) => commit.put)).toEqual(put);
  });

  it('removes deleted files below them, and nothing else', async () => {
    const { indexer, store } = setUp(files);
    await indexer.indexAll({});
    store.written();
    const later = setUp({}, { store });
    expect(await later.indexer.indexPaths(['src'], {})).toMatchObject({ removed: 2 });
    expect(store.written()).toEqual([{ put: [], restamp: [], remove: ['src/b.ts', 'src/deep/c.ts'] }]);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['is reported', 'EACCES', [{ path: 'b.ts', reason: 'EACCES: made by the test' }]],
    ['is left to the next run if it was just deleted', 'ENOENT', []],
  ])('%s', async (_, code, failed) => {
    const { indexer, source, store } = setUp({ 'a.ts': lines(1, 'a'), 'b.ts': lines(1, 'b') });
    const read = source.readFile.bind(source);
    source.readFile = (path) =>
      path === 'b.ts'
        ? Promise.reject(Object.assign(new Error(`${code}: made by the test`), { code }))
        : read(path);
    const report = await indexer.indexAll({});
    expect(report).toMatchObject({ files: 1, failed, unreadable: failed.length });
    expect(store.unread.paths).toEqual(failed);
  });
});

describe('cancelling', () => {
  it('ends a run before the next file, and keeps what is written', async () => {
    const controller = new AbortController();
    let turnsGiven = 0;
    const files = { 'a.ts': lines(512, 'a'), 'b.ts': lines(512, 'b'), 'c.ts': lines(512, 'c') };
    const { indexer, store } = setUp(files, {
      giveWay: async () => {
        // The first file has 513 turns: one for itself and one for each chunk.
        if (++turnsGiven === 514) await turns();
        if (turnsGiven > 600) controller.abort();
      },
    });
    const run = indexer.indexAll({}, { signal: controller.signal });
    await expect(run).rejects.toBeInstanceOf(CancelledError);
    expect(store.written().flatMap(({ put }) => put)).toEqual(['a.ts']);
  });
});
