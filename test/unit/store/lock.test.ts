import { spawnSync } from 'node:child_process';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CancelledError } from '../../../src/common/errors';
import { acquireLock } from '../../../src/node/store/lock';
import { readLock, takeOver } from '../../../src/node/store/lockFile';
import { temporaryDirectory } from './temporaryDirectory';

/** Short times, so that a dead holder shows quickly. */
const quick = { timeoutMs: 5000, heartbeatMs: 20, staleMs: 200 };

/** A pid that was given to a process which has ended. */
const deadPid = spawnSync(process.execPath, ['-e', '']).pid;

/** The lock of some other holder, whose last sign of life was so long ago. */
async function foreignLock(ageMs: number, holder: object): Promise<{ directory: string; file: string }> {
  const directory = await temporaryDirectory();
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

describe('acquireLock', () => {
  it('gives the lock to one at a time, in a directory that it makes', async () => {
    const directory = path.join(await temporaryDirectory(), 'not', 'there');
    const lock = await acquireLock(directory, quick);
    expect(lock.held).toBe(true);
    let waits = 0;
    const waiting = acquireLock(directory, { ...quick, onWait: () => waits++ });
    await sleep(150);
    expect(waits).toBe(1);
    await lock.release();
    await lock.release();
    expect(lock.held).toBe(false);
    const second = await waiting;
    expect(second.held).toBe(true);
    await second.release();
    expect(await readdir(directory)).toEqual([]);
  });

  it('takes over what an ended thread of this process left, and nothing of a living one', async () => {
    const { directory } = await foreignLock(0, { pid: process.pid, threadId: 7 });
    await expect(acquireLock(directory, { timeoutMs: 0, endedThreads: new Set([6]) })).rejects.toMatchObject({
      code: 'INDEX_LOCKED',
    });
    const lock = await acquireLock(directory, { timeoutMs: 0, endedThreads: new Set([6, 7]) });
    expect(lock.held).toBe(true);
    await lock.release();
  });

  it('gives up in time and names who has it', async () => {
    const { directory } = await foreignLock(0, { pid: process.pid });
    for (const timeoutMs of [0, 100]) {
      await expect(acquireLock(directory, { timeoutMs })).rejects.toMatchObject({
        code: 'INDEX_LOCKED',
        message: expect.stringContaining(String(process.pid)) as string,
        hint: expect.stringContaining('writer.lock') as string,
      });
    }
  });

  it('stops waiting when cancelled', async () => {
    const { directory } = await foreignLock(0, {});
    const controller = new AbortController();
    const waiting = acquireLock(directory, { timeoutMs: 60_000, signal: controller.signal });
    setTimeout(() => {
      controller.abort();
    }, 30);
    await expect(waiting).rejects.toThrow(CancelledError);
    await expect(acquireLock(directory, { ...quick, signal: controller.signal })).rejects.toThrow(
      CancelledError,
    );
  });

  it('takes over at once from a process that has ended', async () => {
    const { directory, file } = await foreignLock(0, { pid: deadPid });
    const lock = await acquireLock(directory, { timeoutMs: 0 });
    expect(await readFile(file, 'utf8')).not.toContain('theirs');
    await lock.release();
    expect(await readdir(directory)).toEqual([]);
  });

  it('does not judge the pid of another machine', async () => {
    const { directory } = await foreignLock(0, { pid: deadPid, host: 'elsewhere' });
    await expect(acquireLock(directory, { timeoutMs: 100 })).rejects.toMatchObject({ code: 'INDEX_LOCKED' });
  });

  it.each([
    ['whose pid another process has now', { pid: process.pid }],
    ['on another machine', { host: 'elsewhere' }],
    ['that never wrote who it is', { token: undefined }],
  ])('takes over from a holder %s after it was silent', async (_, holder) => {
    const { directory } = await foreignLock(10_000, holder);
    const lock = await acquireLock(directory, quick);
    await lock.release();
  });

  it('does not take over right after a sleep of the machine, when every sign of life is old', async () => {
    const { directory, file } = await foreignLock(10_000, {});
    const waiting = acquireLock(directory, { timeoutMs: 400, heartbeatMs: 100, staleMs: 200 });
    const beat = setInterval(() => void setAge(file, 0), 100);
    onTestFinished(() => {
      clearInterval(beat);
    });
    await expect(waiting).rejects.toMatchObject({ code: 'INDEX_LOCKED' });
    expect(await readFile(file, 'utf8')).toContain('theirs');
  });

  it('shows signs of life while it is held', async () => {
    const directory = await temporaryDirectory();
    const lock = await acquireLock(directory, quick);
    const file = path.join(directory, 'writer.lock');
    await setAge(file, 60_000);
    await sleep(200);
    expect(Date.now() - (await stat(file)).mtimeMs).toBeLessThan(30_000);
    await lock.release();
  });

  it('notices when it was taken over, and leaves the lock of the other', async () => {
    const directory = await temporaryDirectory();
    const file = path.join(directory, 'writer.lock');
    for (const heartbeatMs of [10, 60_000]) {
      const lock = await acquireLock(directory, { ...quick, heartbeatMs });
      await writeFile(file, JSON.stringify({ token: 'theirs', pid: deadPid, host: hostname() }));
      await sleep(100);
      expect(lock.held).toBe(heartbeatMs === 60_000);
      await lock.release();
      expect(await readFile(file, 'utf8')).toContain('theirs');
    }
  });

  it('gets past what a process left that died while taking over', async () => {
    const { directory } = await foreignLock(0, { pid: deadPid });
    const guard = path.join(directory, 'writer.lock.takeover');
    await writeFile(guard, '');
    await expect(acquireLock(directory, { timeoutMs: 100 })).rejects.toMatchObject({ code: 'INDEX_LOCKED' });
    await setAge(guard, 60_000);
    const lock = await acquireLock(directory, quick);
    await lock.release();
    expect(await readdir(directory)).toEqual([]);
  });

  it('leaves a lock that came after the dead one was seen', async () => {
    const { directory, file } = await foreignLock(0, { pid: deadPid });
    const dead = await readLock(file);
    await writeFile(file, JSON.stringify({ token: 'newer', pid: process.pid, host: hostname() }));
    await takeOver(directory, dead!);
    expect(await readFile(file, 'utf8')).toContain('newer');
    // Nor one that is back to life.
    const asleep = await readLock(file);
    await setAge(file, 10);
    await takeOver(directory, asleep!);
    expect(await readdir(directory)).toEqual(['writer.lock']);
  });

  it('takes over what a process left that died in the middle of locking or of taking over', async () => {
    const { directory, file } = await foreignLock(0, { pid: deadPid });
    const guard = path.join(directory, 'writer.lock.takeover');
    await writeFile(guard, '');
    await setAge(guard, 3000);
    await (await acquireLock(directory, { timeoutMs: 1000 })).release();
    await writeFile(file, '');
    await setAge(file, 3000);
    await (await acquireLock(directory, { timeoutMs: 1000 })).release();
    expect(await readdir(directory)).toEqual([]);
  });

  it('waits for one that is just being written', async () => {
    const { directory, file } = await foreignLock(0, {});
    await writeFile(file, '');
    await expect(acquireLock(directory, { timeoutMs: 100 })).rejects.toMatchObject({ code: 'INDEX_LOCKED' });
  });

  it('says so where nothing can be written', async () => {
    const file = path.join(await temporaryDirectory(), 'file');
    await writeFile(file, '');
    await expect(acquireLock(path.join(file, 'below'), quick)).rejects.toMatchObject({
      code: 'INDEX_UNWRITABLE',
    });
  });
});
