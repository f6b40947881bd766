import * as l10n from '@vscode/l10n';
import type { EngineContract, FolderOptions, FolderRunSummary } from '../../common/contracts/engineContract';
import { CancelledError, errorDataOf, messageOf, SemanticSearchError } from '../../common/errors/errors';
import type { IndexProgress } from '../../common/contracts/indexReport';
import type { IndexTotals } from '../../common/contracts/indexState';
import { publishedText } from '../../common/text/publishedText';
import type { Logger } from '../../common/logger';
import type { RemoteCaller } from '../../common/contracts/remoteCalls';
import { inTime } from '../../common/timers';
import { BurstTimer } from './burstTimer';
import { runFolder } from './folderRun';
import { atRest, noError, startState, type FolderState } from './folderState';
import { PendingChanges, type Changes } from './pendingChanges';
import { RunLog } from './runLog';
import { SkippedDirectories } from './skippedDirectories';

/** Dependencies of {@link FolderUpdater}. */
export interface FolderUpdaterParts {
  readonly options: FolderOptions;
  /** The database whose published index is searched, if it can be. Never logged or shown. */
  readonly database?: string | undefined;
  readonly engine: Pick<RemoteCaller<EngineContract>, 'call'>;
  readonly logger: Logger;
  /** Called after each change of the state. */
  readonly onDidChange: () => void;
  /** Previous state if the folder was open before. It is reported until the folder is open again. */
  readonly before?: FolderState | undefined;
}

/** Delay before asking again for an index that another process is writing, in milliseconds. */
const lockedRetryMs = 3000;

/** How long the index on this machine is not opened because the database may have another one, in milliseconds. */
const databasePatienceMs = 2000;

/** Checking a whole folder is expensive: the next check waits this many times as long as the last one took. */
const restFactor = 4;

/** Git writes it when another branch is checked out. */
const checkedOut = '.git/HEAD';

/** Brings the index of one workspace folder up to date whenever something changed and indexing is not suspended. */
export class FolderUpdater {
  private readonly pending = new PendingChanges();
  private skipped = new SkippedDirectories([]);
  private current: FolderState;
  private readonly timer = new BurstTimer(() => void this.run());
  private running: AbortController | undefined;
  private asking: AbortController | undefined;
  /** The database has not answered yet, and may make indexing needless. */
  private isAwaited = false;
  private isSuspended = true;
  private disposed = false;
  private restUntil = 0;
  private waiters: (() => void)[] = [];
  private readonly log: RunLog;

  constructor(private readonly parts: FolderUpdaterParts) {
    this.log = new RunLog(parts.options.folder, parts.logger);
    const { totals, complete, failedFiles, filesWithoutVector, skippedPaths } = parts.before ?? startState;
    this.current = { totals, complete, failedFiles, filesWithoutVector, skippedPaths };
  }

  get state(): FolderState {
    return this.current;
  }

  /** No run is active, no changes are pending, and indexing could start: not suspended, no error. */
  get isAtRest(): boolean {
    return !this.isSuspended && !this.running && this.pending.isEmpty && this.current.error === undefined;
  }

  /**
   * Opens the index, so that it can be searched: the published one, or the one on this machine, also until a slow
   * database answers. Indexing begins with {@link resume}, and not before the database has answered.
   */
  async open(): Promise<void> {
    const asked = this.openPublished();
    this.isAwaited = true;
    const isSearched = await inTime(asked, databasePatienceMs);
    if (isSearched === undefined) {
      this.asking?.abort();
      await this.openHere();
      void this.openPublished().then((isFound) => {
        this.endWait(isFound);
      });
      return;
    }
    if (!isSearched) await this.openHere();
    this.isAwaited = false;
  }

  /** Asks the database again, if one is set: it may be reached by now, or have another branch. */
  async askDatabaseAgain(): Promise<void> {
    const wasSearched = this.current.published !== undefined;
    if (!(await this.openPublished()) && wasSearched) await this.returnHere();
  }

  /** A search of the published index has failed: the index on this machine is searched and updated from now on. */
  async leaveDatabase(error: unknown): Promise<void> {
    if (!this.current.published) return;
    this.failPublished(error);
    await this.returnHere();
  }

