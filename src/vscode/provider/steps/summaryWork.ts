import * as vscode from 'vscode';
import {
  CancelledError,
  errorDataOf,
  SemanticSearchError,
  throwIfCancelled,
} from '../../../common/errors/errors';
import type { IndexProgress } from '../../../common/contracts/indexReport';
import type { SendingPlan } from '../../../common/contracts/providerInfo';
import type { SendingEstimate } from '../previewText';
import { choiceOf, optionsOf, type Draft } from './draft';
import { modelToBeginWith } from './modelRows';
import type { StepContext } from './step';
import type { TestOutcome } from './testRows';

/** Findings about a draft so far. */
export interface SummaryFindings {
  /** Undefined while the connection is being tested. */
  readonly outcome?: TestOutcome | undefined;
  /** The server is loading the model. */
  readonly isModelLoading?: boolean | undefined;
  /** The provider lists no usable model: the user has to name one. */
  readonly lacksModel?: boolean | undefined;
  /** Estimated from the existing index; undefined if no index is complete. */
  readonly estimate?: SendingEstimate | undefined;
  /** Progress of the exact count. */
  readonly planning?: IndexProgress | undefined;
  readonly plan?: SendingPlan | undefined;
}

type WorkContext = Pick<StepContext, 'trial' | 'network' | 'estimate'>;

/**
 * Background work while the user reads the summary of a draft: chooses a model if there is none, tests the connection, and counts
 * the data to send. Sends one fixed text, and nothing from the workspace.
 */
export class SummaryWork implements vscode.Disposable {
  /** Called after each finding. */
  onDidChange: (() => void) | undefined;
  private found: SummaryFindings = {};
  private running = new AbortController();

  constructor(
    private readonly context: WorkContext,
    private current: Draft,
  ) {
    void this.readEstimate();
    this.restart();
  }

  get draft(): Draft {
    return this.current;
  }

  get findings(): SummaryFindings {
    return this.found;
  }

  /** Continues with another draft. Findings are kept if the requests stay the same. */
  update(draft: Draft): void {
    const isSame = keyOf(draft) === keyOf(this.current);
    this.current = draft;
    if (!isSame) this.restart();
  }

  /** Discards the findings and starts again. */
  restart(): void {
    this.running.abort();
    this.running = new AbortController();
    this.found = { estimate: this.found.estimate };
    void this.run(this.running.signal);
  }

  dispose(): void {
    this.onDidChange = undefined;
    this.running.abort();
  }

  private async readEstimate(): Promise<void> {
    const estimate = await this.context.estimate();
    this.note({ estimate });
  }

  private async run(signal: AbortSignal): Promise<void> {
    try {
      await this.findOut(signal);
    } catch (error) {
      if (signal.aborted || error instanceof CancelledError) return;
      this.note({ outcome: { error: errorDataOf(error) } });
    }
  }

  private async findOut(signal: AbortSignal): Promise<void> {
    const { trial, network } = this.context;
    if (this.current.model === undefined) {
      const model = await this.firstModel(signal);
      throwIfCancelled(signal);
      if (!model) {
        this.note({ lacksModel: true });
        return;
      }
      this.current = { ...this.current, model };
      this.note({});
    }
    const options = optionsOf(this.current, network);
    const test = await trial.test(options, {
      signal,
      onProgress: () => {
        if (!signal.aborted) this.note({ isModelLoading: true });
      },
    });
    throwIfCancelled(signal);
    this.note({ outcome: { test }, isModelLoading: false });
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.length === 0) return;
    const plan = await trial.plan(options, folders, {
      signal,
      onProgress: (planning) => {
        if (!signal.aborted) this.note({ planning });
      },
    });
    throwIfCancelled(signal);
    this.note({ plan });
  }

  private async firstModel(signal: AbortSignal): Promise<Draft['model']> {
    const { trial, network } = this.context;
    const { info } = this.current;
    const isAsked =
      info.listsModels && (info.defaultModel === undefined || info.installCommand !== undefined);
    if (!isAsked) return modelToBeginWith(info, { kind: 'none' });
    try {
      const models = await trial.listModels(optionsOf(this.current, network), { signal });
      return modelToBeginWith(info, { kind: 'listed', models });
    } catch (error) {
      // A server without a model list can still have models.
      if (error instanceof SemanticSearchError && error.code === 'PROVIDER_REFUSED')
        return modelToBeginWith(info, { kind: 'none' });
      throw error;
    }
  }

  private note(change: SummaryFindings): void {
    this.found = { ...this.found, ...change };
    this.onDidChange?.();
  }
}

/** Key of a draft's requests: changes with the choice and the API key. */
function keyOf(draft: Draft): string {
  return JSON.stringify([choiceOf(draft), draft.newKey ?? draft.storedKey]);
}
