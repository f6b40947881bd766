import { setTimeout as sleep } from 'node:timers/promises';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import type { EngineContract } from '../common/contracts/engineContract';
import { SemanticSearchError } from '../common/errors/errors';
import type { HostContract } from '../common/contracts/hostContract';
import { RemoteCaller, serveCalls, type Handlers } from '../common/contracts/remoteCalls';
import { EndedThreads } from './endedThreads';
import { messagePortOf } from './messagePorts';
import { silenceMs, watchAnswers } from './watchdog';

/** The worker's `workerData`. */
export interface EngineWorkerData {
  /** Shared memory of the register of ended threads of this process. */
  readonly endedThreads: SharedArrayBuffer;
  /** Translations by their English texts, in the display language; undefined for English. */
  readonly texts: Readonly<Record<string, string>> | undefined;
  /** Port on which the worker calls its host. */
  readonly hostPort: MessagePort;
}

/** A running engine worker and the way to call it. */
export interface EngineWorker {
  readonly engine: RemoteCaller<EngineContract>;
  /** Thread number within this process. */
  readonly threadId: number;
  /** Resolves with the reason when the thread has ended. Calls in progress have failed by then. */
  readonly ended: Promise<string>;
  /**
   * Call before ending the worker. Resolves when pending data is on disk, or cannot be written soon. Does not reject.
   */
  close(): Promise<void>;
  /** Ends the thread at once; calls in progress fail. */
  terminate(): Promise<void>;
}

/** Options of {@link startEngineWorker}. */
export interface EngineWorkerOptions {
  /** Translations for errors and reasons, by their English texts. Default English. */
  readonly texts?: Readonly<Record<string, string>> | undefined;
  /** Writes the log and reads virtual folders. */
  readonly host: Handlers<HostContract>;
}

/**
 * Longest time an engine may take to write pending data before it is ended, milliseconds; longer than the lock
 * timeout.
 */
const closePatienceMs = 12_000;

/** Ended engines of this process, shared with all running ones. One register per process. */
const endedThreads = new EndedThreads();

/**
 * Starts the engine in its own thread. When the thread ends, for any reason, all other engines of the process treat
 * its locks as free. A thread that does not answer for a minute is ended.
 *
 * @param file the built worker, `dist/worker.js`
 */
export function startEngineWorker(file: string, { texts, host }: EngineWorkerOptions): EngineWorker {
  const channel = new MessageChannel();
  const workerData: EngineWorkerData = {
    endedThreads: endedThreads.memory,
    texts,
    hostPort: channel.port2,
  };
  const worker = new Worker(file, { workerData, transferList: [channel.port2] });
  // The worker loses its id when it ends.
  const { threadId } = worker;
  serveCalls(messagePortOf(channel.port1), host);
  // The port must not keep the process alive.
  channel.port1.unref();
  const engine = new RemoteCaller<EngineContract>(messagePortOf(worker));
  let reason: string | undefined;
  const died = (what: string, cause?: unknown): void => {
    reason = what;
    engine.close(
      new SemanticSearchError(
        'WORKER_DIED',
        l10n.t('The engine stopped: {0}.', what),
        l10n.t('Try again. Stored data is kept.'),
        { cause },
      ),
    );
  };
  worker.on('error', (error) => {
    died(error instanceof Error ? error.message : String(error), error);
  });
  const endWatch = watchAnswers(
    () => engine.call('ping', null),
    () => {
      died(l10n.t('no response for {0} seconds', silenceMs / 1000));
      void worker.terminate();
    },
  );
  const ended = new Promise<string>((resolve) => {
    worker.on('exit', (code) => {
      endWatch();
      endedThreads.add(threadId);
      const why = reason ?? l10n.t('exit code {0}', code);
      died(why);
      channel.port1.close();
      resolve(why);
    });
  });
  return {
    engine,
    threadId,
    ended,
    close: async () => {
      const closed = engine.call('close', null).catch(() => undefined);
      await Promise.race([closed, sleep(closePatienceMs, undefined, { ref: false })]);
    },
    terminate: async () => {
      await worker.terminate();
    },
  };
}
