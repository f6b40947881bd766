import type * as vscode from 'vscode';
import type { EngineOptions } from '../../common/contracts/engineOptions';
import type { Logger } from '../../common/logger';
import { DisposableStore } from '../disposables';
import { EngineThread } from '../engineThread/engineThread';
import type { IndexDirectories } from '../indexing/folderOptions';
import { WorkspaceUpdater, type WorkspaceUpdaterParts } from '../indexing/workspaceUpdater';
import type { ProviderChoice } from '../provider/providerChoice';

/** Dependencies of a generation. */
export interface GenerationParts extends IndexDirectories, Pick<WorkspaceUpdaterParts, 'database'> {
  /** The built worker, `dist/worker.js`. */
  readonly workerFile: string;
  /** Stores across restarts that indexing is paused. */
  readonly memento: vscode.Memento;
  readonly logger: Logger;
}

/** The window's index for one model: the engine thread that builds and searches it, and the indexing that keeps it up to date. */
export class Generation implements vscode.Disposable {
  readonly engine: EngineThread;
  readonly updater: WorkspaceUpdater;
  private readonly disposables = new DisposableStore();

  constructor(
    readonly choice: ProviderChoice,
    readonly options: EngineOptions,
    { workerFile, logger, ...parts }: GenerationParts,
  ) {
    this.engine = this.disposables.add(new EngineThread(workerFile, options, logger));
    this.updater = this.disposables.add(new WorkspaceUpdater({ engine: this.engine, logger, ...parts }));
  }

  /** Resolves when the thread has ended. Only then may another thread write the same index. */
  async end(): Promise<void> {
    const stopped = this.engine.stop();
    this.dispose();
    await stopped;
  }

  dispose(): void {
    this.disposables.dispose();
  }
}
