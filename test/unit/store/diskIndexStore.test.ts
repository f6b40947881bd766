import { readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyShard, updateShard } from '../../../src/engine/indexing/buildShard';
import { countIndex } from '../../../src/engine/indexing/countIndex';
import type { IndexedFile } from '../../../src/engine/indexing/indexedFile';
import type { IndexStore } from '../../../src/engine/indexing/indexStore';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import type { Logger } from '../../../src/common/logger';
import { openIndexStore } from '../../../src/node/store/diskIndexStore';
import { fingerprintId } from '../../../src/node/store/manifest';
import { encodeShard } from '../../../src/node/store/shardFormat';
import { FailingFileSystem } from './failingFileSystem';
import { random } from './random';
import { syntheticFile, syntheticFiles, testFingerprint } from './syntheticFiles';
import { temporaryDirectory } from './temporaryDirectory';
import { commit, markComplete, write } from './writing';

const fingerprint = testFingerprint();
const { dimensions } = fingerprint;

function recordingLogger(): Logger & { readonly warnings: string[] } {
  const warnings: string[] = [];
  const ignore = (): void => undefined;
  return {
    warnings,
    trace: ignore,
    debug: ignore,
    info: ignore,
    error: ignore,
    warn: (text) => warnings.push(text),
  };
}

/** Checks that the store contains exactly these files, byte by byte. */
function expectFiles(store: IndexStore, files: Iterable<IndexedFile>): void {
  const all = [...files];
  const analyzer = new TermAnalyzer();
  store.shards.forEach((shard, i) => {
    const own = all.filter((file) => store.shardOf(file.path) === i);
    const expected = updateShard(emptyShard(dimensions), own, new Set(), analyzer);
    expect(encodeShard(shard ?? emptyShard(dimensions)).equals(encodeShard(expected))).toBe(true);
  });
}

async function shardFiles(directory: string): Promise<string[]> {
  return (await readdir(directory))
    .filter((name) => name.endsWith('.shard'))
    .map((name) => path.join(directory, name));
}

