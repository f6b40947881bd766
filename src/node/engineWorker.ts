import { Worker } from 'node:worker_threads';
import type { EngineContract } from '../common/engineContract';
import { SemanticSearchError } from '../common/errors';
import { RemoteCaller } from '../common/remoteCalls';

/** A running engine worker and the way to call it. */
export interface EngineWorker {
  readonly engine: RemoteCaller<EngineContract>;
  /** Ends the thread; calls under way fail. */
  terminate(): Promise<void>;
}

/**
 * Starts the engine in a thread of its own.
 *
 * @param file the built worker, `dist/worker.js`
 */
export function startEngineWorker(file: string): EngineWorker {
  const worker = new Worker(file);
  const engine = new RemoteCaller<EngineContract>({
    post: (message) => {
      worker.postMessage(message);
    },
    listen: (listener) => {
      worker.on('message', listener);
    },
  });
  const died = (what: string, cause?: unknown): void => {
    engine.close(
      new SemanticSearchError(
        'WORKER_DIED',
        `The engine stopped: ${what}.`,
        'Try again; what was stored is kept.',
        { cause },
      ),
    );
  };
  worker.on('error', (error) => {
    died(error.message, error);
  });
  worker.on('exit', (code) => {
    died(`exit code ${code}`);
  });
  return {
    engine,
    terminate: async () => {
      await worker.terminate();
    },
  };
}
