import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { callsWithoutModel, type EngineContract } from '../../common/contracts/engineContract';
import type { EngineOptions } from '../../common/contracts/engineOptions';
import type { ProviderSummary } from '../../common/contracts/providerInfo';
import { SemanticSearchError } from '../../common/errors/errors';
import type { HostContract } from '../../common/contracts/hostContract';
import type { Logger } from '../../common/logger';
import type { CallOptions, Handlers } from '../../common/contracts/remoteCalls';
import { startEngineWorker, type EngineWorker } from '../../node/engineWorker';
import { virtualFiles } from './virtualFiles';

/**
 * Number of restarts of the engine's thread allowed within {@link restartWindowMs}; after more, the fault is treated as
 * permanent. The window is long because a hanging thread is detected only after a minute.
 */
const mostRestarts = 3;
const restartWindowMs = 15 * 60_000;

/** The engine in a worker thread, started on first use. A thread that crashed or hung is replaced on the next call. */
export class EngineThread implements vscode.Disposable {
  private worker: EngineWorker | undefined;
  private opened: Promise<unknown> | undefined;
  /** The thread runs, but without a model: every call fails with the error of `open`. */
  private hasNoModel = false;
  private deaths: number[] = [];
  private disposed = false;
  private openedProvider: ProviderSummary | undefined;
  private readonly died = new vscode.EventEmitter<void>();

  /** Fires when the thread ended unexpectedly. Every folder has to be opened again. */
  readonly onDidDie = this.died.event;

  /**
   * @param workerFile the built worker, `dist/worker.js`
   * @param options passed to the engine on each start
   */
  constructor(
    private readonly workerFile: string,
    private readonly options: EngineOptions,
    private readonly logger: Logger,
  ) {}

  /**
   * Calls the engine; see `RemoteCaller.call`.
   *
   * @throws SemanticSearchError WORKER_DIED if the thread died during the call, or keeps dying
   */
  async call<M extends keyof EngineContract>(
    method: M,
    params: EngineContract[M]['params'],
    options?: CallOptions<EngineContract[M]['progress']>,
  ): Promise<EngineContract[M]['result']> {
    const { engine } = this.start();
    if (!callsWithoutModel.has(method)) await this.opened;
    return engine.call(method, params, options);
  }

  /** The model that is loaded or was loaded last; undefined before the first load. */
  get provider(): ProviderSummary | undefined {
    return this.openedProvider;
  }

  /** Whether a thread that died may be restarted. */
  get mayRestart(): boolean {
    const since = Date.now() - restartWindowMs;
    this.deaths = this.deaths.filter((at) => at > since);
    return this.deaths.length <= mostRestarts;
  }

  /** Clears the record of earlier failures, for an explicit retry. */
  async forgetFailures(): Promise<void> {
    this.deaths = [];
    if (this.hasNoModel) await this.stop();
  }

  /** Calls a server again at once, even if it asked to wait. */
  async tryNow(): Promise<void> {
    await this.worker?.engine.call('tryNow', null);
  }

  /** Stops the thread; the next call starts a new one. {@link onDidDie} does not fire. */
  async stop(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    this.opened = undefined;
    this.hasNoModel = false;
    if (!worker) return;
    await worker.close();
    await worker.terminate();
    await worker.ended;
  }

  /** Stops the thread as if it had crashed. For tests. */
  async crash(): Promise<void> {
    await this.worker?.terminate();
  }

  dispose(): void {
    this.disposed = true;
    this.died.dispose();
    void this.stop();
  }

  private start(): EngineWorker {
    if (this.worker) return this.worker;
    if (this.disposed || !this.mayRestart) {
      throw new SemanticSearchError(
        'WORKER_DIED',
        l10n.t('The engine stopped several times within a few minutes.'),
        l10n.t('Run "Semantic Search: Update Index" to try again. The log has the details.'),
      );
    }
    const started = performance.now();
    const worker = startEngineWorker(this.workerFile, {
      texts: vscode.l10n.bundle,
      host: this.hostHandlers(),
    });
    this.worker = worker;
    this.opened = worker.engine.call('open', this.options).then((provider) => {
      this.openedProvider = provider;
      const { id, model, dimensions } = provider;
      this.logger.info(
        `Engine ready after ${(performance.now() - started).toFixed(0)} ms: ${id}, ${model}, ${dimensions} dimensions`,
      );
    });
    this.hasNoModel = false;
    // Callers get the error itself.
    this.opened.catch(() => {
      if (this.worker === worker) this.hasNoModel = true;
    });
    void worker.ended.then((reason) => {
      this.noteEnd(worker, reason);
    });
    return worker;
  }

  private noteEnd(worker: EngineWorker, reason: string): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    this.opened = undefined;
    this.deaths.push(Date.now());
    this.logger.error(`The engine stopped unexpectedly: ${reason}. What was stored is kept.`);
    if (!this.disposed) this.died.fire();
  }

  private hostHandlers(): Handlers<HostContract> {
    return {
      ...virtualFiles,
      log: ({ level, message }) => {
        this.logger[level](message);
        return Promise.resolve(null);
      },
    };
  }
}