describe('DiskIndexStore', () => {
  it('is empty without an index, and writes nothing', async () => {
    const directory = await temporaryDirectory();
    const store = await openIndexStore({ directory, fingerprint });
    expect(store.shards).toHaveLength(store.shardCount);
    expect(store.shards.every((shard) => shard === undefined)).toBe(true);
    expect(store.complete).toBe(false);
    expect(store.find('a')).toBeUndefined();
    expect(await readdir(directory)).toEqual([]);
  });

  it('contains what was committed, in memory and after a restart', async () => {
    const directory = await temporaryDirectory();
    const next = random(1);
    const store = await openIndexStore({ directory, fingerprint });
    const files = new Map(syntheticFiles(300, dimensions, next).map((file) => [file.path, file]));
    await commit(store, { put: [...files.values()], remove: [] });

    for (let step = 0; step < 10; step++) {
      const put: IndexedFile[] = [];
      const remove: string[] = ['never/there'];
      for (const file of files.values()) {
        if (next() < 0.05) put.push(syntheticFile(file.path, dimensions, next));
        else if (next() < 0.05) remove.push(file.path);
      }
      put.push(syntheticFile(`new/${step}`, dimensions, next));
      const before = { shards: [...store.shards], revision: store.revision, seen: store.shards };
      await commit(store, { put, remove });
      expect(before.seen).toEqual(before.shards);
      expect(store.revision).toBeGreaterThan(before.revision);
      remove.forEach((gone) => files.delete(gone));
      put.forEach((file) => files.set(file.path, file));
    }
    expectFiles(store, files.values());
    const reopened = await openIndexStore({ directory, fingerprint });
    expectFiles(reopened, files.values());
    for (const { path: filePath, contentHash, skip } of files.values()) {
      expect(reopened.find(filePath)).toMatchObject({ path: filePath, contentHash, ...(skip && { skip }) });
    }
    expect(reopened.find('new/nothing')).toBeUndefined();
  });

  it('keeps only records in memory if it is not searched, and everything on disk', async () => {
    const directory = await temporaryDirectory();
    const next = random(1);
    const files = new Map(syntheticFiles(200, dimensions, next).map((file) => [file.path, file]));
    const store = await openIndexStore({ directory, fingerprint, recordsOnly: true });
    const expectRecords = (of: IndexStore): void => {
      const shards = of.shards.filter((shard) => shard !== undefined);
      expect(shards.flatMap((shard) => shard.files.map((file) => file.path)).sort()).toEqual(
        [...files.keys()].sort(),
      );
      expect(shards.every(({ chunks, symbols }) => chunks.count === 0 && symbols.count === 0)).toBe(true);
      const chunks = [...files.values()].reduce((sum, file) => sum + file.chunks.length, 0);
      expect(countIndex(of).chunks).toBe(chunks);
    };
    await commit(store, { put: [...files.values()], remove: [] });
    for (let step = 0; step < 5; step++) {
      const changed = [...files.keys()].filter(() => next() < 0.05);
      const put = changed.map((file) => syntheticFile(file, dimensions, next));
      const remove = [...files.keys()].filter((file) => !changed.includes(file) && next() < 0.05);
      await commit(store, { put, remove });
      for (const file of put) files.set(file.path, file);
      for (const file of remove) files.delete(file);
      expectRecords(store);
    }
    const other = await openIndexStore({ directory, fingerprint });
    expectFiles(other, files.values());
    const added = syntheticFile('added/by/another', dimensions, next);
    files.set(added.path, added);
    await commit(other, { put: [added], remove: [] });
    const { revision } = store;
    await store.refresh();
    expect(store.revision).toBe(revision + 1);
    await store.refresh();
    expect(store.revision).toBe(revision + 1);
    expectRecords(store);
    expectRecords(await openIndexStore({ directory, fingerprint, recordsOnly: true }));
  });

  it('writes only the shards that an update changes', async () => {
    const directory = await temporaryDirectory();
    const fileSystem = new FailingFileSystem();
    const store = await openIndexStore({ directory, fingerprint, fileSystem });
    const next = random(2);
    await commit(store, { put: syntheticFiles(200, dimensions, next), remove: [] });
    const { revision, shards } = store;
    const file = syntheticFile('src/one.ts', dimensions, next);
    await write(store, async (writer) => {
      fileSystem.log.length = 0;
      await writer.commit({ put: [], remove: ['never/there'], restamp: [] });
      expect(fileSystem.log).toEqual([]);
      expect(store.revision).toBe(revision);
      await writer.commit({ put: [file], remove: [] });
    });
    expect(fileSystem.log.filter((entry) => entry === 'rename')).toHaveLength(1);
    const changed = store.shards.flatMap((shard, i) => (shard === shards[i] ? [] : [i]));
    expect(changed).toEqual([store.shardOf(file.path)]);
  });

  it('stores the last of several files with one path, and a file rather than its removal', async () => {
    const directory = await temporaryDirectory();
    const next = random(3);
    const store = await openIndexStore({ directory, fingerprint });
    const [first, second] = [syntheticFile('a', dimensions, next), syntheticFile('a', dimensions, next)];
    await commit(store, { put: [first, second], remove: ['a'] });
    expectFiles(store, [second]);
  });

  it('changes the record of a restamped file and nothing else', async () => {
    const directory = await temporaryDirectory();
    const files = syntheticFiles(50, dimensions, random(4));
    const store = await openIndexStore({ directory, fingerprint });
    await commit(store, { put: files, remove: [] });
    const restamp = files
      .slice(10, 20)
      .map(({ path: filePath }) => ({ ...store.find(filePath)!, mtimeMs: 5, sizeBytes: 6 }));
    await commit(store, {
      put: [],
      remove: [],
      restamp: [...restamp, { ...restamp[0]!, path: 'never/there' }],
    });
    const expected = files.map((file, i) =>
      i >= 10 && i < 20 ? { ...file, mtimeMs: 5, sizeBytes: 6 } : file,
    );
    expectFiles(store, expected);
    expectFiles(await openIndexStore({ directory, fingerprint }), expected);
  });

  it('runs commits one after another', async () => {
    const directory = await temporaryDirectory();
    const store = await openIndexStore({ directory, fingerprint });
    const next = random(5);
    const files = Array.from({ length: 30 }, (_, i) => syntheticFile(`f${i % 10}`, dimensions, next));
    await write(store, (writer) =>
      Promise.all(files.map((file) => writer.commit({ put: [file], remove: [] }))),
    );
    expectFiles(await openIndexStore({ directory, fingerprint }), files.slice(20));
  });

  it('refuses vectors of other dimensions, and stores nothing of that update', async () => {
    const directory = await temporaryDirectory();
    const store = await openIndexStore({ directory, fingerprint });
    const next = random(6);
    const good = syntheticFile('good', dimensions, next);
    let bad = syntheticFile('bad', dimensions + 1, next);
    while (bad.chunks.length === 0) bad = syntheticFile('bad', dimensions + 1, next);
    await expect(commit(store, { put: [good, bad], remove: [] })).rejects.toThrow(RangeError);
    const chunk = { ...bad.chunks[0]!, vector: new Int8Array(dimensions), scale: NaN };
    await expect(commit(store, { put: [{ ...bad, chunks: [chunk] }], remove: [] })).rejects.toThrow(
      RangeError,
    );
    expectFiles(store, []);
  });

  it('keeps indexes of different models separate', async () => {
    const directory = await temporaryDirectory();
    const next = random(7);
    const other = testFingerprint({ model: 'other', dimensions: 8 });
    const files = syntheticFiles(10, dimensions, next);
    const otherFiles = syntheticFiles(10, other.dimensions, next);
    await commit(await openIndexStore({ directory, fingerprint }), { put: files, remove: [] });
    await commit(await openIndexStore({ directory, fingerprint: other }), { put: otherFiles, remove: [] });
    expectFiles(await openIndexStore({ directory, fingerprint }), files);
    expect((await readdir(directory)).filter((name) => name !== 'CACHEDIR.TAG').length).toBe(2);
  });

  it('stores that a whole run was finished', async () => {
    const directory = await temporaryDirectory();
    const store = await openIndexStore({ directory, fingerprint });
    await markComplete(store);
    expect(store.complete).toBe(true);
    expect((await openIndexStore({ directory, fingerprint })).complete).toBe(true);
    expect(
      (await openIndexStore({ directory, fingerprint: testFingerprint({ promptVersion: 2 }) })).complete,
    ).toBe(false);
  });
});

