import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { threadId as ownThreadId } from 'node:worker_threads';
import { systemCodeOf } from '../../common/errors';
import { storeError } from './storeError';

/** What the file of a lock says of its holder. */
export interface Holder {
  /** Different for each time a lock is taken. */
  readonly token: string;
  readonly pid: number;
  /** Number of the thread within its process. */
  readonly threadId: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
}

/** A lock as it was found. */
export interface FoundLock {
  /** Undefined while it is being written, or when it is broken. */
  readonly holder: Holder | undefined;
  /** Last sign of life, milliseconds since the epoch by the clock of the file system. */
  readonly beatMs: number;
}

/** What is done within a moment is given up as abandoned after this long, milliseconds: whoever was at it has died. */
export const unfinishedMs = 2000;

const takeoverName = 'writer.lock.takeover';

/** The file of the lock over a directory. */
export function lockFileOf(directory: string): string {
  return path.join(directory, 'writer.lock');
}

/** Creates the lock, or gives undefined where there is one. */
export async function createLock(file: string): Promise<string | undefined> {
  const holder: Holder = {
    token: randomUUID(),
    pid: process.pid,
    threadId: ownThreadId,
    host: hostname(),
    since: new Date().toISOString(),
  };
  try {
    const handle = await open(file, 'wx');
    try {
      await handle.writeFile(JSON.stringify(holder));
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
    return holder.token;
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return undefined;
    // Windows answers so for the moment in which a deleted file is still open somewhere.
    if (process.platform === 'win32' && systemCodeOf(error) === 'EPERM') return undefined;
    throw storeError(error, file);
  }
}

/** The lock as it is, or undefined where there is none any more. */
export async function readLock(file: string): Promise<FoundLock | undefined> {
  try {
    const text = await readFile(file, 'utf8');
    const { mtimeMs } = await stat(file);
    return { holder: parseHolder(text), beatMs: mtimeMs };
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw storeError(error, file);
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const { token, pid, threadId, host, since } = JSON.parse(text) as Partial<Holder>;
    if (typeof token !== 'string' || typeof pid !== 'number' || typeof host !== 'string') return undefined;
    return { token, pid, threadId: threadId ?? 0, host, since: String(since) };
  } catch {
    return undefined;
  }
}

/**
 * Removes the lock of a dead holder. Only one process at a time does so, and only while that very lock is there: between
 * seeing it dead and removing it, another may have taken it over.
 *
 * @returns whether the lock is worth trying for at once
 */
export async function takeOver(directory: string, dead: FoundLock): Promise<boolean> {
  const file = lockFileOf(directory);
  const guard = path.join(directory, takeoverName);
  try {
    await (await open(guard, 'wx')).close();
  } catch (error) {
    if (systemCodeOf(error) !== 'EEXIST') throw storeError(error, guard);
    await removeOldGuard(guard);
    return false;
  }
  try {
    const now = await readLock(file);
    if (now && now.holder?.token === dead.holder?.token && now.beatMs === dead.beatMs)
      await rm(file, { force: true });
    return true;
  } finally {
    await rm(guard, { force: true });
  }
}

/** Removes what a process left that died in the middle of {@link takeOver}; by rename, so that one process gets it. */
async function removeOldGuard(guard: string): Promise<void> {
  try {
    if (Date.now() - (await stat(guard)).mtimeMs <= unfinishedMs) return;
    const aside = `${guard}.${randomUUID()}`;
    await rename(guard, aside);
    await rm(aside, { force: true });
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT') throw storeError(error, guard);
  }
}
