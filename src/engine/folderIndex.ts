import type { EngineContract } from '../common/contracts/engineContract';
import type { IndexProgress, IndexReport, SnapshotOrigin } from '../common/contracts/indexReport';
import type { PlanLists } from '../common/contracts/providerInfo';
import type { FirstFilesReport } from '../common/contracts/engineContract';
import type { IndexSummary } from '../common/contracts/searchResult';
import { errorFactsOf } from '../common/errors/errors';
import type { CorpusOptions } from './corpus/walkCorpus';
import { summaryOf } from './embedding/embeddingProvider';
import type { AskedQuestion } from './firstFiles/askedWords';
import { bringForward, type BringForwardOptions, type BringForwardParts } from './firstFiles/bringForward';
import { fitInto } from './firstFiles/firstPart';
import { countIndex, filesWithoutVector } from './indexing/countIndex';
import { CurrentWork } from './indexing/currentWork';
import { Indexer } from './indexing/indexer';
import type { IndexerParts } from './indexing/indexerParts';
import type { IndexWriter } from './indexing/indexStore';
import { StaleFiles } from './indexing/staleFiles';
import { summarizeRun } from './indexing/summarizeRun';
import { planPage, shortenPlan } from './indexing/planPages';
import { estimateIndexTokens, planSending } from './indexing/planSending';
import { explainPath, listDirectory } from './inventory/inventory';
import { RunMemory } from './inventory/runMemory';
import type { SearchRoot } from './searching/searchParts';

/** Dependencies of the index of one workspace folder. */
export interface FolderIndexParts extends IndexerParts, BringForwardParts {
  readonly corpus: CorpusOptions;
}

/** The calls of the contract that the index of a folder answers itself. */
export const folderCalls = [
  'index',
  'filesWithoutVector',
  'runPaths',
  'inventory',
  'explain',
  'plan',
  'planPage',
] as const;

/** One of {@link folderCalls}. */
export type FolderCall = (typeof folderCalls)[number];

/** How a call is cancelled, and to whom it reports; by default neither. */
export interface FolderCallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly report?: ((progress: IndexProgress) => void) | undefined;
}

type Params<Call extends FolderCall> = Omit<EngineContract[Call]['params'], 'folder'>;
type Result<Call extends FolderCall> = EngineContract[Call]['result'];
type FolderCalls = {
  readonly [Call in FolderCall]: (
    params: Params<Call>,
    options: FolderCallOptions,
  ) => Result<Call> | Promise<Result<Call>>;
};