describe('refresh', () => {
  it('loads what another process wrote, and only that', async () => {
    const directory = await temporaryDirectory();
    const next = random(10);
    const reader = await openIndexStore({ directory, fingerprint });
    const writer = await openIndexStore({ directory, fingerprint });
    const files = syntheticFiles(100, dimensions, next);
    await commit(writer, { put: files, remove: [] });
    expect(await reader.refresh()).toBe(true);
    expectFiles(reader, files);
    const { shards, revision } = reader;
    expect(await reader.refresh()).toBe(false);
    expect(reader.shards).toBe(shards);

    const changed = syntheticFile('src/changed.ts', dimensions, next);
    await commit(writer, { put: [changed], remove: [] });
    expect(await reader.refresh()).toBe(true);
    expect(reader.shards.filter((shard, i) => shard !== shards[i])).toHaveLength(1);
    expect(reader.revision).toBe(revision + 1);
    expectFiles(reader, [...files, changed]);

    await markComplete(writer);
    expect(await reader.refresh()).toBe(true);
    expect(reader.complete).toBe(true);
    expect(await writer.refresh()).toBe(false);
  });

  it('runs before a commit would overwrite what another process wrote', async () => {
    const directory = await temporaryDirectory();
    const next = random(11);
    const [one, two] = await Promise.all([1, 2].map(() => openIndexStore({ directory, fingerprint })));
    const files = syntheticFiles(100, dimensions, next);
    await commit(one!, { put: files.slice(0, 50), remove: [] });
    await commit(two!, { put: files.slice(50), remove: [] });
    await commit(one!, { put: [], remove: [files[60]!.path] });
    expectFiles(await openIndexStore({ directory, fingerprint }), files.toSpliced(60, 1));
  });

  it('notices that the index was deleted', async () => {
    const directory = await temporaryDirectory();
    const next = random(12);
    const store = await openIndexStore({ directory, fingerprint });
    await commit(store, { put: syntheticFiles(30, dimensions, next), remove: [] });
    await rm(store.directory, { recursive: true });
    const file = syntheticFile('after', dimensions, next);
    await commit(store, { put: [file], remove: [] });
    expectFiles(store, [file]);
    expectFiles(await openIndexStore({ directory, fingerprint }), [file]);
    await rm(store.directory, { recursive: true });
    expect(await store.refresh()).toBe(true);
    expectFiles(store, []);
  });
});

