import type { EngineOptions } from '../../src/common/contracts/engineOptions';
import { CancelledError } from '../../src/common/errors/errors';
import type { IndexProgress, RunSummary } from '../../src/common/contracts/indexReport';
import { EventEmitter } from './fakeEditor';

/** A call that the engine got. */
export interface EngineCall {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal | undefined;
  /** Reports progress of the call. */
  progress(progress: Partial<IndexProgress>): void;
}

/** Answers a call: a value, an error to throw, or a promise that the test settles. */
export type Answer = (call: EngineCall) => unknown;

/** The report of a run that indexed a folder of two files. */
export const runReport: RunSummary = {
  ...{ files: 2, chunks: 4, skipped: 0, skippedBy: {}, failed: 0, withoutVector: 0, provisional: 0 },
  ...{ skippedDirectories: [], embedded: 0, reused: 0, removed: 0, unreadable: 0, requests: 0, tookMs: 1 },
};

/** An engine in place of the worker thread: it records its calls, and answers as the test says. */
export class FakeEngine {
  /** All engines since {@link FakeEngine.reset}, in the order in which they were started. */
  static all: FakeEngine[] = [];
  /** Answers of new engines, by method. */
  static answers = new Map<string, Answer>();

  readonly calls: EngineCall[] = [];
  readonly died = new EventEmitter<void>();
  readonly onDidDie = this.died.event;
  readonly answers = new Map<string, Answer>([
    ['openFolder', () => ({ files: 2, chunks: 4, state: 'ready', unreadable: 0 })],
    ['index', () => runReport],
    ['closeFolder', () => null],
    ...FakeEngine.answers,
  ]);
  provider: unknown;
  failuresForgotten = 0;
  triedNow = 0;
  isStopped = false;
  isDisposed = false;

  constructor(
    readonly workerFile = '',
    readonly options?: EngineOptions,
  ) {
    FakeEngine.all.push(this);
  }

  static reset(): void {
    FakeEngine.all = [];
    FakeEngine.answers = new Map();
  }

  async call(
    method: string,
    params: Readonly<Record<string, unknown>>,
    options: { signal?: AbortSignal; onProgress?: (progress: IndexProgress) => void } = {},
  ): Promise<unknown> {
    const { signal, onProgress } = options;
    const progress: EngineCall['progress'] = (told) => {
      onProgress?.({ phase: 'indexing', done: 0, total: 0, ...told });
    };
    const call = { method, params, signal, progress };
    this.calls.push(call);
    const answer: unknown = this.answers.get(method)?.(call);
    if (answer instanceof Error) throw answer;
    if (!signal || !(answer instanceof Promise)) return answer;
    return Promise.race([
      answer,
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(new CancelledError());
        });
      }),
    ]);
  }

  /** Calls of a method so far: what each was about. */
  of(method: string): Readonly<Record<string, unknown>>[] {
    return this.calls.filter((call) => call.method === method).map(({ params }) => params);
  }

  forgetFailures(): Promise<void> {
    this.failuresForgotten++;
    return Promise.resolve();
  }

  tryNow(): Promise<void> {
    this.triedNow++;
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.isStopped = true;
    return Promise.resolve();
  }

  dispose(): void {
    this.isDisposed = true;
  }
}
