import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { systemCodeOf } from '../../common/errors';

/** What tells a thread from every other one on every machine. Only Linux tells it. */
export interface ThreadIdentity {
  /** Random id of the running system: another one after each start of the machine. */
  readonly boot: string;
  /** Processes see each other's numbers within one namespace only: a container and its host have different ones. */
  readonly pidNamespace: string;
  /** Number of the thread in the system. */
  readonly nativeThread: number;
  /** When the thread was started, in clock ticks since the machine was. */
  readonly startTicks: string;
}

/** A thread of some process, as it describes itself in a lock. */
export interface ThreadDescription {
  readonly pid: number;
  /** Number of the thread within its process, as Node counts. */
  readonly threadId: number;
  readonly host: string;
  /** When its machine was started, milliseconds since the epoch; to within a minute. Undefined in locks of older versions. */
  readonly bootedAtMs?: number | undefined;
  readonly identity?: ThreadIdentity | undefined;
}

/** Starts of a machine that are computed at different times differ: its clock is adjusted. */
const bootToleranceMs = 60_000;

let own: { readonly identity: ThreadIdentity | undefined } | undefined;

/** The identity of the thread that calls; undefined where the system does not tell. */
export function ownIdentity(): ThreadIdentity | undefined {
  own ??= { identity: readOwnIdentity() };
  return own.identity;
}

function readOwnIdentity(): ThreadIdentity | undefined {
  try {
    // Of the thread that makes the call: an asynchronous one would be made by another.
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

/** When this machine was started, as far as its clock tells. */
export function bootedAtMs(): number {
  return Math.round(Date.now() - uptime() * 1000);
}

/**
 * Whether a thread runs, where that can be told for sure. The name of a host does not tell: containers share names, and
 * get other ones when they are built again.
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
  // The number may have been given to another process since.
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
    // EPERM: it runs, as another user.
    return systemCodeOf(error) !== 'ESRCH';
  }
}

/**
 * When a thread was started; undefined where there is none, or its process has ended and only waits for its parent.
 *
 * @throws what the file system says where that cannot be told
 */
function readThread(pid: number, nativeThread: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/task/${nativeThread}/stat`, 'utf8');
  } catch (error) {
    // Gone for sure only where the process itself can be seen.
    if (isGone(error) && isVisible(pid)) return undefined;
    throw error;
  }
  // The name of the program is in brackets, and may hold anything; `man 5 proc` numbers the fields from 1.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  return state === 'Z' || state === 'X' ? undefined : fields[22 - 3];
}

function isVisible(pid: number): boolean {
  try {
    readFileSync(`/proc/${pid}/stat`);
    return true;
  } catch (error) {
    // It may have ended meanwhile: then it cannot be signalled either.
    return isGone(error) && !isProcessRunning(pid);
  }
}

function isGone(error: unknown): boolean {
  return ['ENOENT', 'ESRCH'].includes(systemCodeOf(error) ?? '');
}