  /** @returns whether the published index is searched from now on */
  private async openPublished(): Promise<boolean> {
    const { database, engine, options, logger } = this.parts;
    const { folder, corpus, isVirtual } = options;
    if (database === undefined || isVirtual || this.disposed) return false;
    this.asking?.abort();
    const { signal } = (this.asking = new AbortController());
    try {
      const published = await engine.call('openPublished', { address: database, folder, corpus }, { signal });
      this.running?.abort();
      logger.info(`${folder}: searches ${publishedText(published)}, in ${published.server}.`);
      this.set({
        ...{ ...atRest, ...noError, published, publishedError: undefined, totals: totalsOf(published) },
        ...{ complete: true, failedFiles: 0, filesWithoutVector: undefined, skippedPaths: 0 },
      });
      return true;
    } catch (error) {
      if (!(error instanceof CancelledError)) this.failPublished(error);
      return false;
    }
  }

  private endWait(isFound: boolean): void {
    this.isAwaited = false;
    if (!isFound && !this.pending.isEmpty) this.schedule(0);
  }

  private failPublished(error: unknown): void {
    const data = errorDataOf(error);
    this.parts.logger.warn(`${this.parts.options.folder}: ${data.code}: ${data.message} ${data.hint}`);
    this.set({ published: undefined, publishedError: data });
  }

  private async returnHere(): Promise<void> {
    await this.openHere();
    this.checkEverything();
  }

  private async openHere(): Promise<void> {
    if (this.disposed) return;
    try {
      const summary = await this.parts.engine.call('openFolder', this.parts.options);
      this.set({
        totals: totalsOf(summary),
        complete: summary.state === 'ready',
        failedFiles: summary.unreadable,
      });
      void this.warmUp();
    } catch (error) {
      this.fail(error);
    }
  }

  /** Queues changed paths. They are indexed after `delayMs`, together with the changes queued until then. */
  noteChanges(paths: Iterable<string>, delayMs: number): void {
    if (this.current.published) {
      if ([...paths].includes(checkedOut)) void this.askDatabaseAgain();
      return;
    }
    for (const path of paths) if (!this.skipped.contain(path)) this.pending.add(path);
    if (!this.pending.isEmpty) this.schedule(delayMs);
  }

  /** Checks every file. */
  checkEverything(): void {
    this.pending.addEverything();
    this.schedule(0);
  }

  /** Chunks and stores every file again. */
  rebuild(): void {
    this.pending.addRebuild();
    this.restUntil = 0;
    this.running?.abort();
    this.schedule(0);
  }

  /** Lets indexing begin or continue. */
  resume(): void {
    this.isSuspended = false;
    this.set({ waiting: undefined, ...(this.pending.isEmpty || !this.isPassing ? noError : {}) });
    if (!this.pending.isEmpty) this.schedule(0);
  }

  /** Stops indexing until {@link resume}. Changes of an aborted run are queued again. */
  suspend(): void {
    this.isSuspended = true;
    this.running?.abort();
  }

  /** Stops the current run. Its changes are indexed with the next change. */
  cancel(): void {
    this.running?.abort();
  }

  /** Resolves when no run is active or scheduled. */
  async settled(): Promise<void> {
    while (this.running || this.timer.isSet) await new Promise<void>((resolve) => this.waiters.push(resolve));
  }

  /** Stops permanently. The stored index stays. */
  dispose(): void {
    this.disposed = true;
    this.running?.abort();
    this.asking?.abort();
    this.timer.clear();
    this.resolveWaiters();
  }

  /** Prepares the engine for the first search, in the background. */
  private async warmUp(): Promise<void> {
    try {
      await this.parts.engine.call('warmUp', null);
    } catch (error) {
      this.parts.logger.debug(`The first search is not prepared: ${messageOf(error)}`);
    }
  }

  private schedule(delayMs: number): void {
    if (this.disposed || this.isSuspended || this.running || this.isAwaited || this.current.published) return;
    const rest = this.pending.isEverything ? this.restUntil - performance.now() : 0;
    this.timer.set(Math.max(delayMs, rest));
  }

  private async run(): Promise<void> {
    const changes = this.isSuspended || this.disposed ? undefined : this.pending.take();
    if (changes) {
      this.running = new AbortController();
      const next = await this.index(changes, this.running.signal);
      this.running = undefined;
      if (next !== undefined && !this.pending.isEmpty) this.schedule(next);
    }
    this.resolveWaiters();
  }

