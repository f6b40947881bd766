import * as vscode from 'vscode';
import type {
  EngineContract,
  EvaluationCandidate,
  EvaluationParams,
} from '../../common/contracts/engineContract';
import type { ProviderOptions } from '../../common/contracts/engineOptions';
import type { EvaluationPlan, EvaluationProgress, EvaluationReport } from '../../common/contracts/evaluation';
import { untilAborted } from '../../common/concurrency';
import { CancelledError } from '../../common/errors/errors';
import type { IndexProgress } from '../../common/contracts/indexReport';
import type { Logger } from '../../common/logger';
import type { ModelInfo, ProviderTest, SendingPlan } from '../../common/contracts/providerInfo';
import type { CallOptions } from '../../common/contracts/remoteCalls';
import { startEngineWorker, type EngineWorker } from '../../node/engineWorker';
import { readRequestParameters, readRerankerParameters } from '../configuration';
import { virtualFiles } from '../engineThread/virtualFiles';
import { folderOptionsOf, type IndexDirectories } from '../indexing/folderOptions';
import type { TeamSecrets } from '../team/teamSecrets';
import { combinePlans, type FolderPlan } from './combinePlans';
import { builtinChoice } from './providerChoice';

/** Dependencies of a trial. */
export interface ProviderTrialParts extends IndexDirectories {
  /** The built worker, `dist/worker.js`. */
  readonly workerFile: string;
  /** Directory on this machine for data that all workspaces share. */
  readonly cacheDirectory: string;
  readonly teamSecrets: Pick<TeamSecrets, 'options'>;
  readonly logger: Logger;
}

/** Cancellation and progress of a trial call. */
export interface TrialOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: IndexProgress) => void) | undefined;
}

/**
 * Calls a provider that is not the configured one. Uses a separate thread, so that the engine continues with the current
 * provider. The first call starts the thread, and `dispose` ends it. Every call throws CancelledError when aborted, else
 * SemanticSearchError.
 */
export class ProviderTrial implements vscode.Disposable {
  private worker: EngineWorker | undefined;
  private isDisposed = false;

  constructor(private readonly parts: ProviderTrialParts) {}

  listModels(provider: ProviderOptions, { signal }: TrialOptions = {}): Promise<readonly ModelInfo[]> {
    return this.call('listModels', this.engineOptions(provider), { signal });
  }

  /** Embeds one short text. Sends nothing from the workspace. */
  test(provider: ProviderOptions, options: TrialOptions = {}): Promise<ProviderTest> {
    return this.call('testProvider', this.engineOptions(provider), options);
  }

  /** Plan of what indexing these folders would send. Sends nothing; vectors that the team shares are read. */
  async plan(
    provider: ProviderOptions,
    folders: readonly vscode.WorkspaceFolder[],
    { signal, onProgress }: TrialOptions = {},
  ): Promise<SendingPlan> {
    const sharedResults = await this.parts.teamSecrets.options();
    const options = { ...this.engineOptions(provider), sharedResults };
    await this.call('open', options, { signal, onProgress });
    const plans: FolderPlan[] = [];
    for (const { folder, options } of folderOptionsOf(folders, this.parts).values()) {
      await this.call('openFolder', options, { signal });
      const plan = await this.call('plan', { folder: options.folder }, { signal, onProgress });
      plans.push({ name: folder.name, plan });
    }
    return combinePlans(plans);
  }

  /** Plan of a comparison of models on these folders, with the request parameters of the settings. Sends nothing. */
  async planComparison(
    candidates: readonly EvaluationCandidate[],
    folders: readonly vscode.WorkspaceFolder[],
    limits: Pick<EvaluationParams, 'questions' | 'maxCost'>,
    options: CallOptions<EvaluationProgress> = {},
  ): Promise<EvaluationPlan> {
    const { cacheDirectory } = this.parts;
    const opened = [...folderOptionsOf(folders, this.parts).values()].map((one) => one.options);
    const all = candidates.map(withOwnParameters);
    return this.call(
      'planEvaluation',
      { ...limits, candidates: all, cacheDirectory, folders: opened },
      options,
    );
  }

  /**
   * Runs the last plan of a comparison. Aborted, it rejects when the vectors that arrived are stored: the thread must not be
   * ended before.
   */
  async compare(options: CallOptions<EvaluationProgress> = {}): Promise<EvaluationReport> {
    if (this.isDisposed) throw new CancelledError();
    return this.start().engine.call('runEvaluation', null, options);
  }

  dispose(): void {
    this.isDisposed = true;
    const { worker } = this;
    this.worker = undefined;
    void worker?.terminate();
  }

  private engineOptions(provider: ProviderOptions): EngineContract['open']['params'] {
    const parameters = readRequestParameters(provider.provider);
    return { provider: { ...provider, parameters }, cacheDirectory: this.parts.cacheDirectory };
  }

  private call<M extends keyof EngineContract>(
    method: M,
    params: EngineContract[M]['params'],
    options: CallOptions<EngineContract[M]['progress']>,
  ): Promise<EngineContract[M]['result']> {
    if (this.isDisposed) return Promise.reject(new CancelledError());
    return untilAborted(this.start().engine.call(method, params, options), options.signal);
  }

  private start(): EngineWorker {
    if (this.worker) return this.worker;
    const { workerFile, logger } = this.parts;
    const worker = startEngineWorker(workerFile, {
      texts: vscode.l10n.bundle,
      host: {
        ...virtualFiles,
        log: ({ level, message }) => {
          logger[level](message);
          return Promise.resolve(null);
        },
      },
    });
    this.worker = worker;
    void worker.ended.then(() => {
      if (this.worker === worker) this.worker = undefined;
    });
    return worker;
  }
}

function withOwnParameters({ rerank, ...own }: EvaluationCandidate): EvaluationCandidate {
  return {
    ...own,
    ...(own.provider !== builtinChoice.provider && { parameters: readRequestParameters(own.provider) }),
    ...(rerank && { rerank: { ...rerank, parameters: readRerankerParameters(rerank.provider) } }),
  };
}
