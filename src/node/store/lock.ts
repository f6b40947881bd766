import { setTimeout as sleep } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import { CancelledError, messageOf, SemanticSearchError, throwIfCancelled } from '../../common/errors/errors';
import { silentLogger, type Logger } from '../../common/logger';
import { makeDirectory } from '../makeDirectory';
import { patientFileSystem, type FileSystem } from './fileSystem';
import {
  createLock,
  lockFileOf,
  readLock,
  takeOver,
  unfinishedMs,
  type FoundLock,
  type Holder,
} from './lockFile';
import { isThreadRunning } from './processIdentity';
import { Stillness } from './stillness';
import { storeError } from './storeError';

/** Options of {@link acquireLock}. */
export interface LockOptions {
  /**
   * How long to wait for another process, milliseconds. The wait is longer if the holder's last heartbeat is old,
   * until it is decided whether the holder is alive. 0 tries once.
   */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Called once if another process holds the lock. */
  readonly onWait?: (() => void) | undefined;
  /** Threads of this process that have ended: a lock held by one of them is free. Default none. */
  readonly endedThreads?: Pick<ReadonlySet<number>, 'has'> | undefined;
  readonly logger?: Logger;
  /** For tests. */
  readonly fileSystem?: FileSystem | undefined;
}

/** The right to write below a directory. */
export interface Lock {
  /**
   * False after it was released, and once another process is known to have taken it over; {@link check} reads the
   * disk.
   */
  readonly held: boolean;
  /**
   * Verifies that this is still the holder. Call before each change that must not overlap with another writer.
   *
   * @throws SemanticSearchError INDEX_LOCKED once another process took it over, INDEX_UNREADABLE
   */
  check(): Promise<void>;
  /**
   * Never rejects, and may be called any number of times. A lock file that cannot be removed now is retried later.
   */
  release(): Promise<void>;
}

/** Poll interval while another process holds the lock, milliseconds. */
const pollMs = 50;

/** Interval of the holder's heartbeat, milliseconds. */
const heartbeatMs = 5000;

/** Number of missed heartbeats after which a holder of unknown state is considered dead. */
const missedBeats = 2;

/** Delay before removing a lock file is retried, milliseconds. */
const removalRetryMs = 1000;

/**
 * Waits until this process alone may write below a directory, which is created if missing.
 *
 * The lock of a thread that has ended is taken over at once. That of a running thread is never taken over, however
 * old its heartbeat: the thread may be suspended. If the system cannot tell whether it runs (another machine or
 * container, a lock of an older version), the lock is taken over after it was seen unchanged for more than two
 * heartbeats.
 *
 * @throws SemanticSearchError INDEX_LOCKED after `timeoutMs`, INDEX_UNREADABLE, INDEX_UNWRITABLE, DISK_FULL;
 *   CancelledError
 */
export async function acquireLock(directory: string, options: LockOptions): Promise<Lock> {
  const { timeoutMs, signal, onWait, endedThreads = new Set(), logger = silentLogger } = options;
  const fileSystem = patientFileSystem(options.fileSystem);
  const file = lockFileOf(directory);
  throwIfCancelled(signal);
  try {
    await makeDirectory(directory, fileSystem);
  } catch (error) {
    throw storeError(error, directory);
  }

  const watch = new LockWatch(endedThreads);
  const guardStillness = new Stillness();
  const deadline = performance.now() + timeoutMs;
  for (let waited = false; ;) {
    const token = await createLock(fileSystem, file);
    if (token !== undefined) return new HeldLock(fileSystem, file, token, logger);

    const found = await readLock(fileSystem, file);
    const state = found && watch.look(found);
    if (found && state === 'dead' && (await takeOver(fileSystem, directory, found, guardStillness))) {
      logger.info(`Taken over, since its holder is dead: ${file}: ${describeHolder(found.holder)}`);
      continue;
    }
    const mayExtend = state === 'dead' || state === 'undecided';
    if (performance.now() >= deadline && (timeoutMs === 0 || !mayExtend)) {
      throw lockedError(file, found?.holder);
    }
    if (found && !waited) {
      waited = true;
      onWait?.();
    }
    await sleep(pollMs, undefined, { ...(signal && { signal }) }).catch(() => {
      throw new CancelledError();
    });
  }
}