describe('an index with an unreadable part', () => {
  it.each([
    ['its manifest', 'manifest.json'],
    ['a shard', '.shard'],
    ['its directory', fingerprintId(fingerprint)],
  ])('keeps its content in memory and on disk, and refuses writers: %s', async (_, unreadable) => {
    const directory = await temporaryDirectory();
    const next = random(30);
    const files = syntheticFiles(100, dimensions, next);
    const writer = await openIndexStore({ directory, fingerprint });
    const fileSystem = new FailingFileSystem();
    const store = await openIndexStore({ directory, fingerprint, fileSystem });
    await commit(store, { put: files, remove: [] });
    await markComplete(store);
    for (const code of ['EIO', 'EACCES', 'EMFILE']) {
      fileSystem.unreadable = { path: unreadable, code };
      await store.refresh();
      expectFiles(store, files);
      await expect(
        commit(store, { put: [syntheticFile('more', dimensions, next)], remove: [] }),
      ).rejects.toMatchObject({ code: 'INDEX_UNREADABLE' });
      // A store opened now has nothing in memory, and must not treat unreadable data as complete.
      const late = await openIndexStore({ directory, fingerprint, fileSystem });
      expect(late.complete).toBe(false);
      await expect(markComplete(late)).rejects.toMatchObject({ code: 'INDEX_UNREADABLE' });
    }
    await writer.refresh();
    expectFiles(writer, files);
    fileSystem.unreadable = undefined;
    const more = syntheticFile('more', dimensions, next);
    await commit(store, { put: [more], remove: [] });
    expectFiles(await openIndexStore({ directory, fingerprint }), [...files, more]);
  });

  it.each(['EIO', 'EACCES', 'EISDIR'])(
    'answers from its shards when its manifest gives %s, and names the fault',
    async (code) => {
      const directory = await temporaryDirectory();
      const files = syntheticFiles(100, dimensions, random(32));
      const fileSystem = new FailingFileSystem();
      const writer = await openIndexStore({ directory, fingerprint });
      await commit(writer, { put: files, remove: [] });
      fileSystem.unreadable = { path: 'manifest.json', code };
      const store = await openIndexStore({ directory, fingerprint, fileSystem });
      expectFiles(store, files);
      expect(store.fault).toMatchObject({ code: 'INDEX_UNREADABLE' });
      const more = syntheticFile('more', dimensions, random(33));
      await commit(writer, { put: [more], remove: [] });
      await store.refresh();
      expectFiles(store, [...files, more]);
      fileSystem.unreadable = undefined;
      await store.refresh();
      expect(store.fault).toBeUndefined();
    },
  );

  it('waits for an error that passes', async () => {
    const directory = await temporaryDirectory();
    const files = syntheticFiles(100, dimensions, random(31));
    const fileSystem = new FailingFileSystem();
    await commit(await openIndexStore({ directory, fingerprint }), { put: files, remove: [] });
    fileSystem.unreadable = { path: '.shard', code: 'EMFILE' };
    setTimeout(() => (fileSystem.unreadable = undefined), 50);
    expectFiles(await openIndexStore({ directory, fingerprint, fileSystem }), files);
  });
});

