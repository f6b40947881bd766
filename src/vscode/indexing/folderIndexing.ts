import * as l10n from '@vscode/l10n';
import type { EngineContract, FolderOptions } from '../../common/engineContract';
import { formatCount } from '../../common/countText';
import { CancelledError, errorDataOf, SemanticSearchError, type ErrorData } from '../../common/errors';
import type { IndexTotals } from '../../common/indexState';
import type { Logger } from '../../common/logger';
import type { RemoteCaller } from '../../common/remoteCalls';
import { PendingChanges, type Changes } from './pendingChanges';
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
  /** Why indexing stopped. */
  readonly error?: ErrorData | undefined;
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

/** Looking at a whole folder again and again costs: it rests for so many times as long as it took. */
const restFactor = 4;

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
    this.set({ waiting: undefined, error: undefined });
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
    this.set({
      error: undefined,
      waiting: undefined,
      ...(everything && !this.current.complete && { progress: { done: 0, total: 0 } }),
    });
    try {
      const report = await engine.call(
        'index',
        { folder, ...(everything ? { anew } : { paths: changes.paths }) },
        {
          signal,
          onProgress: ({ phase, done, total }) => {
            if (phase === 'waiting') this.set({ waiting: l10n.t('Another window is indexing this folder.') });
            else if (phase === 'loadingModel')
              this.set({ waiting: l10n.t('The server is loading the model.'), isModelLoading: true });
            else if (total > 0)
              this.set({ progress: { done, total }, waiting: undefined, isModelLoading: false });
          },
        },
      );
      this.set({
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
      this.set({ progress: undefined, waiting: undefined, isModelLoading: false });
      if (error instanceof CancelledError) return this.afterCancel();
      if (error instanceof SemanticSearchError && error.code === 'INDEX_LOCKED') {
        this.set({ waiting: error.message });
        return lockedRetryMs;
      }
      this.fail(error);
      return undefined;
    }
  }

  /** Cancelled for a rebuild it goes on at once; cancelled by a person it waits for the next change. */
  private afterCancel(): number | undefined {
    if (this.anew) return 0;
    this.set({ waiting: this.held ? undefined : l10n.t('Indexing was cancelled.') });
    return undefined;
  }

  private fail(error: unknown): void {
    const data = errorDataOf(error);
    this.parts.logger.error(`${this.parts.options.folder}: ${data.code}: ${data.message} ${data.hint}`);
    this.set({ error: data });
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
