import type * as vscode from 'vscode';
import type { EngineOptions } from '../../common/engineContract';
import type { Logger } from '../../common/logger';
import { EngineThread } from '../engineThread/engineThread';
import { WorkspaceIndexing } from '../indexing/workspaceIndexing';
import type { ProviderChoice } from '../provider/providerChoice';
import { WorkspaceSearch } from '../search/workspaceSearch';

/** What a generation is made of. */
export interface GenerationParts {
  /** The built worker, `dist/worker.js`. */
  readonly workerFile: string;
  /** Directory of this machine where indexes are kept. */
  readonly indexDirectory: string;
  /** Remembers over restarts that indexing is paused. */
  readonly memento: vscode.Memento;
  readonly logger: Logger;
}

/** The index of the window made with one model: a thread that makes and searches it, and what keeps it in step. */
export class Generation implements vscode.Disposable {
  readonly engine: EngineThread;
  readonly indexing: WorkspaceIndexing;
  readonly search: WorkspaceSearch;
  private readonly disposables: readonly { dispose(): unknown }[];

  constructor(
    readonly choice: ProviderChoice,
    readonly options: EngineOptions,
    { workerFile, indexDirectory, memento, logger }: GenerationParts,
  ) {
    this.engine = new EngineThread(workerFile, options, logger);
    this.indexing = new WorkspaceIndexing({ engine: this.engine, indexDirectory, memento, logger });
    this.search = new WorkspaceSearch(this.engine, this.indexing);
    this.disposables = [this.engine, this.indexing];
  }

  /** Resolves when its thread has ended: another one may write the same index then. */
  async end(): Promise<void> {
    const stopped = this.engine.stop();
    this.dispose();
    await stopped;
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }
}
