import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import type { EngineContract } from '../common/engineContract';
import { SemanticSearchError } from '../common/errors';
import type { HostContract } from '../common/hostContract';
import { RemoteCaller, serveCalls, type Handlers } from '../common/remoteCalls';
import { messagePortOf } from './messagePorts';
import { silenceMs, watchAnswers } from './watchdog';

/** What the worker is started with. */
export interface EngineWorkerData {
  /** Threads of this process that have ended, by number. */
  readonly endedThreads: readonly number[];
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
  /** Ends the thread; calls under way fail. */
  terminate(): Promise<void>;
}

/** How to start the engine. */
export interface EngineWorkerOptions {
  /** Threads of this process that have ended: locks that they left are free. Default none. */
  readonly endedThreads?: readonly number[];
  /** What errors and reasons are told with: texts by their English ones. Default English. */
  readonly texts?: Readonly<Record<string, string>> | undefined;
  /** Writes the log and reads virtual folders. */
  readonly host: Handlers<HostContract>;
}

/**
 * Starts the engine in a thread of its own. A thread that does not answer for a minute is ended.
 *
 * @param file the built worker, `dist/worker.js`
 */
export function startEngineWorker(
  file: string,
  { endedThreads = [], texts, host }: EngineWorkerOptions,
): EngineWorker {
  const channel = new MessageChannel();
  const workerData: EngineWorkerData = { endedThreads, texts, hostPort: channel.port2 };
  const worker = new Worker(file, { workerData, transferList: [channel.port2] });
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
        l10n.t('Try again; what was stored is kept.'),
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
      died(l10n.t('it did not answer for {0} seconds', silenceMs / 1000));
      void worker.terminate();
    },
  );
  const ended = new Promise<string>((resolve) => {
    worker.on('exit', (code) => {
      endWatch();
      const why = reason ?? l10n.t('exit code {0}', code);
      died(why);
      channel.port1.close();
      resolve(why);
    });
  });
  return {
    engine,
    threadId: worker.threadId,
    ended,
    terminate: async () => {
      await worker.terminate();
    },
  };
}
