import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CancelledError, SemanticSearchError, systemCodeOf, throwIfCancelled } from '../../common/errors';
import { storeError } from './storeError';

/** How {@link acquireLock} waits. */
export interface LockOptions {
  /** How long to wait for another process. 0 asks once. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Called once, when another process has the lock. */
  readonly onWait?: () => void;
  /** How often a holder shows that it lives; default 5 s. */
  readonly heartbeatMs?: number;
  /** After how long without a sign of life a lock is taken over; default 30 s. */
  readonly staleMs?: number;
}

/** The right to write below a directory. */
export interface Lock {
  /** False after another process took it over: this one showed no sign of life for too long. */
  readonly held: boolean;
  /** Safe to call twice. */
  release(): Promise<void>;
}

/** What the file of a lock says of its holder. */
interface Holder {
  /** Different for each time a lock is taken. */
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
}

/** A lock as it was found. */
interface FoundLock {
  /** Undefined while it is being written, or when it is broken. */
  readonly holder: Holder | undefined;
  /** Last sign of life, milliseconds since the epoch by the clock of the file system. */
  readonly beatMs: number;
}

const lockName = 'writer.lock';
const takeoverName = 'writer.lock.takeover';
const pollMs = 50;

/**
 * Waits until this process alone may write below a directory, which is created where there is none. A lock whose holder
 * has died is taken over at once where that can be told (same machine), else after `staleMs` without a sign of life.
 *
 * @throws SemanticSearchError INDEX_LOCKED after `timeoutMs`, INDEX_UNWRITABLE, DISK_FULL; CancelledError
 */
export async function acquireLock(directory: string, options: LockOptions): Promise<Lock> {
  const { timeoutMs, signal, onWait, heartbeatMs = 5000, staleMs = 30_000 } = options;
  const file = path.join(directory, lockName);
  throwIfCancelled(signal);
  try {
    await mkdir(directory, { recursive: true });
  } catch (error) {
    throw storeError(error, directory);
  }

  const watch = new LockWatch(heartbeatMs, staleMs);
  const deadline = performance.now() + timeoutMs;
  for (let waited = false; ;) {
    const token = await create(file);
    if (token !== undefined) return new HeldLock(file, token, heartbeatMs);

    const found = await read(file);
    if (found && watch.isDead(found) && (await takeOver(directory, found, staleMs))) continue;
    if (performance.now() >= deadline) throw lockedError(file, found?.holder);
    if (found && !waited) {
      waited = true;
      onWait?.();
    }
    await sleep(pollMs, undefined, { ...(signal && { signal }) }).catch(() => {
      throw new CancelledError();
    });
  }
}

/** Creates the lock, or gives undefined where there is one. */
async function create(file: string): Promise<string | undefined> {
  const holder: Holder = {
    token: randomUUID(),
    pid: process.pid,
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
async function read(file: string): Promise<FoundLock | undefined> {
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
    const { token, pid, host, since } = JSON.parse(text) as Partial<Holder>;
    if (typeof token !== 'string' || typeof pid !== 'number' || typeof host !== 'string') return undefined;
    return { token, pid, host, since: String(since) };
  } catch {
    return undefined;
  }
}

/** Tells whether the holder of a lock is dead, from looking at it again and again. */
class LockWatch {
  private last: FoundLock | undefined;
  private lastChange = 0;

  constructor(
    private readonly heartbeatMs: number,
    private readonly staleMs: number,
  ) {}

  isDead(found: FoundLock): boolean {
    const now = performance.now();
    if (found.beatMs !== this.last?.beatMs || found.holder?.token !== this.last.holder?.token) {
      this.last = found;
      this.lastChange = now;
    }
    const { holder } = found;
    if (holder?.host === hostname() && !isRunning(holder.pid)) return true;
    // The pid may live on in another process, or on another machine. An old sign of life alone does not tell: after a
    // night's sleep of the machine every sign is old. So this process must also have seen two of them fail to come.
    return Date.now() - found.beatMs > this.staleMs && now - this.lastChange > 2 * this.heartbeatMs;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return systemCodeOf(error) !== 'ESRCH';
  }
}

/**
 * Removes the lock of a dead holder. Only one process at a time does so, and only while that very lock is there: between
 * seeing it dead and removing it, another may have taken it over.
 *
 * @returns whether the lock is worth trying for at once
 */
async function takeOver(directory: string, dead: FoundLock, staleMs: number): Promise<boolean> {
  const file = path.join(directory, lockName);
  const guard = path.join(directory, takeoverName);
  try {
    await (await open(guard, 'wx')).close();
  } catch (error) {
    if (systemCodeOf(error) !== 'EEXIST') throw storeError(error, guard);
    await removeOldGuard(guard, staleMs);
    return false;
  }
  try {
    const now = await read(file);
    if (now && now.holder?.token === dead.holder?.token && now.beatMs === dead.beatMs)
      await rm(file, { force: true });
    return true;
  } finally {
    await rm(guard, { force: true });
  }
}

/** Removes what a process left that died in the middle of {@link takeOver}; by rename, so that one process gets it. */
async function removeOldGuard(guard: string, staleMs: number): Promise<void> {
  try {
    if (Date.now() - (await stat(guard)).mtimeMs <= staleMs) return;
    const aside = `${guard}.${randomUUID()}`;
    await rename(guard, aside);
    await rm(aside, { force: true });
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT') throw storeError(error, guard);
  }
}

class HeldLock implements Lock {
  private readonly timer: NodeJS.Timeout;
  private state: 'held' | 'lost' | 'released' = 'held';

  constructor(
    private readonly file: string,
    private readonly token: string,
    heartbeatMs: number,
  ) {
    this.timer = setInterval(() => void this.beat(), heartbeatMs);
    this.timer.unref();
  }

  get held(): boolean {
    return this.state === 'held';
  }

  async release(): Promise<void> {
    clearInterval(this.timer);
    if (this.state !== 'held') return;
    const own = await this.isOwn();
    this.state = 'released';
    if (own) await rm(this.file, { force: true });
  }

  private async beat(): Promise<void> {
    try {
      if (await this.isOwn()) {
        const now = new Date();
        await utimes(this.file, now, now);
      } else if (this.state === 'held') {
        this.state = 'lost';
        clearInterval(this.timer);
      }
    } catch {
      // A passing fault of the file system: the next beat comes soon.
    }
  }

  private async isOwn(): Promise<boolean> {
    const found = await read(this.file);
    return found?.holder?.token === this.token;
  }
}

function lockedError(file: string, holder: Holder | undefined): SemanticSearchError {
  const who = holder ? `process ${holder.pid} on ${holder.host} (since ${holder.since})` : 'another process';
  return new SemanticSearchError(
    'INDEX_LOCKED',
    `The index is being written by ${who}.`,
    `Wait until it has finished, or end that process. If there is none, delete ${file}.`,
  );
}