describe('a damaged index', () => {
  async function committed(seed: number) {
    const directory = await temporaryDirectory();
    const files = syntheticFiles(200, dimensions, random(seed));
    const store = await openIndexStore({ directory, fingerprint });
    await commit(store, { put: files, remove: [] });
    await markComplete(store);
    return {
      directory,
      files,
      folder: store.directory,
      shardOf: (file: IndexedFile) => store.shardOf(file.path),
    };
  }

  it('opens without a truncated or changed shard, and accepts its files again', async () => {
    const { directory, files, folder, shardOf } = await committed(20);
    const [first, second, third] = await shardFiles(folder);
    await truncate(first!, (await stat(first!)).size - 100);
    const bytes = await readFile(second!);
    bytes[bytes.length >> 1]! ^= 4;
    await writeFile(second!, bytes);
    await writeFile(third!, '');
    const broken = new Set([first!, second!, third!].map((file) => Number(path.basename(file, '.shard'))));

    const logger = recordingLogger();
    const store = await openIndexStore({ directory, fingerprint, logger });
    expect(logger.warnings).toHaveLength(3);
    expectFiles(
      store,
      files.filter((file) => !broken.has(shardOf(file))),
    );
    expect(await store.refresh()).toBe(false);
    const lost = files.filter((file) => broken.has(shardOf(file)));
    expect(lost.every((file) => store.find(file.path) === undefined)).toBe(true);
    await commit(store, { put: lost, remove: [] });
    expectFiles(await openIndexStore({ directory, fingerprint }), files);
  });

  it('is removed by the next writer, which reports that, and is not complete before all files are stored again', async () => {
    const { directory, files, folder, shardOf } = await committed(24);
    const [first] = await shardFiles(folder);
    await truncate(first!, 100);
    const lost = files.filter((file) => shardOf(file) === Number(path.basename(first!, '.shard')));

    const store = await openIndexStore({ directory, fingerprint });
    expect(store.complete).toBe(false);
    await write(store, (writer) => {
      expect(writer.foundDamage).toBe(true);
      return Promise.resolve();
    });
    expect((await readdir(folder)).filter((name) => name.endsWith('.corrupt'))).toEqual([
      `${path.basename(first!)}.corrupt`,
    ]);
    // A store opened now does not know that there was data.
    expect((await openIndexStore({ directory, fingerprint })).complete).toBe(false);
    await write(store, async (writer) => {
      expect(writer.foundDamage).toBe(false);
      await writer.commit({ put: lost, remove: [] });
      await writer.markComplete();
    });
    const reopened = await openIndexStore({ directory, fingerprint });
    expect(reopened.complete).toBe(true);
    expectFiles(reopened, files);
  });

  it.each([
    ['empty', ''],
    ['null', 'null'],
    ['no manifest', '[]'],
    ['cut short', '{"formatVersion":'],
    ['gone', undefined],
  ])('keeps its shards when its manifest is %s, and is not complete', async (_, text) => {
    const { directory, files, folder } = await committed(21);
    const manifest = path.join(folder, 'manifest.json');
    if (text === undefined) await rm(manifest);
    else await writeFile(manifest, text);
    const store = await openIndexStore({ directory, fingerprint });
    expectFiles(store, files);
    expect(store.complete).toBe(false);
    await commit(store, { put: [], remove: [files[0]!.path] });
    const reopened = await openIndexStore({ directory, fingerprint });
    expectFiles(reopened, files.slice(1));
    expect(reopened.complete).toBe(false);
  });

  it.each([
    ['format', { formatVersion: 999 }],
    ['model', { fingerprint: { ...fingerprint, model: 'other' } }],
  ])('is not changed if its manifest has another %s', async (_, changed) => {
    const { directory, files, folder } = await committed(25);
    const manifest = path.join(folder, 'manifest.json');
    const own = await readFile(manifest, 'utf8');
    const foreign = JSON.stringify({ ...(JSON.parse(own) as object), ...changed });
    await writeFile(manifest, foreign);
    const logger = recordingLogger();
    const store = await openIndexStore({ directory, fingerprint, logger });
    expect(logger.warnings).toHaveLength(1);
    expect(store.complete).toBe(false);
    await expect(commit(store, { put: files.slice(0, 3), remove: [] })).rejects.toMatchObject({
      code: 'INDEX_UNREADABLE',
    });
    expect(await readFile(manifest, 'utf8')).toBe(foreign);
    await writeFile(manifest, own);
    expectFiles(await openIndexStore({ directory, fingerprint }), files);
  });

  it('keeps a shard of another format, and refuses writers', async () => {
    const { directory, files, folder } = await committed(26);
    const [first] = await shardFiles(folder);
    const own = await readFile(first!);
    const foreign = Buffer.from(own);
    foreign.writeUInt32LE(999, 8);
    await writeFile(first!, foreign);
    const store = await openIndexStore({ directory, fingerprint });
    await expect(commit(store, { put: files, remove: [] })).rejects.toMatchObject({
      code: 'INDEX_UNREADABLE',
    });
    expect(await readFile(first!)).toEqual(foreign);
    await writeFile(first!, own);
    await commit(store, { put: [], remove: [files[0]!.path] });
    expectFiles(await openIndexStore({ directory, fingerprint }), files.slice(1));
  });

  it('is stored beside that of another format', () => {
    expect(fingerprintId(fingerprint, 1)).not.toBe(fingerprintId(fingerprint, 2));
  });

  it('has no temporary files of a crash after the next writer', async () => {
    const { directory, files, folder } = await committed(22);
    await writeFile(path.join(folder, '03.shard.tmp-4242-0011aabb'), 'half');
    const store = await openIndexStore({ directory, fingerprint });
    expectFiles(store, files);
    await commit(store, { put: [], remove: [files[0]!.path] });
    expect((await readdir(folder)).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it('keeps what was written of an update before the disk was full', async () => {
    const { directory, files } = await committed(23);
    const next = random(99);
    const fileSystem = new FailingFileSystem();
    const store = await openIndexStore({ directory, fingerprint, fileSystem });
    fileSystem.freeBytes = 60_000;
    const put = files.map((file) => syntheticFile(file.path, dimensions, next));
    await expect(commit(store, { put, remove: [] })).rejects.toMatchObject({ code: 'DISK_FULL' });

    const reopened = await openIndexStore({ directory, fingerprint });
    const written = reopened.shards.map((shard) =>
      shard?.files.some((file) => put.some((p) => p.contentHash === file.contentHash)),
    );
    expect(written).toContain(true);
    expect(written).toContain(false);
    const expected = files.map((file, i) => (written[store.shardOf(file.path)] ? put[i]! : file));
    expectFiles(reopened, expected);
    expectFiles(store, expected);
    expect((await readdir(store.directory)).filter((name) => name.includes('tmp'))).toEqual([]);

    fileSystem.freeBytes = Infinity;
    await commit(store, { put, remove: [] });
    expectFiles(await openIndexStore({ directory, fingerprint }), put);
  });
});

describe('an index that is divided into more shards', () => {
  const files = syntheticFiles(150, dimensions, random(11));
  const numberOf = (name: string): number => Number(/^(\d+)\.shard$/.exec(path.basename(name))![1]);

  async function divided() {
    const directory = await temporaryDirectory();
    const store = await openIndexStore({ directory, fingerprint });
    await write(store, async (writer) => {
      await writer.divide(128);
      await writer.commit({ put: files, remove: [] });
      await writer.markComplete();
    });
    return { directory, store };
  }

  it('stores every file in its shard, also after a restart', async () => {
    const { directory, store } = await divided();
    expect(store.shardCount).toBe(128);
    expectFiles(store, files);
    const numbers = (await shardFiles(store.directory)).map(numberOf);
    expect(Math.max(...numbers)).toBeGreaterThanOrEqual(64);
    const reopened = await openIndexStore({ directory, fingerprint });
    expect([reopened.shardCount, reopened.complete]).toEqual([128, true]);
    expectFiles(reopened, files);
    expect(reopened.find(files[7]!.path)?.path).toBe(files[7]!.path);
  });

  it('is not divided again once something is stored', async () => {
    const { directory, store } = await divided();
    await write(store, (writer) => writer.divide(256));
    expectFiles(store, files);
    expect((await openIndexStore({ directory, fingerprint })).shardCount).toBe(128);
  });

  it('keeps its number of shards when the manifest is lost', async () => {
    const { directory, store } = await divided();
    await writeFile(path.join(store.directory, 'manifest.json'), '{');
    const reopened = await openIndexStore({ directory, fingerprint });
    expect([reopened.shardCount, reopened.complete]).toEqual([128, false]);
    await commit(reopened, { put: [], remove: [files[0]!.path] });
    const again = await openIndexStore({ directory, fingerprint });
    expect(again.shardCount).toBe(128);
    expectFiles(again, files.slice(1));
  });

  it('is read by readers and writers that were opened before it', async () => {
    const directory = await temporaryDirectory();
    const [reader, other] = [
      await openIndexStore({ directory, fingerprint }),
      await openIndexStore({ directory, fingerprint }),
    ];
    const store = await openIndexStore({ directory, fingerprint });
    await write(store, async (writer) => {
      await writer.divide(128);
      await writer.commit({ put: files, remove: [] });
    });
    expect(await reader.refresh()).toBe(true);
    expectFiles(reader, files);
    const late = syntheticFile('late/file.ts', dimensions, random(12));
    await commit(other, { put: [late], remove: [] });
    expectFiles(other, [...files, late]);
    expect(other.shardCount).toBe(128);
  });

  it('with an impossible number of shards counts as another format, and is not changed', async () => {
    const { directory, store } = await divided();
    const file = path.join(store.directory, 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...manifest, shardCount: 100 }));
    const reopened = await openIndexStore({ directory, fingerprint });
    await expect(commit(reopened, { put: files, remove: [] })).rejects.toThrow();
  });
});
