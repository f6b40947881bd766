import * as l10n from '@vscode/l10n';
import type { EngineContract, FolderOptions } from '../../common/engineContract';
import { formatCount } from '../../common/countText';
import { CancelledError, errorDataOf, SemanticSearchError, type ErrorData } from '../../common/errors';
import type { IndexProgress } from '../../common/indexReport';
import type { IndexTotals } from '../../common/indexState';
import type { Logger } from '../../common/logger';
import type { RemoteCaller } from '../../common/remoteCalls';
import { PendingChanges, type Changes } from './pendingChanges';
import { QuietStart } from './quietStart';
import { SkippedDirectories } from './skippedDirectories';

/** How the index of one workspace folder stands. */
export interface FolderState {
  readonly totals: IndexTotals;
  /** The index was brought up to date once, now or in an earlier session. */
  readonly complete: boolean;
  /** Set while files are being indexed, or counted. */
  readonly progress?: { readonly done: number; readonly total: number } | undefined;
  /** Why changes wait, where they do. */
  readonly waiting?: string | undefined;
  /** The run under way waits until the server of the model has loaded it. */
  readonly isModelLoading?: boolean | undefined;
  /** Why indexing stopped. While it is tried again what failed for a cause that passes, it stays. */
  readonly error?: ErrorData | undefined;
  /** With an error: it is being tried again. */
  readonly isTrying?: boolean | undefined;
  /** With an error: files that are not in the index because of it; undefined where they have not been counted. */
  readonly waitingFiles?: number | undefined;
  readonly failedFiles: number;
  /** Files with chunks that the provider could not embed; undefined before a run told. */
  readonly filesWithoutVector?: number | undefined;
  readonly skippedPaths: number;
}

/** What indexing a folder works with. */
export interface FolderIndexingParts {
  readonly options: FolderOptions;
  readonly engine: Pick<RemoteCaller<EngineContract>, 'call'>;
  readonly logger: Logger;
  /** Told after each change of the state. */
  readonly onDidChange: () => void;
  /** How the folder stood, where it was open before: that still answers until it is open again. */
  readonly before?: FolderState | undefined;
}

/** Another process writes the index: how long until it is asked for again, milliseconds. */
const lockedRetryMs = 3000;

/** A saved file is indexed within less, milliseconds: that is not worth telling. */
const quietMs = 1000;

/** Looking at a whole folder again and again costs: it rests for so many times as long as it took. */
const restFactor = 4;

/** No run is under way. */
const atRest = { progress: undefined, waiting: undefined, isModelLoading: false, isTrying: undefined };

const noError = { error: undefined, isTrying: undefined, waitingFiles: undefined };

const startState: FolderState = {
  totals: { files: 0, chunks: 0 },
  complete: false,
  failedFiles: 0,
  skippedPaths: 0,
};

/** Brings the index of one workspace folder up to date, whenever something changed and nothing forbids it. */
export class FolderIndexing {
  private readonly pending = new PendingChanges();
  private skipped = new SkippedDirectories([]);
  private loggedSkips: string | undefined;
  private current: FolderState;
  private timer: NodeJS.Timeout | undefined;
  private timerAt = Infinity;
  private running: AbortController | undefined;
  private anew = false;
  private held = true;
  private disposed = false;
  private restUntil = 0;
  private waiters: (() => void)[] = [];

  constructor(private readonly parts: FolderIndexingParts) {
    const { totals, complete, failedFiles, filesWithoutVector, skippedPaths } = parts.before ?? startState;
    this.current = { totals, complete, failedFiles, filesWithoutVector, skippedPaths };
  }

  get state(): FolderState {
    return this.current;
  }

  /** Nothing is under way or waits, and nothing keeps from beginning. */
  get isAtRest(): boolean {
    return !this.held && !this.running && this.pending.isEmpty && this.current.error === undefined;
  }

