import { randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { threadId as ownThreadId } from 'node:worker_threads';
import { systemCodeOf } from '../../common/errors/errors';
import { fileStamp, ifThere, type FileSystem } from './fileSystem';
import { bootedAtMs, ownIdentity, type ThreadDescription, type ThreadIdentity } from './processIdentity';
import type { Stillness } from './stillness';
import { storeError } from './storeError';

/** Description of the holder in a lock file. */
export interface Holder extends ThreadDescription {
  /** Unique for each acquisition of the lock. */
  readonly token: string;
  /** ISO 8601. */
  readonly since: string;
}

/** The content of a lock file. */
export interface FoundLock {
  /** Undefined while it is being written, or if it is invalid. */
  readonly holder: Holder | undefined;
  /** Last heartbeat, milliseconds since the epoch by the holder's clock. */
  readonly beatMs: number;
}

/**
 * A step that normally takes an instant is considered abandoned after this time, milliseconds: assume that the
 * process that started it has crashed.
 */
export const unfinishedMs = 2000;

const takeoverName = 'writer.lock.takeover';

/** The lock file of a directory. */
export function lockFileOf(directory: string): string {
  return path.join(directory, 'writer.lock');
}

/** Creates the lock; undefined if one exists. */
export async function createLock(fileSystem: FileSystem, file: string): Promise<string | undefined> {
  const holder: Holder = {
    token: randomUUID(),
    pid: process.pid,
    threadId: ownThreadId,
    host: hostname(),
    bootedAtMs: bootedAtMs(),
    identity: ownIdentity(),
    since: new Date().toISOString(),
  };
  let handle: FileHandle;
  try {
    handle = await fileSystem.open(file, 'wx');
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return undefined;
    // Windows returns EPERM for a moment while a deleted file is still open somewhere.
    if (process.platform === 'win32' && systemCodeOf(error) === 'EPERM') return undefined;
    throw storeError(error, file);
  }
  try {
    try {
      await handle.writeFile(JSON.stringify(holder));
    } finally {
      await handle.close();
    }
  } catch (error) {
    // The file may be complete, and would then count as held for as long as this thread runs.
    await fileSystem.rm(file, { force: true }).catch(() => undefined);
    throw storeError(error, file);
  }
  return holder.token;
}

/**
 * The current lock, or undefined if it no longer exists.
 *
 * @throws SemanticSearchError INDEX_UNREADABLE
 */
export async function readLock(fileSystem: FileSystem, file: string): Promise<FoundLock | undefined> {
  const text = await ifThere(fileSystem.readFile(file, 'utf8'), file);
  const found = text === undefined ? undefined : await ifThere(fileSystem.stat(file), file);
  return text === undefined || !found ? undefined : { holder: parseHolder(text), beatMs: found.mtimeMs };
}

function parseHolder(text: string): Holder | undefined {
  try {
    const { token, pid, threadId, host, since, bootedAtMs, identity } = JSON.parse(text) as Partial<Holder>;
    if (typeof token !== 'string' || typeof pid !== 'number' || typeof host !== 'string') return undefined;
    return {
      token,
      pid,
      threadId: threadId ?? 0,
      host,
      since: String(since),
      ...(typeof bootedAtMs === 'number' && { bootedAtMs }),
      ...(isIdentity(identity) && { identity }),
    };
  } catch {
    return undefined;
  }
}

function isIdentity(value: unknown): value is ThreadIdentity {
  const { boot, pidNamespace, nativeThread, startTicks } = (value ?? {}) as Partial<ThreadIdentity>;
  return (
    [boot, pidNamespace, startTicks].every((part) => typeof part === 'string') &&
    typeof nativeThread === 'number'
  );
}

/**
 * Removes the lock of a dead holder. Only one process at a time does so, and only while that same lock exists:
 * another process may have taken it over since it was found dead.
 *
 * @param guardStillness for how long the guard of a process that takes over was seen unchanged
 * @returns whether to try for the lock at once
 */
export async function takeOver(
  fileSystem: FileSystem,
  directory: string,
  dead: FoundLock,
  guardStillness: Stillness,
): Promise<boolean> {
  const file = lockFileOf(directory);
  const guard = path.join(directory, takeoverName);
  try {
    await (await fileSystem.open(guard, 'wx')).close();
  } catch (error) {
    if (systemCodeOf(error) !== 'EEXIST') throw storeError(error, guard);
    await removeOldGuard(fileSystem, guard, guardStillness);
    return false;
  }
  try {
    const now = await readLock(fileSystem, file);
    if (now && now.holder?.token === dead.holder?.token && now.beatMs === dead.beatMs)
      await fileSystem.rm(file, { force: true });
    return true;
  } catch (error) {
    throw storeError(error, file);
  } finally {
    await fileSystem.rm(guard, { force: true }).catch(() => undefined);
  }
}

/**
 * Removes the guard of a process that crashed during {@link takeOver}; by rename, so that only one process gets it.
 */
async function removeOldGuard(fileSystem: FileSystem, guard: string, stillness: Stillness): Promise<void> {
  const stamp = await fileStamp(fileSystem, guard);
  if (stamp === undefined || stillness.look(stamp) <= unfinishedMs) return;
  try {
    const aside = `${guard}.${randomUUID()}`;
    await fileSystem.rename(guard, aside);
    await fileSystem.rm(aside, { force: true });
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT') throw storeError(error, guard);
  }
}
