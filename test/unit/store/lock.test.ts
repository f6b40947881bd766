import { spawn, spawnSync } from 'node:child_process';
import * as nodeFileSystem from 'node:fs/promises';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { CancelledError } from '../../../src/common/errors/errors';
import type { FileSystem } from '../../../src/node/store/fileSystem';
import { acquireLock, type Lock } from '../../../src/node/store/lock';
import { readLock, takeOver } from '../../../src/node/store/lockFile';
import { ownIdentity, type ThreadIdentity } from '../../../src/node/store/processIdentity';
import { Stillness } from '../../../src/node/store/stillness';
import { patienceMs } from '../../support/patience';
import { systemError } from './failingFileSystem';
import { buildChild, endOf, firstOutput, startChild } from './runChild';
import { temporaryDirectory } from './temporaryDirectory';

/** The timeout of the store. */
const asStore = { timeoutMs: 5000 };

const hourMs = 60 * 60_000;

/** The pid of a process that has ended. */
const deadPid = spawnSync(process.execPath, ['-e', '']).pid;

/** A holder with a complete identity on this system; by default that of this thread. */
function knownHolder(identity: Partial<ThreadIdentity> = {}, pid = process.pid): object {
  return { pid, host: hostname(), identity: { ...ownIdentity(), ...identity } };
}

/** A lock of another holder, last refreshed this long ago. */
async function foreignLock(
  ageMs: number,
  holder: object,
  atEnd?: (remove: () => Promise<void>) => void,
): Promise<{ directory: string; file: string }> {
  const directory = await temporaryDirectory(atEnd);
  const file = path.join(directory, 'writer.lock');
  await writeFile(
    file,
    JSON.stringify({ token: 'theirs', pid: process.pid, host: hostname(), since: 'then', ...holder }),
  );
  await setAge(file, ageMs);
  return { directory, file };
}

async function setAge(file: string, ageMs: number): Promise<void> {
  const beat = new Date(Date.now() - ageMs);
  await utimes(file, beat, beat);
}

const isLocked = { code: 'INDEX_LOCKED' };

describe('acquireLock', () => {
  it('gives the lock to one holder at a time, in a directory that it creates', async () => {
    const directory = path.join(await temporaryDirectory(), 'not', 'there');
    const lock = await acquireLock(directory, asStore);
    expect(lock.held).toBe(true);
    let waits = 0;
    const waiting = acquireLock(directory, { timeoutMs: 60_000, onWait: () => waits++ });
    await vi.waitUntil(() => waits > 0, { timeout: patienceMs });
    await lock.release();
    expect(lock.held).toBe(false);
    const second = await waiting;
    expect(waits).toBe(1);
    expect(second.held).toBe(true);
    await second.release();
    expect(await readdir(directory)).toEqual([]);
  });

  it('takes over the lock of an ended thread of this process, but not of a running one', async () => {
    const { directory } = await foreignLock(0, { ...knownHolder(), threadId: 7 });
    await expect(acquireLock(directory, { timeoutMs: 0, endedThreads: new Set([6]) })).rejects.toMatchObject(
      isLocked,
    );
    const lock = await acquireLock(directory, { timeoutMs: 0, endedThreads: new Set([6, 7]) });
    expect(lock.held).toBe(true);
    await lock.release();
  });

  it('times out and names the holder', async () => {
    const { directory } = await foreignLock(0, { pid: process.pid });
    for (const timeoutMs of [0, 100]) {
      await expect(acquireLock(directory, { timeoutMs })).rejects.toMatchObject({
        ...isLocked,
        message: expect.stringContaining(String(process.pid)) as string,
        hint: expect.stringContaining('writer.lock') as string,
      });
    }
  });

  it.each([
    ['of a living holder', 0],
    ['whose holder may be dead', hourMs],
  ])('stops waiting for a lock %s when cancelled', async (_, ageMs) => {
    const { directory } = await foreignLock(ageMs, { host: 'elsewhere' });
    const controller = new AbortController();
    const waiting = acquireLock(directory, {
      timeoutMs: 60_000,
      signal: controller.signal,
      onWait: () => {
        controller.abort();
      },
    });
    await expect(waiting).rejects.toThrow(CancelledError);
    await expect(acquireLock(directory, { ...asStore, signal: controller.signal })).rejects.toThrow(
      CancelledError,
    );
  });

  it('reports that nothing can be written', async () => {
    const file = path.join(await temporaryDirectory(), 'file');
    await writeFile(file, '');
    await expect(acquireLock(path.join(file, 'below'), asStore)).rejects.toMatchObject({
      code: 'INDEX_UNWRITABLE',
    });
  });
});

