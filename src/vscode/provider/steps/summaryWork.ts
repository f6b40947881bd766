import * as vscode from 'vscode';
import { CancelledError, errorDataOf, SemanticSearchError, throwIfCancelled } from '../../../common/errors';
import type { IndexProgress } from '../../../common/indexReport';
import type { SendingPlan } from '../../../common/providerInfo';
import type { SendingEstimate } from '../previewText';
import { choiceOf, optionsOf, type Draft } from './draft';
import { modelToBeginWith } from './modelRows';
import type { StepContext } from './step';
import type { TestOutcome } from './testRows';

/** What has been found out of a draft so far. */
export interface SummaryFindings {
  /** Undefined while the connection is being tested. */
  readonly outcome?: TestOutcome | undefined;
  /** The server answered that it is loading the model. */
  readonly isModelLoading?: boolean | undefined;
  /** The provider lists no model that could be taken: a person has to name one. */
  readonly lacksModel?: boolean | undefined;
  /** From the index that is there; undefined where there is none that is complete. */
  readonly estimate?: SendingEstimate | undefined;
  /** How far counting exactly is. */
  readonly planning?: IndexProgress | undefined;
  readonly plan?: SendingPlan | undefined;
}

type WorkContext = Pick<StepContext, 'trial' | 'network' | 'estimate'>;

/**
 * What goes on while a person reads the summary of a draft: its model is chosen where nobody has chosen one, the connection is tested,
 * and what would be sent is counted. Sends one text of our own, and nothing of the workspace.
 */
export class SummaryWork implements vscode.Disposable {
  /** Told after each finding. */
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

  /** Goes on with another draft. What was found out of one that is asked for in the same way stays. */
  update(draft: Draft): void {
    const isSame = keyOf(draft) === keyOf(this.current);
    this.current = draft;
    if (!isSame) this.restart();
  }

  /** Finds out everything again. */
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
      // A server that has no list can still have models.
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

/** What a draft is asked for with: another address, key, model or dimension is another question. */
function keyOf(draft: Draft): string {
  return JSON.stringify([choiceOf(draft), draft.newKey ?? draft.storedKey]);
}