  /** Opens the index: it is searched from now on. Indexing begins with {@link release}. */
  async open(): Promise<void> {
    if (this.disposed) return;
    try {
      const summary = await this.parts.engine.call('openFolder', this.parts.options);
      this.set({
        totals: totalsOf(summary),
        complete: summary.state === 'ready',
        failedFiles: summary.unreadable,
      });
    } catch (error) {
      this.fail(error);
    }
  }

  /** Notes changed paths; they are looked at after `delayMs`, together with what comes until then. */
  noteChanges(paths: Iterable<string>, delayMs: number): void {
    for (const path of paths) if (!this.skipped.hold(path)) this.pending.add(path);
    if (!this.pending.isEmpty) this.schedule(delayMs);
  }

  /** Looks at every file. */
  checkEverything(): void {
    this.pending.addEverything();
    this.schedule(0);
  }

  /** Divides and stores every file anew. */
  rebuild(): void {
    this.anew = true;
    this.restUntil = 0;
    this.running?.abort();
    this.checkEverything();
  }

  /** Lets indexing begin, or go on. */
  release(): void {
    this.held = false;
    this.set({ waiting: undefined, ...(this.pending.isEmpty || !this.isPassing ? noError : {}) });
    if (!this.pending.isEmpty) this.schedule(0);
  }

  /** Stops indexing until {@link release}; what was under way is looked at again then. */
  hold(): void {
    this.held = true;
    this.running?.abort();
  }

  /** Stops the run under way; what it left is looked at with the next change. */
  cancel(): void {
    this.running?.abort();
  }

  /** Resolves when nothing is under way and nothing can be begun. */
  async settled(): Promise<void> {
    while (this.running || this.timer) await new Promise<void>((resolve) => this.waiters.push(resolve));
  }

  /** Stops for good. The stored index stays. */
  dispose(): void {
    this.disposed = true;
    this.running?.abort();
    clearTimeout(this.timer);
    this.timer = undefined;
    this.tellWaiters();
  }