/** The index of one workspace folder, and its updates. One update at a time: a second one waits. */
export class FolderIndex implements FolderCalls {
  private readonly runs = new RunMemory();
  private readonly stale = new StaleFiles();
  private readonly work = new CurrentWork();
  private lastPlan: PlanLists | undefined;
  private updates = 0;
  private begunUpdates = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: FolderIndexParts) {}

  /** The part of the index that searches use. */
  get root(): SearchRoot {
    return this.parts;
  }

  /** When all files were last checked, milliseconds since the epoch; undefined before. */
  get checkedAtMs(): number | undefined {
    return this.runs.whole?.endedAtMs;
  }

  /** The snapshot of the team from which the index started. */
  get snapshot(): SnapshotOrigin | undefined {
    return this.parts.store.snapshot;
  }

  /** Estimated tokens of all texts in the index; see {@link estimateIndexTokens}. */
  get estimatedTokens(): number {
    return estimateIndexTokens(this.parts.store);
  }

  /** Number of files with chunks that the provider could not embed. */
  get withoutVectorCount(): number {
    return filesWithoutVector(this.parts.store).length;
  }

  /** Updates or rebuilds what is requested, and counts what was done. */
  async index(
    { paths, rebuild }: Params<'index'>,
    { signal, report }: FolderCallOptions = {},
  ): Promise<Result<'index'>> {
    const run = await (paths
      ? this.updatePaths(paths, report, signal)
      : rebuild
        ? this.rebuild(report, signal)
        : this.update(report, signal));
    const { folder, provider } = this.parts;
    return { workspace: folder, ...summarizeRun(run), provider: summaryOf(provider) };
  }

  /** Brings the whole index up to date; see {@link Indexer.indexAll}. */
  update(onProgress?: (progress: IndexProgress) => void, signal?: AbortSignal): Promise<IndexReport> {
    return this.write(
      (indexer) => indexer.indexAll(this.parts.corpus, { onProgress, signal }),
      onProgress,
      signal,
    );
  }

  /** Chunks and stores every file again, one at a time: the index answers queries meanwhile. */
  rebuild(onProgress?: (progress: IndexProgress) => void, signal?: AbortSignal): Promise<IndexReport> {
    return this.write(
      (indexer) => indexer.indexAll(this.parts.corpus, { onProgress, signal, rebuild: true }),
      onProgress,
      signal,
    );
  }

  /**
   * Brings some files and directories up to date; see {@link Indexer.indexPaths}. All of them if the index was
   * damaged.
   */
  updatePaths(
    paths: readonly string[],
    onProgress?: (progress: IndexProgress) => void,
    signal?: AbortSignal,
  ): Promise<IndexReport> {
    const { corpus } = this.parts;
    return this.write(
      (indexer, { foundDamage }) =>
        foundDamage
          ? indexer.indexAll(corpus, { onProgress, signal })
          : indexer.indexPaths(paths, corpus, { onProgress, signal }),
      onProgress,
      signal,
      paths,
    );
  }

  /** Whether an update is in progress. */
  get isUpdating(): boolean {
    return this.updates > 0;
  }

  /** Number of updates begun so far. */
  get updateCount(): number {
    return this.begunUpdates;
  }

  /**
   * Makes the run in progress index the files first that are most likely to answer a question. Resolves when they are in
   * the index; undefined if nothing is left to index, or another process indexes.
   *
   * @throws CancelledError
   */
  async bringForward(
    question: AskedQuestion,
    options: BringForwardOptions,
  ): Promise<FirstFilesReport | undefined> {
    if (!this.isUpdating) return undefined;
    const ended = this.last.then(
      () => undefined,
      () => undefined,
    );
    const queue = await Promise.race([this.work.known(), ended]);
    if (!queue) return undefined;
    if (fitInto(queue.waiting())) {
      await ended;
      return undefined;
    }
    return bringForward(queue, question, this.parts, options);
  }

  /** What {@link update} would send to the provider, with the first page of each list; see {@link planSending}. */
  async plan(_: object, { signal, report }: FolderCallOptions = {}): Promise<Result<'plan'>> {
    const plan = await planSending(this.parts, this.parts.corpus, { onProgress: report, signal });
    this.lastPlan = plan;
    return shortenPlan(plan);
  }

  /** A page of the lists of the last {@link plan}; see {@link planPage}. */
  planPage({ from }: Params<'planPage'>): PlanLists {
    return planPage(this.lastPlan ?? { files: [], heldBack: [], masked: [], unread: [] }, from);
  }

  /** A page of the files that the provider could not embed completely. */
  filesWithoutVector({ from }: Params<'filesWithoutVector'>): Result<'filesWithoutVector'> {
    return filesWithoutVector(this.parts.store).slice(from, from + 1000);
  }

  /** A page of the paths that the last run left out, could not index, or could not read; see {@link RunMemory.page}. */
  runPaths({ list, from }: Params<'runPaths'>): Result<'runPaths'> {
    return list === 'unread' ? this.parts.store.unread.paths.slice(from) : this.runs.page(list, from);
  }

  /** A search found that a file differs from its indexed state: the next run reads it, whatever its stamp. */
  noteStale(path: string): void {
    this.stale.add(path);
  }

  /** The index state of the entries directly in a directory; see {@link listDirectory}. */
  inventory(
    { directory, unindexed }: Params<'inventory'>,
    { signal }: FolderCallOptions = {},
  ): Promise<Result<'inventory'>> {
    return listDirectory({ ...this.parts, runs: this.runs }, directory, { unindexed, signal });
  }

  /** Why a path is in the index, or is not; see {@link explainPath}. */
  explain({ path }: Params<'explain'>, { signal }: FolderCallOptions = {}): Promise<Result<'explain'>> {
    const provider = summaryOf(this.parts.provider);
    return explainPath({ ...this.parts, runs: this.runs, provider }, path, signal);
  }

  /** The current state of the index. */
  summary(): IndexSummary {
    const { store } = this.parts;
    const counts = {
      ...countIndex(store),
      unreadable: store.unread.count,
      ...(store.fault && { fault: errorFactsOf(store.fault) }),
    };
    if (this.updates > 0) return { state: 'building', ...counts };
    if (!store.complete) return { state: counts.chunks === 0 ? 'empty' : 'stale', ...counts };
    return { state: 'ready', ...counts };
  }

  private async write(
    run: (indexer: Indexer, writer: IndexWriter) => Promise<IndexReport>,
    onProgress: ((progress: IndexProgress) => void) | undefined,
    signal: AbortSignal | undefined,
    paths?: readonly string[],
  ): Promise<IndexReport> {
    this.updates++;
    this.begunUpdates++;
    this.runs.noteStart();
    const before = this.last;
    const update = before.then(
      () => this.writeAlone(run, onProgress, signal),
      () => this.writeAlone(run, onProgress, signal),
    );
    this.last = update;
    try {
      const report = await update;
      this.runs.noteEnd(report, paths ? 'part' : 'whole');
      return report;
    } catch (error) {
      this.runs.noteError(error);
      throw error;
    } finally {
      this.updates--;
    }
  }

  private async writeAlone(
    run: (indexer: Indexer, writer: IndexWriter) => Promise<IndexReport>,
    onProgress: ((progress: IndexProgress) => void) | undefined,
    signal: AbortSignal | undefined,
  ): Promise<IndexReport> {
    const writer = await this.openWriter(onProgress, signal);
    const stopFollowing = this.parts.provider.followLoading?.((isLoading) => {
      if (isLoading) onProgress?.({ phase: 'loadingModel', done: 0, total: 0 });
    });
    try {
      return await run(new Indexer(this.parts, writer, this.stale, this.work), writer);
    } finally {
      stopFollowing?.();
      await writer.close();
    }
  }

  private async openWriter(
    onProgress: ((progress: IndexProgress) => void) | undefined,
    signal: AbortSignal | undefined,
  ): Promise<IndexWriter> {
    const onWait = (): void => {
      this.work.block();
      onProgress?.({ phase: 'waiting', done: 0, total: 0 });
    };
    try {
      return await this.parts.store.openWriter({ onWait, signal });
    } finally {
      this.work.end();
    }
  }
}