  /** Resolves to the delay before the next run in milliseconds, or to undefined if the next run has to wait for the user or a change. */
  private async index(changes: Changes, signal: AbortSignal): Promise<number | undefined> {
    const started = performance.now();
    this.showStart(changes);
    const { engine, options } = this.parts;
    const onProgress = (step: IndexProgress): void => {
      this.follow(step);
    };
    const outcome = await runFolder(engine, options.folder, changes, { signal, onProgress });
    if (!outcome.report) return this.afterFailure(changes, outcome.error, outcome.unfinished);
    if (this.current.published) return undefined;
    this.noteReport(changes, outcome.report, performance.now() - started);
    return 0;
  }

  private showStart(changes: Changes): void {
    const isTrying = this.isPassing;
    const isFirst = typeof changes === 'string' && !isTrying && !this.current.complete;
    this.set({
      ...(isTrying ? { isTrying } : noError),
      waiting: undefined,
      ...(isFirst && { progress: { done: 0, total: 0 } }),
    });
  }

  private noteReport(changes: Changes, report: FolderRunSummary, tookMs: number): void {
    const isWhole = typeof changes === 'string';
    this.set({
      ...{ ...atRest, ...noError, totals: totalsOf(report) },
      filesWithoutVector: report.withoutVector,
      failedFiles: report.unreadable,
      ...(isWhole && { complete: true, skippedPaths: report.skipped }),
    });
    if (isWhole) {
      this.skipped = new SkippedDirectories(report.skippedDirectories);
      this.restUntil = performance.now() + tookMs * restFactor;
      void this.warmUp();
    }
    this.log.noteRun(changes, report, tookMs);
  }

  /** As {@link index}, for a run that did not end with a report. */
  private afterFailure(changes: Changes, error: unknown, unfinished?: number): number | undefined {
    const isCancelled = error instanceof CancelledError;
    // A rebuild cancelled by the user is dropped; a rebuild that was paused or failed is kept.
    const isDropped = changes === 'rebuild' && isCancelled && !this.isSuspended;
    this.pending.putBack(isDropped ? 'everything' : changes);
    if (isCancelled) return this.afterCancel();
    if (error instanceof SemanticSearchError && error.code === 'INDEX_LOCKED') {
      this.set({ ...atRest, ...noError, waiting: error.message });
      return lockedRetryMs;
    }
    this.fail(error, unfinished);
    return undefined;
  }

  /** Updates the state from the progress of the current run. */
  private follow({ phase, done, total }: IndexProgress): void {
    if (phase === 'waiting') {
      this.set({ ...noError, waiting: l10n.t('Another window is indexing this folder.') });
    } else if (phase === 'downloading') {
      this.set({ ...noError, waiting: l10n.t('Reading the index that your team shares.') });
    } else if (phase === 'loadingModel') {
      this.set({ ...noError, waiting: l10n.t('The server is loading the model.'), isModelLoading: true });
    } else if (total > 0) {
      if (this.current.isTrying === true && !this.isPast(total - done)) return;
      this.set({ ...noError, progress: { done, total }, waiting: undefined, isModelLoading: false });
    }
  }

  /**
   * Whether the temporary error is over: fewer files are left than were waiting, so one of the waiting files is done. Files that
   * are only checked again do not count.
   */
  private isPast(unfinished: number): boolean {
    return this.current.waitingFiles !== undefined && unfinished < this.current.waitingFiles;
  }

  /** A run cancelled for a rebuild continues at once; a run cancelled by the user waits for the next change. */
  private afterCancel(): number | undefined {
    if (this.current.published) return undefined;
    if (this.pending.isRebuild) {
      this.set(atRest);
      return 0;
    }
    this.set({
      ...atRest,
      ...(!this.isSuspended && noError),
      waiting: this.isSuspended ? undefined : l10n.t('Indexing was cancelled.'),
    });
    return undefined;
  }

  /** Whether the error is temporary and retried automatically. */
  private get isPassing(): boolean {
    return this.current.error?.retryAfterMs !== undefined;
  }

  /** @param waitingFiles number of files not indexed because of the error, if known */
  private fail(error: unknown, waitingFiles?: number): void {
    const data = errorDataOf(error);
    this.parts.logger.error(`${this.parts.options.folder}: ${data.code}: ${data.message} ${data.hint}`);
    this.set({ ...atRest, error: data, waitingFiles });
  }

  private set(change: Partial<FolderState>): void {
    this.current = { ...this.current, ...change };
    this.parts.onDidChange();
  }

  private resolveWaiters(): void {
    for (const resolve of this.waiters.splice(0)) resolve();
  }
}

function totalsOf({ files, chunks }: IndexTotals): IndexTotals {
  return { files, chunks };
}
