import { cp, readdir, rm } from 'node:fs/promises';
import { threadId } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { forEachConcurrently } from '../../../src/common/concurrency';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { silentLogger, type Logger } from '../../../src/common/logger';
import { createChunker } from '../../../src/engine/chunking/chunker';
import type { FileSource } from '../../../src/engine/corpus/fileSource';
import type { EmbeddingCache } from '../../../src/engine/embedding/embeddingCache';
import type { EmbeddingProvider } from '../../../src/engine/embedding/embeddingProvider';
import { FolderIndex } from '../../../src/engine/folderIndex';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { contentHash } from '../../../src/node/sha256ContentHash';
import { openIndexStore, type DiskIndexStore } from '../../../src/node/store/diskIndexStore';
import type { FileSystem } from '../../../src/node/store/fileSystem';
import { encodeShard } from '../../../src/node/store/shardFormat';
import { systemError } from './failingFileSystem';
import { FaultyFileSystem, type Fault } from './faultyFileSystem';
import { testFingerprint } from './syntheticFiles';
import { temporaryDirectory } from './temporaryDirectory';

const fingerprint = testFingerprint({ dimensions: 8 });

/** A workspace folder: text by path. */
type Folder = Readonly<Record<string, string>>;

const before: Folder = {
  'kept.txt': 'what is kept as it is',
  'changed.txt': 'what is changed later',
  'deleted.txt': 'what is deleted later',
};
const after: Folder = {
  'kept.txt': 'what is kept as it is',
  'changed.txt': 'what was changed, and is longer now',
  'added.txt': 'what was added',
};

const codes = ['EMFILE', 'ENOSPC', 'EIO', 'EBUSY', 'EACCES'];

const analyzer = new TermAnalyzer();
const chunker = createChunker({
  load: () => Promise.reject(new Error('not needed')),
  newTreeSitter: () => {
    throw new Error('not needed');
  },
});
const noCache: EmbeddingCache = {
  getMany: (keys) => Promise.resolve(keys.map(() => undefined)),
  putMany: () => Promise.resolve(),
};
const provider: EmbeddingProvider = {
  id: fingerprint.provider,
  model: fingerprint.model,
  dimensions: fingerprint.dimensions,
  limits: { maxInputs: 10, inputsUnderWay: 10 },
  embedDocuments: (texts) => Promise.resolve(texts.map(embed)),
  embedQuery: (text) => Promise.resolve(embed(text)),
};

function embed(text: string): Float32Array {
  const bytes = Buffer.from(contentHash(Buffer.from(text)), 'hex').subarray(0, fingerprint.dimensions);
  const length = Math.hypot(...bytes) || 1;
  return Float32Array.from(bytes, (byte) => byte / length);
}

function sourceOf(folder: Folder): FileSource {
  const textOf = (file: string): Buffer => {
    const text = folder[file];
    if (text === undefined) throw systemError('ENOENT');
    return Buffer.from(text);
  };
  return {
    readDirectory: () =>
      Promise.resolve(Object.keys(folder).map((name) => ({ name, type: 'file' as const }))),
    stat: (file) =>
      Promise.resolve().then(() => ({
        type: 'file' as const,
        sizeBytes: textOf(file).length,
        mtimeMs: 1_700_000_000_000,
      })),
    readFile: (file) => Promise.resolve().then(() => textOf(file)),
    realPath: (file) => Promise.resolve(file),
  };
}

/** Options of a run. */
interface Run {
  readonly directory: string;
  readonly folder: Folder;
  readonly fileSystem?: FileSystem;
  /** As the command line does for an index that it does not search. */
  readonly recordsOnly?: boolean;
  /** The thread of an earlier run counts as ended, so its lock is free. */
  readonly afterDeath?: boolean;
}

/** A whole run, as the command line does it. */
async function index({
  directory,
  folder,
  fileSystem,
  recordsOnly,
  afterDeath = false,
}: Run): Promise<DiskIndexStore> {
  const store = await openIndexStore({
    directory,
    fingerprint,
    analyzer,
    recordsOnly,
    endedThreads: new Set(afterDeath ? [threadId] : []),
    ...(fileSystem && { fileSystem }),
  });
  const index = new FolderIndex({
    folder: '/folder',
    source: sourceOf(folder),
    store,
    provider,
    cache: noCache,
    chunker,
    hash: contentHash,
    analyzer,
    logger: silentLogger,
    corpus: {},
  });
  await index.update();
  return store;
}

/** Every byte of an index, shard by shard. */
function bytesOf({ shards }: DiskIndexStore): (string | undefined)[] {
  return shards.map((shard) => shard && encodeShard(shard).toString('latin1'));
}

function recordsOf({ shards }: DiskIndexStore): Map<string, string> {
  return new Map(shards.flatMap((shard) => shard?.files.map((file) => [file.path, file.contentHash]) ?? []));
}

const hashOf = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : contentHash(Buffer.from(text));

async function filesBelow(directory: string): Promise<string[]> {
  return (await readdir(directory, { recursive: true })).sort();
}

