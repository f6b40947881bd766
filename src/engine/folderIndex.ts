import type { ProviderSummary, RunPathsParams } from '../common/engineContract';
import type { FileWithoutVector, IndexProgress, IndexReport, PathReason } from '../common/indexReport';
import type { DirectoryInventory, PathExplanation } from '../common/inventoryContract';
import type { PlanLists, SendingPlan } from '../common/providerInfo';
import type { IndexSummary } from '../common/searchResult';
import type { CorpusOptions } from './corpus/walkCorpus';
import { countIndex, filesWithoutVector } from './indexing/countIndex';
import { Indexer, type IndexerParts } from './indexing/indexer';
import type { IndexWriter } from './indexing/indexStore';
import { StaleFiles } from './indexing/staleFiles';
import { planPage, shortenPlan } from './indexing/planPages';
import { estimateIndexTokens, planSending } from './indexing/planSending';
import { explainPath, listDirectory, type ListOptions } from './inventory/inventory';
import { RunMemory } from './inventory/runMemory';
import type { SearchRoot } from './searching/searchParts';

/** Dependencies of the index of one workspace folder. */
export interface FolderIndexParts extends IndexerParts {
  /** Identifies the folder, as in `SearchResult.folder`. */
  readonly folder: string;
  readonly corpus: CorpusOptions;
}

/** The index of one workspace folder, and its updates. One update at a time: a second one waits. */
export class FolderIndex {
  private readonly runs = new RunMemory();
  private readonly stale = new StaleFiles();
  private lastPlan: PlanLists | undefined;
  private updates = 0;
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

  /** Estimated tokens of all texts in the index; see {@link estimateIndexTokens}. */
  get estimatedTokens(): number {
    return estimateIndexTokens(this.parts.store);
  }

  /** Number of files with chunks that the provider could not embed. */
  get filesWithoutVector(): number {
    return filesWithoutVector(this.parts.store).length;
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
      (indexer) => indexer.indexAll(this.parts.corpus, { onProgress, signal, anew: true }),
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

  /** What {@link update} would send to the provider, with the first page of each list; see {@link planSending}. */
  async plan(onProgress?: (progress: IndexProgress) => void, signal?: AbortSignal): Promise<SendingPlan> {
    const plan = await planSending(this.parts, this.parts.corpus, { onProgress, signal });
    this.lastPlan = plan;
    return shortenPlan(plan);
  }

  /** A page of the lists of the last {@link plan}; see {@link planPage}. */
  planPage(from: number): PlanLists {
    return planPage(this.lastPlan ?? { files: [], heldBack: [], masked: [], unread: [] }, from);
  }

  /** A page of the files that the provider could not embed completely. */
  listWithoutVector(from: number): readonly FileWithoutVector[] {
    return filesWithoutVector(this.parts.store).slice(from, from + 1000);
  }

  /** A page of the paths that the last run left out, could not index, or could not read; see {@link RunMemory.page}. */
  runPaths(list: RunPathsParams['list'], from: number): readonly PathReason[] {
    return list === 'unread' ? this.parts.store.unread.paths.slice(from) : this.runs.page(list, from);
  }

  /** A search found that a file differs from its indexed state: the next run reads it, whatever its stamp. */
  noteStale(path: string): void {
    this.stale.add(path);
  }

  /** The index state of the entries directly in a directory; see {@link listDirectory}. */
  inventory(directory: string, options?: ListOptions): Promise<DirectoryInventory> {
    return listDirectory({ ...this.parts, runs: this.runs }, directory, options);
  }

  /** Why a path is in the index, or is not; see {@link explainPath}. */
  explain(path: string, provider: ProviderSummary, signal?: AbortSignal): Promise<PathExplanation> {
    return explainPath({ ...this.parts, runs: this.runs, provider }, path, signal);
  }

  /** The current state of the index. */
  summary(): IndexSummary {
    const { store } = this.parts;
    const counts = { ...countIndex(store), unreadable: store.unread.count };
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
    const writer = await this.parts.store.openWriter({
      onWait: () => onProgress?.({ phase: 'waiting', done: 0, total: 0 }),
      signal,
    });
    const stopFollowing = this.parts.provider.followLoading?.((isLoading) => {
      if (isLoading) onProgress?.({ phase: 'loadingModel', done: 0, total: 0 });
    });
    try {
      return await run(new Indexer(this.parts, writer, this.stale), writer);
    } finally {
      stopFollowing?.();
      await writer.close();
    }
  }
}