describe.skipIf(!ownIdentity())('a holder whose state the system knows', () => {
  it.each([
    ['has ended', () => knownHolder({}, deadPid)],
    ['whose number another process has now', () => knownHolder({ startTicks: '1' })],
    ['a thread that has ended, in a process that runs', () => knownHolder({ nativeThread: deadPid })],
    [
      'has ended, and the host has another name now',
      () => ({ ...knownHolder({}, deadPid), host: 'renamed' }),
    ],
  ])('is replaced at once when it %s', async (_, holder) => {
    const { directory, file } = await foreignLock(0, holder());
    const lock = await acquireLock(directory, { timeoutMs: 0 });
    expect(await readFile(file, 'utf8')).not.toContain('theirs');
    await lock.release();
    expect(await readdir(directory)).toEqual([]);
  });

  describe('a holder in another process', () => {
    let script: string;
    beforeAll(async () => {
      script = await buildChild('holdChild', await temporaryDirectory(afterAll));
    });

    it('is never replaced while it is suspended, and at once when it was killed', async () => {
      const directory = await temporaryDirectory();
      const child = startChild(script, directory);
      onTestFinished(() => void child.kill('SIGKILL'));
      await firstOutput(child);
      child.kill('SIGSTOP');
      await setAge(path.join(directory, 'writer.lock'), hourMs);
      await expect(acquireLock(directory, { timeoutMs: 12_000 })).rejects.toMatchObject(isLocked);
      child.kill('SIGCONT');
      child.kill('SIGKILL');
      await endOf(child);
      await (await acquireLock(directory, { timeoutMs: 0 })).release();
    });

    it('is replaced when it was killed and its parent did not reap it', async () => {
      const directory = await temporaryDirectory();
      // The shell starts the holder, then becomes a program that never reaps it.
      const parent = spawn('sh', [
        '-c',
        `"$0" "$1" "$2" & exec sleep 600`,
        process.execPath,
        script,
        directory,
      ]);
      onTestFinished(() => void parent.kill('SIGKILL'));
      const pid = Number(await firstOutput(parent));
      process.kill(pid, 'SIGKILL');
      await vi.waitUntil(async () => (await readFile(`/proc/${pid}/stat`, 'utf8')).includes(') Z'));
      await (await acquireLock(directory, { timeoutMs: 0 })).release();
    });
  });
});

describe.concurrent('a holder whose state the system does not know', () => {
  it.for([
    ['on another host, since an hour', hourMs, { pid: 57, host: 'other' }],
    ['on another host, as of tomorrow', -24 * hourMs, { pid: 57, host: 'other' }],
    ['of an older version, whose number another process has now', hourMs, { host: hostname() }],
    ['before the machine was started again', hourMs, knownHolder({ boot: 'before' })],
    ['in a container that is gone', hourMs, knownHolder({ pidNamespace: 'pid:[1]' })],
    ['that never wrote who it is', hourMs, { token: undefined }],
    ['that never wrote who it is, as of tomorrow', -24 * hourMs, { token: undefined }],
  ] as const)('is replaced in the first run: %s', async ([, ageMs, holder], { expect, onTestFinished }) => {
    const { directory, file } = await foreignLock(ageMs, holder, onTestFinished);
    let waits = 0;
    const lock = await acquireLock(directory, { ...asStore, onWait: () => waits++ });
    expect(waits).toBe(1);
    expect(await readFile(file, 'utf8')).not.toContain('theirs');
    await lock.release();
    expect(await readdir(directory)).toEqual([]);
  });

  it('is not replaced soon after its last heartbeat', async ({ expect, onTestFinished }) => {
    const { directory, file } = await foreignLock(0, { pid: deadPid, host: 'elsewhere' }, onTestFinished);
    await expect(acquireLock(directory, { timeoutMs: 1000 })).rejects.toMatchObject(isLocked);
    expect(await readFile(file, 'utf8')).toContain('theirs');
  });

  it.for([
    ['after a sleep of the machine', 24 * hourMs],
    ['where the clocks differ', -hourMs],
  ] as const)(
    'is not replaced while it has heartbeats: %s',
    async ([, ageMs], { expect, onTestFinished }) => {
      const { directory, file } = await foreignLock(ageMs, { host: 'elsewhere' }, onTestFinished);
      let beats = 0;
      const beat = setInterval(() => void setAge(file, ageMs - 1000 * ++beats), 1000);
      onTestFinished(() => {
        clearInterval(beat);
      });
      await expect(acquireLock(directory, { timeoutMs: 13_000 })).rejects.toMatchObject(isLocked);
      expect(await readFile(file, 'utf8')).toContain('theirs');
    },
  );
});

