import type { ChildProcess } from 'node:child_process';
import * as nodeFileSystem from 'node:fs/promises';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { IndexedFile } from '../../../src/engine/indexing/indexedFile';
import { openIndexStore, type DiskIndexStore } from '../../../src/node/store/diskIndexStore';
import type { FileSystem } from '../../../src/node/store/fileSystem';
import { fingerprintId } from '../../../src/node/store/manifest';
import { ownIdentity } from '../../../src/node/store/processIdentity';
import { patienceMs } from '../../support/patience';
import { crashFingerprint as fingerprint, ownFiles } from './children/crashBatches';
import { random } from './random';
import { buildChild, endOf, startChild } from './runChild';
import { syntheticFile } from './syntheticFiles';
import { temporaryDirectory } from './temporaryDirectory';
import { commit } from './writing';

const hourMs = 60 * 60_000;

/** A process that writes an index, and its output so far. */
interface Writer {
  readonly child: ChildProcess;
  /** The last batch that it reported as stored. */
  readonly stored: () => number;
  /** Its error code, if it did not end as told. */
  readonly code: () => string | undefined;
}

async function startWriter(directory: string): Promise<Writer> {
  const script = await buildChild('writeChild', await temporaryDirectory());
  const child = startChild(script, directory, 'theirs');
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout!.on('data', (data: Buffer) => (output += data.toString()));
  const lines = (): string[] => output.split('\n').slice(0, -1);
  const stored = (): number => Number(lines().findLast((line) => /^\d+$/.test(line)) ?? 0);
  await vi.waitUntil(() => stored() > 2, { timeout: patienceMs });
  return { child, stored, code: () => lines().find((line) => /^\D/.test(line)) };
}

function expectStored(store: DiskIndexStore, files: readonly IndexedFile[]): void {
  for (const { path: file, contentHash } of files) expect(store.find(file)).toMatchObject({ contentHash });
}

function batches(prefix: string, count: number): IndexedFile[] {
  return Array.from({ length: count }, (_, i) => ownFiles(prefix, i + 1)).flat();
}

const lockOf = (directory: string): string => path.join(directory, fingerprintId(fingerprint), 'writer.lock');

/** Rewrites the lock so that it does not identify its process and is as old as after a long sleep. */
async function forgetHolder(lock: string): Promise<void> {
  const { identity: _, ...rest } = JSON.parse(await readFile(lock, 'utf8')) as { identity: unknown };
  await writeFile(lock, JSON.stringify(rest));
  const beat = new Date(Date.now() - hourMs);
  await utimes(lock, beat, beat);
}

describe.skipIf(process.platform === 'win32')('a process that is suspended while it writes', () => {
  it.skipIf(!ownIdentity())('keeps its lock, and no update is lost', async () => {
    const directory = await temporaryDirectory();
    const theirs = await startWriter(directory);
    theirs.child.kill('SIGSTOP');
    const beat = new Date(Date.now() - hourMs);
    await utimes(lockOf(directory), beat, beat);
    const store = await openIndexStore({ directory, fingerprint });
    await expect(store.openWriter()).rejects.toMatchObject({ code: 'INDEX_LOCKED' });
    theirs.child.kill('SIGCONT');
    const before = theirs.stored();
    await vi.waitUntil(() => theirs.stored() > before + 2, { timeout: patienceMs });
    theirs.child.stdin!.end('stop');
    await endOf(theirs.child);
    expect(theirs.code()).toBeUndefined();
    await commit(store, { put: batches('ours', 5), remove: [] });
    const reopened = await openIndexStore({ directory, fingerprint });
    expectStored(reopened, [...batches('theirs', theirs.stored()), ...batches('ours', 5)]);
  });

  it('stops if another process took over because it seemed dead, and no update is lost', async () => {
    const directory = await temporaryDirectory();
    const theirs = await startWriter(directory);
    theirs.child.kill('SIGSTOP');
    await forgetHolder(lockOf(directory));
    const store = await openIndexStore({ directory, fingerprint });
    const writer = await store.openWriter();
    await writer.commit({ put: batches('ours', 5), remove: [] });
    theirs.child.kill('SIGCONT');
    expect(await endOf(theirs.child)).toBe(0);
    expect(theirs.code()).toBe('INDEX_LOCKED');
    // It has not touched the lock of the current writer.
    await writer.commit({ put: ownFiles('ours', 6), remove: [] });
    await writer.close();
    const reopened = await openIndexStore({ directory, fingerprint });
    expectStored(reopened, [...batches('theirs', theirs.stored()), ...batches('ours', 6)]);
  });
});

describe('a writer that was suspended', () => {
  /** Two writers of one index. The first is suspended at one operation, and has lost the lock when it continues. */
  async function standStill(operation: 'rename' | 'open', before: (file: string) => boolean) {
    const directory = await temporaryDirectory();
    let goOn = (): void => undefined;
    const isStanding = vi.fn();
    const stands = async (file: string): Promise<void> => {
      if (!before(file) || isStanding.mock.calls.length > 0) return;
      isStanding();
      await new Promise<void>((resolve) => (goOn = resolve));
    };
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      [operation]: async (...args: [string, string]) => {
        await stands(args[0]);
        return (nodeFileSystem[operation] as (...args: string[]) => Promise<unknown>)(...args);
      },
    };
    const path1 = 'one.ts';
    const first = await openIndexStore({ directory, fingerprint, fileSystem });
    const second = await openIndexStore({ directory, fingerprint });
    const slow = await first.openWriter();
    const other = syntheticFile('two.ts', fingerprint.dimensions, random(1));
    // In the same shard, so that one would overwrite the other.
    const neighbour = { ...other, path: samePlaceAs(first, path1) };
    const mine = { ...other, path: path1 };
    const committing = slow.commit({ put: [mine], remove: [] }).then(
      () => 'stored',
      (error: unknown) => error,
    );
    await vi.waitUntil(() => isStanding.mock.calls.length > 0);
    // As after a takeover, which is covered by other tests.
    await rm(lockOf(directory));
    const writer = await second.openWriter();
    await writer.commit({ put: [neighbour], remove: [] });
    goOn();
    expect(await committing).toMatchObject({ code: 'INDEX_LOCKED' });
    await slow.close();
    await writer.commit({ put: [{ ...neighbour, path: 'three.ts' }], remove: [] });
    await writer.close();
    const reopened = await openIndexStore({ directory, fingerprint });
    expectStored(reopened, [neighbour, { ...neighbour, path: 'three.ts' }]);
    expect(reopened.find(path1)).toBeUndefined();
    await expect(stat(lockOf(directory))).rejects.toThrow('ENOENT');
  }

  function samePlaceAs(store: DiskIndexStore, file: string): string {
    for (let i = 0; ; i++) if (store.shardOf(`n${i}`) === store.shardOf(file)) return `n${i}`;
  }

  it('before it starts to write stops, and keeps what the next one stored', () =>
    standStill('open', (file) => file.includes('.shard.tmp')));

  it('right before its file is replaced, after the last check of the lock, stops nevertheless', () =>
    standStill('rename', (file) => file.includes('.shard.tmp')));
});