/** Opens an index that must be intact. */
async function openWhole(directory: string): Promise<DiskIndexStore> {
  const warnings: string[] = [];
  const warn = (text: string): void => void warnings.push(text);
  const logger: Logger = { ...silentLogger, warn };
  const store = await openIndexStore({ directory, fingerprint, analyzer, logger });
  expect(warnings).toEqual([]);
  return store;
}

/** One of the disturbed runs: the first index, or an update with a change, a deletion and an addition. */
interface Phase {
  readonly name: string;
  readonly recordsOnly: boolean;
  readonly from: Folder;
  readonly to: Folder;
  /** The index before the run; undefined if there was none. */
  readonly start: string | undefined;
  /** Operations of the undisturbed run. */
  readonly operations: readonly string[];
  /** Result of the undisturbed run. */
  readonly result: { readonly bytes: readonly (string | undefined)[]; readonly files: readonly string[] };
}

async function record(
  phase: Pick<Phase, 'name' | 'recordsOnly' | 'from' | 'to' | 'start'>,
  directory: string,
): Promise<Phase> {
  if (phase.start) await cp(phase.start, directory, { recursive: true });
  const fileSystem = new FaultyFileSystem();
  const { recordsOnly, to } = phase;
  await index({ directory, folder: to, fileSystem, recordsOnly });
  const bytes = bytesOf(await openWhole(directory));
  return {
    ...phase,
    operations: [...fileSystem.operations],
    result: { bytes, files: await filesBelow(directory) },
  };
}

/**
 * Faults of each operation of some runs: the death of the process, and two of the codes in turn. An operation that occurs in each of
 * three runs thus meets all codes.
 */
function faultsOf(phases: readonly Phase[]): { readonly phase: Phase; readonly fault: Fault }[] {
  const next = new Map<string, number>();
  return phases.flatMap((phase) =>
    phase.operations.flatMap((operation, at) => {
      const first = next.get(operation) ?? 0;
      next.set(operation, first + 2);
      const two = [first, first + 1].map((number) => codes[number % codes.length]!);
      const faults = [...two, 'death'].map((code): Fault => ({ at, with: code }));
      const isWrite = /^(write|append)/.test(operation);
      const halves = isWrite ? faults.map((fault) => ({ ...fault, afterHalf: true })) : [];
      return [...faults, ...halves].map((fault) => ({ phase, fault }));
    }),
  );
}

/** Disturbs a run, and checks the remaining index and the next run against the guarantees. */
async function disturb({ recordsOnly, from, to, start, result }: Phase, fault: Fault): Promise<void> {
  const directory = await temporaryDirectory();
  if (start) await cp(start, directory, { recursive: true });
  const fileSystem = new FaultyFileSystem(fault);
  const error = await index({ directory, folder: to, fileSystem, recordsOnly }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error !== undefined && fault.with !== 'death') {
    expect(error).toBeInstanceOf(SemanticSearchError);
    expect(error).not.toMatchObject({ code: 'INTERNAL' });
  }

  const left = await openWhole(directory);
  const records = recordsOf(left);
  for (const [file, hash] of records) expect([hashOf(from[file]), hashOf(to[file])]).toContain(hash);
  for (const file of Object.keys(from)) if (file in to) expect(records.has(file)).toBe(true);
  if (start) expect(left.complete).toBe(true);
  else if (left.complete) expect([...records.keys()].sort()).toEqual(Object.keys(to).sort());

  const clean = new FaultyFileSystem();
  const finished = await index({ directory, folder: to, fileSystem: clean, recordsOnly, afterDeath: true });
  expect(finished.complete).toBe(true);
  if (!recordsOnly) expect(bytesOf(finished)).toEqual(result.bytes);
  const reopened = await openWhole(directory);
  expect(reopened.complete).toBe(true);
  expect(bytesOf(reopened)).toEqual(result.bytes);
  expect(await filesBelow(directory)).toEqual(result.files);
  await rm(directory, { recursive: true });
}

describe('an index, whatever operation of a run fails,', () => {
  it('is consistent, keeps what was stored before, and is completed by the next run', async () => {
    const start = await temporaryDirectory();
    const first = await record(
      { name: 'first index', recordsOnly: false, from: {}, to: before, start: undefined },
      start,
    );
    const recordUpdate = async (name: string, recordsOnly: boolean): Promise<Phase> =>
      record({ name, recordsOnly, from: before, to: after, start }, await temporaryDirectory());
    const update = await recordUpdate('update', false);
    const unsearched = await recordUpdate('update of an index that is not searched', true);
    expect(unsearched.result).toEqual(update.result);
    const cases = faultsOf([first, update, unsearched]);
    const failures: string[] = [];
    // Concurrently, because some cases wait.
    await forEachConcurrently(cases, 32, async ({ phase, fault }) => {
      await disturb(phase, fault).catch((error: unknown) => {
        failures.push(
          `${phase.name}, ${phase.operations[fault.at]}, ${JSON.stringify(fault)}: ${String(error)}`,
        );
      });
    });
    process.stdout.write(
      `${cases.length} faults injected, at ${first.operations.length} operations of a first index and ` +
        `${update.operations.length} and ${unsearched.operations.length} of an update\n`,
    );
    expect(failures).toEqual([]);
  });
});