describe('Stillness', () => {
  it('does not count time in which this process itself was not running', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const stillness = new Stillness();
    stillness.look('a');
    // The machine slept for an hour.
    vi.advanceTimersByTime(hourMs);
    expect(stillness.look('a')).toBeLessThan(2000);
    for (let i = 0; i < 20; i++) {
      vi.advanceTimersByTime(500);
      stillness.look('a');
    }
    expect(stillness.look('a')).toBeGreaterThanOrEqual(10_000);
    expect(stillness.hasChanged).toBe(false);
    expect(stillness.look('b')).toBe(0);
    expect(stillness.hasChanged).toBe(true);
  });
});

describe('a held lock', () => {
  it('has heartbeats', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const directory = await temporaryDirectory();
    const lock = await acquireLock(directory, asStore);
    const file = path.join(directory, 'writer.lock');
    await setAge(file, hourMs);
    vi.advanceTimersByTime(5000);
    await vi.waitUntil(async () => Date.now() - (await stat(file)).mtimeMs < hourMs / 2, {
      timeout: patienceMs,
    });
    await lock.release();
  });

  it.each(['another process has it', 'it is gone'])('reports on request that %s', async (what) => {
    const directory = await temporaryDirectory();
    const file = path.join(directory, 'writer.lock');
    const lock = await acquireLock(directory, asStore);
    await lock.check();
    await nodeFileSystem.rm(file);
    const other = what === 'it is gone' ? undefined : await acquireLock(directory, asStore);
    await expect(lock.check()).rejects.toMatchObject(isLocked);
    expect(lock.held).toBe(false);
    await lock.release();
    await other?.check();
    await other?.release();
  });

  it('does not count as held after its release', async () => {
    const lock = await acquireLock(await temporaryDirectory(), asStore);
    const released = lock.release();
    expect(lock.held).toBe(false);
    await expect(lock.check()).rejects.toMatchObject(isLocked);
    await released;
  });
});

describe('the release of a lock', () => {
  /** A file system that removes locks with `rm`. */
  async function locked(
    rm: FileSystem['rm'],
  ): Promise<{ directory: string; lock: Lock; warnings: string[] }> {
    const directory = await temporaryDirectory();
    const warnings: string[] = [];
    const ignore = (): void => undefined;
    const warn = (text: string): void => void warnings.push(text);
    const logger = { trace: ignore, debug: ignore, info: ignore, error: ignore, warn };
    const fileSystem = { ...nodeFileSystem, rm };
    return { directory, warnings, lock: await acquireLock(directory, { ...asStore, logger, fileSystem }) };
  }

  it('twice at the same time does not remove the lock of the next holder', async () => {
    let removals = 0;
    const { directory, lock } = await locked(async (...args) => {
      // The second removal, if any, is slow.
      if (removals++ > 0) await sleep(300);
      await nodeFileSystem.rm(...args);
    });
    const [first, second] = [lock.release(), lock.release()];
    await first;
    const next = await acquireLock(directory, asStore);
    await second;
    await sleep(500);
    await next.check();
    await next.release();
    expect(removals).toBe(1);
  });

  it('does not fail if the file cannot be removed, and is retried', async () => {
    let failures = 0;
    const { directory, lock, warnings } = await locked((...args) =>
      failures++ < 2 ? Promise.reject(systemError('EACCES')) : nodeFileSystem.rm(...args),
    );
    await lock.release();
    expect(warnings).toEqual([expect.stringContaining('EACCES')]);
    const next = await acquireLock(directory, { timeoutMs: 60_000 });
    await next.check();
    await next.release();
  });
});

describe('a takeover', () => {
  const dead = knownHolder({}, deadPid);

  it('succeeds after a process died during a takeover, whatever the clock', async () => {
    for (const ageMs of [0, hourMs, -hourMs]) {
      const { directory } = await foreignLock(0, dead);
      const guard = path.join(directory, 'writer.lock.takeover');
      await writeFile(guard, '');
      await setAge(guard, ageMs);
      await (await acquireLock(directory, asStore)).release();
      expect(await readdir(directory)).toEqual([]);
    }
  });

  it('does not remove a lock that replaced the dead one, or one whose holder continues', async () => {
    const { directory, file } = await foreignLock(0, dead);
    const seen = await readLock(nodeFileSystem, file);
    await writeFile(file, JSON.stringify({ token: 'newer', pid: process.pid, host: hostname() }));
    await takeOver(nodeFileSystem, directory, seen!, new Stillness());
    expect(await readFile(file, 'utf8')).toContain('newer');
    const asleep = await readLock(nodeFileSystem, file);
    await setAge(file, 10);
    await takeOver(nodeFileSystem, directory, asleep!, new Stillness());
    expect(await readdir(directory)).toEqual(['writer.lock']);
  });

  it('waits for a lock that is being written', async () => {
    const { directory, file } = await foreignLock(0, {});
    await writeFile(file, '');
    await expect(acquireLock(directory, { timeoutMs: 100 })).rejects.toMatchObject(isLocked);
  });
});
