import { Worker } from 'node:worker_threads';
import { SemanticSearchError } from '../../common/errors/errors';
import type { HighlightContract } from '../../common/contracts/highlightContract';
import { RemoteCaller } from '../../common/contracts/remoteCalls';

/** A grammar that grows without limit crashes only its own thread, not the host. */
const maxHeapMb = 512;

/** The thread that colours code. */
export class HighlightThread {
  private readonly worker: Worker;
  private readonly caller: RemoteCaller<HighlightContract>;
  private ended = false;

  /** @param file the built worker, `dist/highlighter.js` */
  constructor(file: string) {
    this.worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: maxHeapMb } });
    this.caller = new RemoteCaller<HighlightContract>({
      post: (message) => {
        this.worker.postMessage(message);
      },
      listen: (listener) => {
        this.worker.on('message', listener);
      },
    });
    this.worker.on('error', (error) => {
      this.end(error.message, error);
    });
    this.worker.on('exit', (code) => {
      this.end(`exit code ${code}`);
    });
  }

  get hasEnded(): boolean {
    return this.ended;
  }

  /**
   * Makes one call; ends the thread if it makes no progress for `stallMs`.
   *
   * @throws CancelledError when aborted; SemanticSearchError when the thread ends, or had ended before
   */
  async call<M extends keyof HighlightContract>(
    method: M,
    params: HighlightContract[M]['params'],
    options: {
      readonly stallMs: number;
      readonly signal?: AbortSignal | undefined;
      readonly onProgress?: ((progress: HighlightContract[M]['progress']) => void) | undefined;
    },
  ): Promise<HighlightContract[M]['result']> {
    const stalled = setTimeout(() => {
      this.end(`nothing happened for ${options.stallMs} ms`);
      void this.worker.terminate();
    }, options.stallMs);
    try {
      return await this.caller.call(method, params, {
        signal: options.signal,
        onProgress: (progress) => {
          stalled.refresh();
          options.onProgress?.(progress);
        },
      });
    } finally {
      clearTimeout(stalled);
    }
  }

  async terminate(): Promise<void> {
    this.end('it was told to');
    await this.worker.terminate();
  }

  private end(why: string, cause?: unknown): void {
    if (this.ended) return;
    this.ended = true;
    this.caller.close(
      new SemanticSearchError(
        'WORKER_DIED',
        `The colouring of code stopped: ${why}.`,
        'Code is shown without colours until the next search.',
        { cause },
      ),
    );
  }
}
