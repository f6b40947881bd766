import { setTimeout as sleep } from 'node:timers/promises';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import type { EngineContract } from '../common/engineContract';
import { SemanticSearchError } from '../common/errors';
import type { HostContract } from '../common/hostContract';
import { RemoteCaller, serveCalls, type Handlers } from '../common/remoteCalls';
import { EndedThreads } from './endedThreads';
import { messagePortOf } from './messagePorts';
import { silenceMs, watchAnswers } from './watchdog';

/** What the worker is started with. */
export interface EngineWorkerData {
  /** Memory of the threads of this process that have ended, as they end. */
  readonly endedThreads: SharedArrayBuffer;
  /** Texts in the language of the window, by their English ones; undefined for English. */
  readonly texts: Readonly<Record<string, string>> | undefined;
  /** Where the worker asks its host. */
  readonly hostPort: MessagePort;
}

/** A running engine worker and the way to call it. */
export interface EngineWorker {
  readonly engine: RemoteCaller<EngineContract>;
  /** Number of its thread within this process. */
  readonly threadId: number;
  /** Resolves with the reason when the thread has ended; calls under way have failed by then. */
  readonly ended: Promise<string>;
  /** Resolves when what waits in memory is on the disk, or cannot be brought there soon: before it is ended. Does not reject. */
  close(): Promise<void>;
  /** Ends the thread at once; calls under way fail. */
  terminate(): Promise<void>;
}

/** How to start the engine. */
export interface EngineWorkerOptions {
  /** What errors and reasons are told with: texts by their English ones. Default English. */
  readonly texts?: Readonly<Record<string, string>> | undefined;
  /** Writes the log and reads virtual folders. */
  readonly host: Handlers<HostContract>;
}

/** How long an engine that is to end may take to write what waits, milliseconds: more than a lock is waited for. */
const closePatienceMs = 12_000;

/** Engines of this process that have ended, told to all that run: of a process there is one. */
const endedThreads = new EndedThreads();

/**
 * Starts the engine in a thread of its own. When it ends, for whatever reason, all other engines of the process know that what
 * it has locked is free. A thread that does not answer for a minute is ended.
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
  // Afterwards it has none.
  const { threadId } = worker;
  serveCalls(messagePortOf(channel.port1), host);
  // The program may end while nothing else goes on.
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