  private schedule(delayMs: number): void {
    if (this.disposed || this.held || this.running) return;
    const rest = this.pending.isEverything ? this.restUntil - performance.now() : 0;
    const at = performance.now() + Math.max(delayMs, rest);
    // The first change of a burst decides when it is looked at: one that never ends would put it off for ever.
    if (this.timer && at >= this.timerAt) return;
    clearTimeout(this.timer);
    this.timerAt = at;
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        this.timerAt = Infinity;
        void this.run();
      },
      Math.max(delayMs, rest),
    );
  }

  private async run(): Promise<void> {
    const changes = this.pending.take();
    if (!changes || this.held || this.disposed) {
      if (changes) this.pending.putBack(changes);
      this.tellWaiters();
      return;
    }
    const anew = this.anew;
    this.anew = false;
    const controller = new AbortController();
    this.running = controller;
    const next = await this.index(changes, anew, controller.signal);
    this.running = undefined;
    if (next !== undefined && !this.pending.isEmpty) this.schedule(next);
    this.tellWaiters();
  }

  /** Resolves to after how many milliseconds to go on, or to undefined where that has to wait for a person. */
  private async index(changes: Changes, anew: boolean, signal: AbortSignal): Promise<number | undefined> {
    const { engine, options, logger } = this.parts;
    const { folder } = options;
    const started = performance.now();
    const everything = changes === 'everything';
    const isTrying = this.isPassing;
    let unfinished = everything ? undefined : changes.paths.length;
    this.set({
      ...(isTrying ? { isTrying } : noError),
      waiting: undefined,
      ...(everything && !isTrying && !this.current.complete && { progress: { done: 0, total: 0 } }),
    });
    const progress = new QuietStart<IndexProgress>(
      (told) => {
        this.follow(told);
      },
      everything ? 0 : quietMs,
    );
    try {
      const report = await engine.call(
        'index',
        { folder, ...(everything ? { anew } : { paths: changes.paths }) },
        {
          signal,
          onProgress: (told) => {
            if (told.total > 0) unfinished = told.total - told.done;
            progress.push(told);
          },
        },
      );
      this.set({
        ...noError,
        totals: totalsOf(report),
        progress: undefined,
        waiting: undefined,
        filesWithoutVector: report.withoutVector,
        isModelLoading: false,
        failedFiles: report.unreadable,
        ...(everything && { complete: true, skippedPaths: report.skipped }),
      });
      if (everything) {
        this.skipped = new SkippedDirectories(report.skippedDirectories);
        this.logSkipped(report.skippedBy);
      }
      const tookMs = performance.now() - started;
      if (everything) this.restUntil = performance.now() + tookMs * restFactor;
      logger.debug(
        `${folder}: ${everything ? 'everything' : `${changes.paths.length} paths`} in ${tookMs.toFixed(0)} ms, ` +
          `${report.files} files, ${report.chunks} chunks, ${report.embedded} embedded, ${report.removed} removed`,
      );
      return 0;
    } catch (error) {
      this.pending.putBack(changes);
      // A rebuild that a person cancelled is given up; one that was paused or failed is not.
      this.anew ||= anew && (this.held || !(error instanceof CancelledError));
      if (error instanceof CancelledError) return this.afterCancel();
      if (error instanceof SemanticSearchError && error.code === 'INDEX_LOCKED') {
        this.set({ ...atRest, ...noError, waiting: error.message });
        return lockedRetryMs;
      }
      this.fail(error, unfinished);
      return undefined;
    } finally {
      progress.dispose();
    }
  }

  /** Takes in how far the run under way is. */
  private follow({ phase, done, total }: IndexProgress): void {
    if (phase === 'waiting') {
      this.set({ ...noError, waiting: l10n.t('Another window is indexing this folder.') });
    } else if (phase === 'loadingModel') {
      this.set({ ...noError, waiting: l10n.t('The server is loading the model.'), isModelLoading: true });
    } else if (total > 0) {
      if (this.current.isTrying === true && !this.isPast(total - done)) return;
      this.set({ ...noError, progress: { done, total }, waiting: undefined, isModelLoading: false });
    }
  }

  /**
   * Whether what failed works again, with so many files to go: one of those that waited is done. What is only looked at again is
   * no sign of it.
   */
  private isPast(unfinished: number): boolean {
    return this.current.waitingFiles !== undefined && unfinished < this.current.waitingFiles;
  }

  /** Cancelled for a rebuild it goes on at once; cancelled by a person it waits for the next change. */
  private afterCancel(): number | undefined {
    if (this.anew) {
      this.set(atRest);
      return 0;
    }
    this.set({
      ...atRest,
      ...(!this.held && noError),
      waiting: this.held ? undefined : l10n.t('Indexing was cancelled.'),
    });
    return undefined;
  }

  /** Whether what failed is tried again without a person. */
  private get isPassing(): boolean {
    return this.current.error?.retryAfterMs !== undefined;
  }

  /** @param waitingFiles what is not indexed because of it, as far as that is known */
  private fail(error: unknown, waitingFiles?: number): void {
    const data = errorDataOf(error);
    this.parts.logger.error(`${this.parts.options.folder}: ${data.code}: ${data.message} ${data.hint}`);
    this.set({ ...atRest, error: data, waitingFiles });
  }

  /** How many paths are left out and why; the tree of the index names each. */
  private logSkipped(skippedBy: Readonly<Record<string, number>>): void {
    const { logger, options } = this.parts;
    const summary = Object.entries(skippedBy)
      .map(([reason, count]) => `${formatCount(count)} ${reason}`)
      .join(', ');
    if (summary === this.loggedSkips) return;
    this.loggedSkips = summary;
    logger.info(`${options.folder}: left out: ${summary || 'nothing'}. The view Index names each.`);
  }

  private set(change: Partial<FolderState>): void {
    this.current = { ...this.current, ...change };
    this.parts.onDidChange();
  }

  private tellWaiters(): void {
    for (const tell of this.waiters.splice(0)) tell();
  }
}

function totalsOf({ files, chunks }: IndexTotals): IndexTotals {
  return { files, chunks };
}
