import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SnapshotUse } from '../../../src/common/contracts/indexReport';
import { emptyShard, updateShard } from '../../../src/engine/indexing/buildShard';
import { countIndex } from '../../../src/engine/indexing/countIndex';
import type { Shard } from '../../../src/engine/indexing/shard';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { EntryNames } from '../../../src/node/sharedResults/entryNames';
import type { EntryPlace } from '../../../src/node/sharedResults/entryPlace';
import { signingOf } from '../../../src/node/sharedResults/signing';
import {
  hashOf,
  sealList,
  sealShard,
  type SnapshotList,
} from '../../../src/node/sharedResults/snapshotFormat';
import { openIndexStore, type DiskIndexStore } from '../../../src/node/store/diskIndexStore';
import { fingerprintId } from '../../../src/node/store/manifest';
import { packColumns, unpackColumns } from '../../../src/node/store/packedFile';
import { encodePortable } from '../../../src/node/store/portableShard';
import {
  decodeShard,
  encodeShard,
  sectionCount,
  shardFormatVersion,
} from '../../../src/node/store/shardFormat';
import { random } from '../store/random';
import { syntheticFiles, testFingerprint } from '../store/syntheticFiles';
import { temporaryDirectory } from '../store/temporaryDirectory';
import { commit, write } from '../store/writing';
import { dimensions, entryServer, httpPlace, openTeam, teamModel, teamSecret } from './places';

const head = 'c0ffee'.padEnd(40, '0');
const fingerprint = testFingerprint({ dimensions });
const names = new EntryNames(teamSecret, teamModel);
const listName = names.snapshot({ index: fingerprintId(fingerprint), commit: head, folder: '' });
const { privateKey, publicKey } = keyPair();
const publisher = signingOf('', privateKey)!;

function keyPair() {
  return generateKeyPairSync('ed25519', {
    publicKeyEncoding: { format: 'pem', type: 'spki' },
    privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
  });
}

/** A place in memory. */
class MapPlace implements EntryPlace {
  readonly name = 'memory';
  readonly concurrency = 2;
  readonly entries: Map<string, Uint8Array>;
  readonly asked: string[] = [];

  constructor(entries: Iterable<[string, Uint8Array]> = []) {
    this.entries = new Map(entries);
  }

  read(name: string, { maxBytes }: { readonly maxBytes: number }) {
    this.asked.push(name);
    const found = this.entries.get(name);
    return Promise.resolve(found && found.length > maxBytes ? ('tooLarge' as const) : found);
  }

  sizeOf(name: string): Promise<number | undefined> {
    return Promise.resolve(this.entries.get(name)?.length);
  }