/**
 * State of a lock's holder; undecided while its last heartbeat is old and further observation may show that it is
 * dead.
 */
type HolderState = 'alive' | 'undecided' | 'dead';

/** Determines the state of a lock's holder by repeated observation. */
class LockWatch {
  private readonly stillness = new Stillness();

  constructor(private readonly endedThreads: Pick<ReadonlySet<number>, 'has'>) {}

  look({ holder, beatMs }: FoundLock): HolderState {
    const stillMs = this.stillness.look(`${holder?.token}:${beatMs}`);
    const running = holder && isThreadRunning(holder, this.endedThreads);
    if (running !== undefined) return running ? 'alive' : 'dead';
    // If the file names no holder, the holder crashed between creating the lock and writing its name, which takes almost no
    // time.
    const patienceMs = holder ? missedBeats * heartbeatMs : unfinishedMs;
    if (stillMs > patienceMs) return 'dead';
    // A heartbeat in the future is no proof of life: one of the clocks was set back or is wrong. The decision relies
    // on neither clock.
    const looksOld = Math.abs(Date.now() - beatMs) > patienceMs;
    return looksOld && !this.stillness.hasChanged ? 'undecided' : 'alive';
  }
}

class HeldLock implements Lock {
  private readonly timer: NodeJS.Timeout;
  private state: 'held' | 'lost' | 'released' = 'held';
  private beating: Promise<void> = Promise.resolve();
  private releasing: Promise<void> | undefined;

  constructor(
    private readonly fileSystem: FileSystem,
    private readonly file: string,
    private readonly token: string,
    private readonly logger: Logger,
  ) {
    this.timer = setInterval(() => {
      this.beating = this.beat();
    }, heartbeatMs);
    this.timer.unref();
  }

  get held(): boolean {
    return this.state === 'held';
  }

  async check(): Promise<void> {
    if (this.state === 'held' && !(await this.isOwn())) this.lose();
    if (!this.held) throw lostError(this.file);
  }

  release(): Promise<void> {
    this.releasing ??= this.letGo();
    return this.releasing;
  }

  private async letGo(): Promise<void> {
    clearInterval(this.timer);
    if (this.state !== 'held') return;
    this.state = 'released';
    await this.beating;
    await this.remove();
  }

  private async remove(): Promise<void> {
    try {
      if (await this.isOwn()) await this.fileSystem.rm(this.file, { force: true });
    } catch (error) {
      // All work under the lock is done. Other processes wait until the removal succeeds or this process has ended.
      this.logger.warn(`The lock cannot be removed, it is tried again: ${this.file}: ${messageOf(error)}`);
      setTimeout(() => void this.remove(), removalRetryMs).unref();
    }
  }

  private async beat(): Promise<void> {
    try {
      if (await this.isOwn()) {
        const now = new Date();
        await this.fileSystem.utimes(this.file, now, now);
      } else if (this.state === 'held') {
        this.lose();
      }
    } catch {
      // A temporary fault of the file system: the next heartbeat comes soon.
    }
  }

  private lose(): void {
    this.state = 'lost';
    clearInterval(this.timer);
  }

  private async isOwn(): Promise<boolean> {
    const found = await readLock(this.fileSystem, this.file);
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

function lostError(file: string): SemanticSearchError {
  return new SemanticSearchError(
    'INDEX_LOCKED',
    l10n.t(
      'This process was suspended or slow, and another process took over the index. It no longer owns {0}.',
      file,
    ),
    l10n.t('Stored data is kept. Index again to continue.'),
  );
}

function describeHolder(holder: Holder | undefined): string {
  return holder ? `process ${holder.pid} on ${holder.host}, since ${holder.since}` : 'no name in it';
}
