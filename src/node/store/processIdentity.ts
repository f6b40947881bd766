import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { systemCodeOf } from '../../common/errors/errors';

/** Identifies a thread uniquely across machines. Available on Linux only. */
export interface ThreadIdentity {
  /** Random id of the running system; changes with each start of the machine. */
  readonly boot: string;
  /** Process ids are visible only within one namespace: a container and its host have different ones. */
  readonly pidNamespace: string;
  /** Thread id in the system. */
  readonly nativeThread: number;
  /** Start time of the thread, in clock ticks since the start of the machine. */
  readonly startTicks: string;
}

/** A thread of any process, as described in a lock file. */
export interface ThreadDescription {
  readonly pid: number;
  /** Node's number of the thread within its process. */
  readonly threadId: number;
  readonly host: string;
  /**
   * Start time of its machine, milliseconds since the epoch; accurate to a minute. Undefined in locks of older
   * versions.
   */
  readonly bootedAtMs?: number | undefined;
  readonly identity?: ThreadIdentity | undefined;
}

/** The start time of a machine computed at different times differs when its clock is adjusted. */
const bootToleranceMs = 60_000;

let own: { readonly identity: ThreadIdentity | undefined } | undefined;

/** The identity of the calling thread; undefined if the system does not report it. */
export function ownIdentity(): ThreadIdentity | undefined {
  own ??= { identity: readOwnIdentity() };
  return own.identity;
}

function readOwnIdentity(): ThreadIdentity | undefined {
  try {
    // Synchronous, because an asynchronous call would run in another thread.
    const [pid, , nativeThread] = readlinkSync('/proc/thread-self').split('/');
    const startTicks = nativeThread === undefined ? undefined : readThread(process.pid, Number(nativeThread));
    if (Number(pid) !== process.pid || startTicks === undefined) return undefined;
    return {
      boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
      pidNamespace: readlinkSync('/proc/self/ns/pid'),
      nativeThread: Number(nativeThread),
      startTicks,
    };
  } catch {
    return undefined;
  }
}

/** Start time of this machine, by its clock. */
export function bootedAtMs(): number {
  return Math.round(Date.now() - uptime() * 1000);
}

/**
 * Whether a thread runs; undefined if this cannot be determined. The host name is not used: containers share names,
 * and get new ones when they are rebuilt.
 *
 * @param endedThreads threads of this process that are known to have ended
 */
export function isThreadRunning(
  thread: ThreadDescription,
  endedThreads: Pick<ReadonlySet<number>, 'has'>,
): boolean | undefined {
  const { pid, threadId, identity } = thread;
  if (!isOfThisSystem(thread)) return undefined;
  if (!isProcessRunning(pid)) return false;
  if (pid === process.pid && endedThreads.has(threadId)) return false;
  // The process id may have been reused since.
  if (!identity) return undefined;
  try {
    return readThread(pid, identity.nativeThread) === identity.startTicks;
  } catch {
    // Systems may hide the processes of other users.
    return undefined;
  }
}

function isOfThisSystem({ host, bootedAtMs: booted, identity }: ThreadDescription): boolean {
  const mine = ownIdentity();
  if (mine && identity) {
    return identity.boot === mine.boot && identity.pidNamespace === mine.pidNamespace;
  }
  if (mine || identity || booted === undefined) return false;
  return host === hostname() && Math.abs(booted - bootedAtMs()) < bootToleranceMs;
}

function isProcessRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process runs as another user.
    return systemCodeOf(error) !== 'ESRCH';
  }
}

/**
 * Start time of a thread; undefined if there is none, or if its process is a zombie.
 *
 * @throws the file system's error if this cannot be determined
 */
function readThread(pid: number, nativeThread: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/task/${nativeThread}/stat`, 'utf8');
  } catch (error) {
    // The thread is certainly gone only if its process is visible.
    if (isGone(error) && isVisible(pid)) return undefined;
    throw error;
  }
  // The program name is in brackets and may contain anything; `man 5 proc` numbers the fields from 1.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  return state === 'Z' || state === 'X' ? undefined : fields[22 - 3];
}

function isVisible(pid: number): boolean {
  try {
    readFileSync(`/proc/${pid}/stat`);
    return true;
  } catch (error) {
    // The process may have ended meanwhile; then it cannot be signalled either.
    return isGone(error) && !isProcessRunning(pid);
  }
}

function isGone(error: unknown): boolean {
  return ['ENOENT', 'ESRCH'].includes(systemCodeOf(error) ?? '');
}