  write(name: string, bytes: Uint8Array): Promise<void> {
    this.entries.set(name, bytes);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const removals: (() => Promise<void>)[] = [];
const directoryOfAll = (): Promise<string> => temporaryDirectory((remove) => removals.push(remove));

/** A work tree at a commit. */
async function workTree(): Promise<string> {
  const directory = await directoryOfAll();
  for (const part of ['objects', 'refs'])
    await mkdir(path.join(directory, '.git', part), { recursive: true });
  await writeFile(path.join(directory, '.git', 'HEAD'), `${head}\n`);
  return directory;
}

async function newStore(): Promise<DiskIndexStore> {
  const opened = await openIndexStore({ directory: await directoryOfAll(), fingerprint });
  await commit(opened, { put: syntheticFiles(20, dimensions, random(3)), remove: [] });
  return opened;
}

let folder: string;
let store: DiskIndexStore;
let place: MapPlace;
/** What the first publication reported and wrote. */
let written: SnapshotUse | undefined;
let published: ReadonlyMap<string, Uint8Array> = new Map();

beforeAll(async () => {
  folder = await workTree();
  store = await newStore();
});
beforeEach(async () => {
  place = new MapPlace(published);
  written ??= await publish();
  published = new Map(place.entries);
});
afterAll(() => Promise.all(removals.map((remove) => remove())));

function publish({
  to = place,
  directory = store.directory,
}: { readonly to?: EntryPlace; readonly directory?: string } = {}) {
  const { shared } = openTeam(to, { isPublishing: true, form: { dimensions, signing: publisher } });
  return shared.snapshots!({ folder, directory, fingerprint }).write!();
}

/** Reads the snapshot. @returns what was reported, and the shards that were given, by number */
async function read({
  from = place,
  patienceMs = 30_000,
  of = folder,
}: { readonly from?: EntryPlace; readonly patienceMs?: number; readonly of?: string } = {}) {
  const signing = signingOf(publicKey)!;
  const { shared, warnings } = openTeam(from, { form: { dimensions, signing }, patienceMs });
  const shards = new Map<number, Shard>();
  let shardCount: number | undefined;
  const use = await shared.snapshots!({ folder: of, directory: '', fingerprint }).read({
    begin: (count) => {
      shardCount = count;
      return Promise.resolve();
    },
    take: (number, shard, origin) => {
      expect(origin).toEqual({ commit: head, place: from.name });
      shards.set(number, shard);
      return Promise.resolve(countIndex({ shards: [shard] }).files);
    },
    advance: () => undefined,
  });
  return { use, shards, shardCount, warnings, counts: shared.counts };
}

const stored = (): [number, Shard][] =>
  store.shards.flatMap((shard, number) => (shard ? [[number, shard] as [number, Shard]] : []));
const portable = (shards: Iterable<[number, Shard]>): Map<number, Buffer> =>
  new Map(
    [...shards]
      .map(([number, shard]) => [number, encodePortable(shard)])
      .toSorted(([a], [b]) => Number(a) - Number(b)) as [number, Buffer][],
  );

/** Publishes a list with one shard of any content, as somebody with all keys could. */
async function forge(content: Uint8Array, listed: object = {}): Promise<void> {
  const hash = hashOf(content);
  const name = names.shard(hash);
  place.entries.set(name.name, await sealShard(name, content));
  const shard = { number: 0, hash, size: content.length, ...listed };
  place.entries.set(listName.name, sealList(listName, { shardCount: 64, shards: [shard] }, publisher));
}

/** The bytes of a shard in which a section is changed. */
function withSection(section: number, change: (bytes: Uint8Array) => void): Uint8Array {
  const bytes = Uint8Array.from(encodeShard(sampleShard()));
  const sections = unpackColumns(shardFormatVersion, bytes, sectionCount);
  change(sections[section]!);
  return packColumns(shardFormatVersion, sections);
}

function sampleShard(wide = dimensions): Shard {
  return updateShard(emptyShard(wide), syntheticFiles(20, wide, random(5)), new Set(), new TermAnalyzer());
}

describe('a snapshot', () => {
  it('of a large index contains its number of shards; one of an earlier version has 64', async () => {
    const large = await openIndexStore({ directory: await directoryOfAll(), fingerprint });
    await write(large, async (writer) => {
      await writer.divide(256);
      await writer.commit({ put: syntheticFiles(200, dimensions, random(9)), remove: [] });
    });
    await publish({ directory: large.directory });
    const found = await read();
    expect(found.shardCount).toBe(256);
    expect(Math.max(...found.shards.keys())).toBeGreaterThanOrEqual(64);
    const list = { shards: [] } as unknown as SnapshotList;
    place.entries.set(listName.name, sealList(listName, list, publisher));
    expect((await read()).shardCount).toBe(64);
  });

  it('contains every shard as it was indexed, with a stamp that no file has', async () => {
    expect(written).toMatchObject({
      action: 'published',
      commit: head,
      files: countIndex(store).files,
      missing: 0,
    });
    const { use, shards, warnings } = await read();
    expect(portable(shards)).toEqual(portable(stored()));
    expect(use).toEqual({ ...written, action: 'read', bytes: expect.any(Number) as number });
    expect([...shards.values()].flatMap(({ files }) => files).every((file) => file.racy)).toBe(true);
    expect(warnings).toEqual([]);
    // The names do not show the commit, and the contents do not show paths.
    expect([...place.entries.keys()].join()).not.toContain('c0ffee');
    const bytes = Buffer.concat([...place.entries.values()]);
    for (const [, { files }] of stored())
      for (const file of files) expect(bytes.includes(file.path)).toBe(false);
  });

  it('of a folder within the work tree is separate', async () => {
    const below = path.join(folder, 'packages', 'web');
    await mkdir(below, { recursive: true });
    expect((await read({ of: below })).use).toBeUndefined();
  });

  it('is not requested outside of a work tree', async () => {
    place.asked.length = 0;
    expect((await read({ of: await temporaryDirectory() })).use).toBeUndefined();
    expect(place.asked).toEqual([]);
  });

  it('is written again without existing shards, and with those of another size', async () => {
    const [shard] = [...place.entries.keys()].filter((name) => isShard(name));
    const before = new Map(place.entries);
    place.entries.set(shard!, new Uint8Array(5));
    await publish();
    const changed = [...place.entries]
      .filter(([name, bytes]) => before.get(name) !== bytes)
      .map(([name]) => name);
    expect(changed.toSorted()).toEqual([listName.name, shard!].toSorted());
    expect((await read()).use).toMatchObject({ missing: 0 });
  });

  it('with a damaged shard on disk is not published', async () => {
    const { directory } = await newStore();
    const [name] = (await readdir(directory)).filter((one) => one.endsWith('.shard'));
    const bytes = await readFile(path.join(directory, name!));
    await writeFile(path.join(directory, name!), bytes.subarray(0, -8));
    const empty = new MapPlace();
    const fault = expect.stringMatching(/shard: it is cut short/) as string;
    const use = await publish({ to: empty, directory });
    expect([use?.fault, use!.missing > 0]).toEqual([fault, true]);
    expect(empty.entries.has(listName.name)).toBe(false);
  });
});

function isShard(name: string): boolean {
  return name !== listName.name && name !== names.marker.name;
}

describe('a list is not used, and nothing more is requested, if it', () => {
  const reject = async (reason: RegExp): Promise<void> => {
    place.asked.length = 0;
    const { use, shards, warnings, counts } = await read();
    expect([use, shards.size, counts.bad]).toEqual([undefined, 0, 1]);
    expect(warnings).toEqual([expect.stringMatching(reason)]);
    expect(place.asked).toEqual([names.marker.name, listName.name]);
  };

  it('is signed with another key', async () => {
    const other = signingOf('', keyPair().privateKey)!;
    place.entries.set(listName.name, sealList(listName, { shardCount: 64, shards: [] }, other));
    await reject(/wrong signature/);
  });

  it.each<[string, (bytes: Buffer) => Uint8Array, RegExp]>([
    ['has another bit', (bytes) => bytes.fill(bytes[40]! ^ 1, 40, 41), /wrong signature/],
    ['is cut off', (bytes) => bytes.subarray(0, 50), /too short/],
    ['has another format', (bytes) => bytes.fill(9, 4, 6), /another format/],
    ['is too long', (bytes) => Buffer.concat([bytes, Buffer.alloc(200_000)]), /wrong size/],
  ])('%s', async (_, change, reason) => {
    place.entries.set(listName.name, change(Buffer.from(place.entries.get(listName.name)!)));
    await reject(reason);
  });

  it.each([
    ['another commit', { commit: 'beef'.padEnd(40, '0') }],
    ['another folder', { folder: 'packages' }],
    ['another fingerprint', { index: 'beef' }],
  ])('is that of %s', async (_, of) => {
    const id = { index: fingerprintId(fingerprint), commit: head, folder: '', ...of };
    place.entries.set(listName.name, sealList(names.snapshot(id), { shardCount: 64, shards: [] }, publisher));
    await reject(/wrong signature/);
  });

  it.each([
    ['a negative number', { number: -1 }],
    ['a number that the index does not have', { number: 64 }],
    ['no hash', { hash: '../../../etc/passwd' }],
    ['an impossible size', { size: 1e12 }],
  ])('has %s', async (_, listed) => {
    await forge(encodeShard(sampleShard()), listed);
    await reject(/not a list of shards/);
  });

  it.each([0, 65, 1024, '64'])('has %j shards', async (shardCount) => {
    const list = { shardCount, shards: [] } as unknown as SnapshotList;
    place.entries.set(listName.name, sealList(listName, list, publisher));
    await reject(/not a list of shards/);
  });

  it('names a shard twice', async () => {
    const shard = { number: 3, hash: 'a'.repeat(64), size: 10 };
    place.entries.set(
      listName.name,
      sealList(listName, { shardCount: 64, shards: [shard, shard] }, publisher),
    );
    await reject(/not a list of shards/);
  });
});

describe('a shard is not used if it', () => {
  it.each<[string, () => Uint8Array, RegExp]>([
    [
      'has a scale that is not a number',
      () => withSection(9, (scales) => scales.fill(0xff, 0, 4)),
      /a scale/,
    ],
    [
      'has a scale that is not that of its vector',
      () => withSection(9, (scales) => scales.fill(0x3f, 0, 4)),
      /not a vector/,
    ],
    ['has other numbers in a vector', () => withSection(8, (vectors) => vectors.fill(1)), /not a vector/],
    ['has other dimensions', () => encodeShard(sampleShard(dimensions * 2)), /other dimensions/],
    ['is not a shard', () => Buffer.from('SELECT * FROM users'), /not a shard/],
    ['is cut off', () => encodeShard(sampleShard()).subarray(0, -8), /cut short/],
  ])('%s', async (_, content, reason) => {
    await forge(content());
    const { use, shards } = await read();
    expect(shards.size).toBe(0);
    expect(use).toMatchObject({ files: 0, missing: 1, fault: expect.stringMatching(reason) as string });
  });

  it.each<[string, (bytes: Buffer, other: Uint8Array) => Uint8Array | undefined]>([
    ['has another bit', (bytes) => bytes.fill(bytes[40]! ^ 1, 40, 41)],
    ['is cut off in the place', (bytes) => bytes.subarray(0, -9)],
    ['is another one', (_, other) => other],
    ['is longer than listed', (bytes) => Buffer.concat([bytes, Buffer.alloc(1e6)])],
    ['is missing', () => undefined],
  ])('%s; the others are', async (_, change) => {
    const [first, second] = [...place.entries.keys()].filter((name) => isShard(name));
    const bytes = change(Buffer.from(place.entries.get(first!)!), place.entries.get(second!)!);
    if (bytes) place.entries.set(first!, bytes);
    else place.entries.delete(first!);
    const { use, shards } = await read();
    expect(use).toMatchObject({ missing: 1, fault: expect.any(String) as string });
    expect(shards.size).toBe(stored().length - 1);
  });

  it('was replaced under its name by someone who has only the secret', async () => {
    const hash = hashOf(encodePortable(sampleShard()));
    const other = encodeShard(sampleShard());
    await forge(encodePortable(sampleShard()), { size: other.length });
    const name = names.shard(hash);
    place.entries.set(name.name, await sealShard(name, other));
    expect((await read()).use).toMatchObject({ missing: 1, fault: 'wrong content' });
  });

  it('is larger than the list states, even if it is small in compressed form', async () => {
    await forge(new Uint8Array(10_000_000), { size: 20_000 });
    expect((await read()).use).toMatchObject({ missing: 1, fault: 'wrong content' });
  });
});

it('a place that does not answer is not used further: the rest is computed', async () => {
  const server = await entryServer();
  await publish({ to: await httpPlace(server.address) });
  server.requests.length = 0;
  let answered = 0;
  server.fault = ({ name }) => name !== names.marker.name && name !== listName.name && ++answered > 6;
  const { use, shards } = await read({ from: await httpPlace(server.address), patienceMs: 100 });
  expect(shards.size).toBe(6);
  expect(use!.missing).toBe(stored().length - 6);
  // At most four calls were waiting.
  expect(server.requests.length).toBeLessThanOrEqual(2 + 6 + 4);
});

it('a place that answers slowly is read only up to the time limit', async () => {
  const readEntry = place.read.bind(place);
  place.read = async (...call) => {
    await delay(30);
    return readEntry(...call);
  };
  const { use, shards } = await read({ patienceMs: 50 });
  expect(use).toMatchObject({ missing: stored().length - shards.size, fault: 'too slow' });
  expect(shards.size).toBeLessThan(stored().length);
});

it('a portable shard is read like any other', () => {
  const shard = sampleShard();
  const { files, ...rest } = decodeShard(encodePortable(shard));
  expect(rest).toEqual({
    ...rest,
    ...Object.fromEntries(Object.entries(shard).filter(([key]) => key !== 'files')),
  });
  expect(files.map(({ mtimeMs }) => mtimeMs)).toEqual(shard.files.map(() => 0));
});
