import type { ProviderSummary } from '../common/engineContract';
import type { IndexProgress, IndexReport } from '../common/indexReport';
import type { DirectoryInventory, PathExplanation } from '../common/inventory';
import type { SendingPlan } from '../common/providerInfo';
import type { IndexSummary } from '../common/searchResult';
import type { CorpusOptions } from './corpus/walkCorpus';
import { countIndex } from './indexing/countIndex';
import { Indexer, type IndexerParts } from './indexing/indexer';
import { planSending } from './indexing/planSending';
import { explainPath, listDirectory } from './inventory/inventory';
import { RunMemory } from './inventory/runMemory';
import type { SearchRoot } from './searching/searchParts';

/** Right to write an index: one process at a time has it. */
export interface WriteLock {
  release(): Promise<void>;
}

/** What the index of one workspace folder is made of. */
export interface FolderIndexParts extends IndexerParts {
  /** What tells the folder from others, as in `SearchResult.folder`. */
  readonly folder: string;
  readonly corpus: CorpusOptions;
  /**
   * Waits until no other process writes this index.
   *
   * @throws SemanticSearchError INDEX_LOCKED when that takes too long
   */
  lock(onWait: () => void, signal?: AbortSignal): Promise<WriteLock>;
}

/** The index of one workspace folder, and what brings it up to date. One update at a time: a second one waits. */
export class FolderIndex {
  private readonly indexer: Indexer;
  private readonly runs = new RunMemory();
  private updates = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: FolderIndexParts) {
    this.indexer = new Indexer(parts);
  }

  /** What a search needs of it. */
  get root(): SearchRoot {
    return this.parts;
  }

  /** When all files were looked at last, milliseconds since the epoch; undefined before. */
  get checkedAtMs(): number | undefined {
    return this.runs.whole?.endedAtMs;
  }

  /** Brings the whole index up to date; see {@link Indexer.indexAll}. */
  update(onProgress?: (progress: IndexProgress) => void, signal?: AbortSignal): Promise<IndexReport> {
    return this.write((corpus) => this.indexer.indexAll(corpus, { onProgress, signal }), onProgress, signal);
  }

  /** Divides and stores every file anew, one by one: the index answers all the while. */
  rebuild(onProgress?: (progress: IndexProgress) => void, signal?: AbortSignal): Promise<IndexReport> {
    return this.write(
      (corpus) => this.indexer.indexAll(corpus, { onProgress, signal, anew: true }),
      onProgress,
      signal,
    );
  }

  /** Brings some files and directories up to date; see {@link Indexer.indexPaths}. */
  updatePaths(paths: readonly string[], signal?: AbortSignal): Promise<IndexReport> {
    return this.write((corpus) => this.indexer.indexPaths(paths, corpus, signal), undefined, signal, paths);
  }

  /** What {@link update} would send to the provider; see {@link planSending}. */
  plan(onProgress?: (progress: IndexProgress) => void, signal?: AbortSignal): Promise<SendingPlan> {
    return planSending(this.parts, this.parts.corpus, { onProgress, signal });
  }

  /** How everything directly in a directory stands with the index; see {@link listDirectory}. */
  inventory(directory: string, signal?: AbortSignal): Promise<DirectoryInventory> {
    return listDirectory({ ...this.parts, runs: this.runs }, directory, signal);
  }

  /** Why a path is in the index, or is not; see {@link explainPath}. */
  explain(path: string, provider: ProviderSummary, signal?: AbortSignal): Promise<PathExplanation> {
    return explainPath({ ...this.parts, runs: this.runs, provider }, path, signal);
  }

  /** How the index stands now. */
  summary(): IndexSummary {
    const { store } = this.parts;
    const { files, chunks } = countIndex(store);
    if (this.updates > 0) return { state: 'building', files, chunks };
    if (!store.complete) return { state: chunks === 0 ? 'empty' : 'stale', files, chunks };
    return { state: 'ready', files, chunks };
  }

  private async write(
    run: (corpus: CorpusOptions) => Promise<IndexReport>,
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
      this.runs.noteEnd(report, paths);
      return report;
    } catch (error) {
      this.runs.noteError(error);
      throw error;
    } finally {
      this.updates--;
    }
  }

  private async writeAlone(
    run: (corpus: CorpusOptions) => Promise<IndexReport>,
    onProgress: ((progress: IndexProgress) => void) | undefined,
    signal: AbortSignal | undefined,
  ): Promise<IndexReport> {
    const { store, corpus, provider } = this.parts;
    const lock = await this.parts.lock(() => onProgress?.({ phase: 'waiting', done: 0, total: 0 }), signal);
    const stopFollowing = provider.followLoading?.((isLoading) => {
      if (isLoading) onProgress?.({ phase: 'loadingModel', done: 0, total: 0 });
    });
    try {
      await store.refresh();
      return await run(corpus);
    } finally {
      stopFollowing?.();
      await lock.release();
    }
  }
}
