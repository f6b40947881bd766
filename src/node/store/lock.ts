import { mkdir, rm, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import { CancelledError, SemanticSearchError, systemCodeOf, throwIfCancelled } from '../../common/errors';
import {
  createLock,
  lockFileOf,
  readLock,
  takeOver,
  unfinishedMs,
  type FoundLock,
  type Holder,
} from './lockFile';
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
  /** Threads of this process that have ended: what one of them holds is free. Default none. */
  readonly endedThreads?: Pick<ReadonlySet<number>, 'has'>;
}

/** The right to write below a directory. */
export interface Lock {
  /** False after another process took it over: this one showed no sign of life for too long. */
  readonly held: boolean;
  /** Safe to call twice. */
  release(): Promise<void>;
}

/** How often a lock is asked for that another process has. */
const pollMs = 50;

/**
 * Waits until this process alone may write below a directory, which is created where there is none. A lock whose holder
 * has died is taken over at once where that can be told (same machine), else after `staleMs` without a sign of life.
 *
 * @throws SemanticSearchError INDEX_LOCKED after `timeoutMs`, INDEX_UNWRITABLE, DISK_FULL; CancelledError
 */
export async function acquireLock(directory: string, options: LockOptions): Promise<Lock> {
  const {
    timeoutMs,
    signal,
    onWait,
    heartbeatMs = 5000,
    staleMs = 30_000,
    endedThreads = new Set(),
  } = options;
  const file = lockFileOf(directory);
  throwIfCancelled(signal);
  try {
    await mkdir(directory, { recursive: true });
  } catch (error) {
    throw storeError(error, directory);
  }

  const watch = new LockWatch(heartbeatMs, staleMs, endedThreads);
  const deadline = performance.now() + timeoutMs;
  for (let waited = false; ;) {
    const token = await createLock(file);
    if (token !== undefined) return new HeldLock(file, token, heartbeatMs);

    const found = await readLock(file);
    if (found && watch.isDead(found) && (await takeOver(directory, found))) continue;
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

/** Tells whether the holder of a lock is dead, from looking at it again and again. */
class LockWatch {
  private last: FoundLock | undefined;
  private lastChange = 0;

  constructor(
    private readonly heartbeatMs: number,
    private readonly staleMs: number,
    private readonly endedThreads: Pick<ReadonlySet<number>, 'has'>,
  ) {}

  isDead(found: FoundLock): boolean {
    const now = performance.now();
    if (found.beatMs !== this.last?.beatMs || found.holder?.token !== this.last.holder?.token) {
      this.last = found;
      this.lastChange = now;
    }
    const { holder } = found;
    // Its holder died between creating it and writing its name into it, which takes no time.
    if (!holder) return Date.now() - found.beatMs > unfinishedMs;
    if (holder.host === hostname() && !this.isRunning(holder)) return true;
    // The pid may live on in another process, or on another machine. An old sign of life alone does not tell: after a
    // night's sleep of the machine every sign is old. So this process must also have seen two of them fail to come.
    return Date.now() - found.beatMs > this.staleMs && now - this.lastChange > 2 * this.heartbeatMs;
  }

  private isRunning({ pid, threadId }: Holder): boolean {
    return pid === process.pid ? !this.endedThreads.has(threadId) : isProcessRunning(pid);
  }
}

function isProcessRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return systemCodeOf(error) !== 'ESRCH';
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
    const found = await readLock(this.file);
    return found?.holder?.token === this.token;
  }
}

function lockedError(file: string, holder: Holder | undefined): SemanticSearchError {
  const message = holder
    ? l10n.t(
        'The index is being written by process {0} on {1} (since {2}).',
        holder.pid,
        holder.host,
        holder.since,
      )
    : l10n.t('The index is being written by another process.');
  return new SemanticSearchError(
    'INDEX_LOCKED',
    message,
    l10n.t('Wait until it has finished, or end that process. If there is none, delete {0}.', file),
  );
}
