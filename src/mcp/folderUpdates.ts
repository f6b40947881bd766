import type { EngineContract, UpdateParams } from '../common/contracts/engineContract';
import { messageOf } from '../common/errors/errors';
import type { IndexProgress } from '../common/contracts/indexReport';
import type { RemoteCaller } from '../common/contracts/remoteCalls';

/** Keeps the index of one folder up to date: checks all files before a query, one update at a time. */
export class FolderUpdates {
  /** Resolves when all updates asked for have ended. */
  private last: Promise<void> = Promise.resolve();
  /** A check of all files that has not begun. */
  private waiting: Promise<void> | undefined;
  private progress: IndexProgress | undefined;
  private failure: string | undefined;
  private wasComplete: boolean;

  /** @param isComplete whether the stored index has all files as of its last update */
  constructor(
    private readonly engine: RemoteCaller<EngineContract>,
    readonly folder: string,
    isComplete: boolean,
  ) {
    this.wasComplete = isComplete;
  }

  /** Whether the folder was indexed completely at some time; the index may lack the latest changes. */
  get isComplete(): boolean {
    return this.wasComplete;
  }

  /**
   * Compares all files with the index. Resolves when a check that began after this call has ended, because one that is
   * running may have missed the latest change; never rejects.
   */
  refresh(): Promise<void> {
    this.waiting ??= this.enqueue({ folder: this.folder }, () => {
      this.waiting = undefined;
    });
    return this.waiting;
  }

  /** Updates files that a search found changed, although their stamps did not show it. */
  refreshPaths(paths: readonly string[]): Promise<void> {
    return this.enqueue({ folder: this.folder, paths });
  }

  /**
   * What the reader of an answer must know about this folder: `indexing 40 %`; undefined if nothing.
   *
   * @param isChecked whether a check ended between the question and the answer
   */
  note(isChecked: boolean): string | undefined {
    if (!this.wasComplete && this.failure === undefined) {
      const { done = 0, total = 0 } = this.progress ?? {};
      const percent = total > 0 ? ` ${Math.floor((100 * done) / total)} %` : '';
      return `indexing${percent}, results are incomplete: ask again later`;
    }
    if (!isChecked) return 'checking for changes, results are checked against the files';
    return this.failure === undefined ? undefined : `not updated (${this.failure})`;
  }

  private enqueue(params: UpdateParams, onBegin?: () => void): Promise<void> {
    this.last = this.last.then(() => {
      onBegin?.();
      return this.update(params);
    });
    return this.last;
  }

  private async update(params: UpdateParams): Promise<void> {
    try {
      await this.engine.call('index', params, {
        onProgress: (progress) => {
          this.progress = progress;
        },
      });
      this.failure = undefined;
      if (params.paths === undefined) this.wasComplete = true;
    } catch (error) {
      // The index still answers: another process writes it, or a provider does not answer.
      this.failure = messageOf(error);
    } finally {
      this.progress = undefined;
    }
  }
}
