import { indexingNote } from '../agents/freshnessOf';
import type { EngineContract, FolderOptions, UpdateParams } from '../common/contracts/engineContract';
import { messageOf } from '../common/errors/errors';
import type { IndexProgress } from '../common/contracts/indexReport';
import type { RemoteCaller } from '../common/contracts/remoteCalls';
import type { Readiness } from './untilAnswerable';

/** Keeps the index of one folder up to date: checks all files before a query, one update at a time. */
export class FolderUpdates {
  /** Resolves when all updates asked for have ended. */
  private last: Promise<void> = Promise.resolve();
  /** A check of all files that has not begun. */
  private waiting: Promise<void> | undefined;
  /** The last check of all files that has begun, and when. */
  private begun: { readonly check: Promise<void>; readonly atMs: number } | undefined;
  private noteBegin: () => void = () => undefined;
  /** Resolves when the first update has begun in the engine, or could not. */
  readonly hasBegun = new Promise<void>((resolve) => (this.noteBegin = resolve));
  private progress: IndexProgress | undefined;
  private failure: string | undefined;
  private wasComplete: boolean;

  private constructor(
    private readonly engine: RemoteCaller<EngineContract>,
    private readonly wantedOptions: () => Promise<FolderOptions>,
    private options: FolderOptions,
    isComplete: boolean,
  ) {
    this.wasComplete = isComplete;
  }

  /**
   * Opens a folder in the engine.
   *
   * @param wantedOptions asked before each update; the folder is opened again if the answer has changed
   * @throws SemanticSearchError as `openFolder` of the engine
   */
  static async open(
    engine: RemoteCaller<EngineContract>,
    wantedOptions: () => Promise<FolderOptions>,
  ): Promise<FolderUpdates> {
    const options = await wantedOptions();
    const { state } = await engine.call('openFolder', options);
    return new FolderUpdates(engine, wantedOptions, options, state === 'ready' || state === 'stale');
  }

  get folder(): string {
    return this.options.folder;
  }

  /** Whether the folder was indexed completely at some time; the index may lack the latest changes. */
  get isComplete(): boolean {
    return this.wasComplete;
  }

  /**
   * Compares all files with the index. Resolves when a check that began after the question has ended, because an earlier
   * one may have missed the latest change; never rejects.
   *
   * @param askedAtMs when the question was asked, by `performance.now`; default: now
   */
  refresh(askedAtMs = performance.now()): Promise<void> {
    if (this.begun && this.begun.atMs >= askedAtMs) return this.begun.check;
    this.waiting ??= this.enqueue({ folder: this.folder }, () => {
      this.begun = { check: this.waiting!, atMs: performance.now() };
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
   * @param readiness what was done for the question
   */
  note({ isChecked, first }: Readiness): string | undefined {
    if (!this.wasComplete && this.failure === undefined) {
      return indexingNote(this.progress ?? { done: 0, total: 0 }, first);
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
      await this.followOptions();
      await this.index(params);
      // While this process waited to write, the window may have changed its settings and applied them to the index.
      while (await this.followOptions()) await this.index({ folder: params.folder });
      this.failure = undefined;
      if (params.paths === undefined) this.wasComplete = true;
    } catch (error) {
      // The index still answers: another process writes it, or a provider does not answer.
      this.failure = messageOf(error);
    } finally {
      this.noteBegin();
      this.progress = undefined;
    }
  }

  private async index(params: UpdateParams): Promise<void> {
    const indexing = this.engine.call('index', params, {
      onProgress: (progress) => {
        this.progress = progress;
      },
    });
    this.noteBegin();
    await indexing;
  }

  /**
   * Opens the folder again if a window has moved its index or changed its settings.
   *
   * @returns whether it was opened again
   */
  private async followOptions(): Promise<boolean> {
    const wanted = await this.wantedOptions();
    if (JSON.stringify(wanted) === JSON.stringify(this.options)) return false;
    await this.engine.call('openFolder', wanted);
    this.options = wanted;
    return true;
  }
}
