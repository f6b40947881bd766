import type { IndexProgress, IndexReport } from '../common/indexReport';
import type { IndexStatus, IndexSummary, SearchAnswer } from '../common/searchResult';
import type { CorpusOptions } from './corpus/walkCorpus';
import { countIndex } from './indexing/countIndex';
import { Indexer, type IndexerParts } from './indexing/indexer';
import { Searcher, type ExplainedFile, type SearchOptions } from './searching/searcher';

/** Right to write an index: one process at a time has it. */
export interface WriteLock {
  release(): Promise<void>;
}

/** What the index of one workspace folder is made of. */
export interface WorkspaceIndexParts extends IndexerParts {
  readonly corpus: CorpusOptions;
  /**
   * Waits until no other process writes this index.
   *
   * @throws SemanticSearchError INDEX_LOCKED when that takes too long
   */
  lock(onWait: () => void, signal?: AbortSignal): Promise<WriteLock>;
}

/** The index of one workspace folder: brings it up to date, and answers from it at any moment. */
export class WorkspaceIndex {
  private readonly indexer: Indexer;
  private readonly searcher: Searcher;
  private updating = false;

  constructor(private readonly parts: WorkspaceIndexParts) {
    this.indexer = new Indexer(parts);
    this.searcher = new Searcher(parts);
  }

  /** Brings the whole index up to date; see {@link Indexer.indexAll}. */
  update(onProgress?: (progress: IndexProgress) => void, signal?: AbortSignal): Promise<IndexReport> {
    return this.write((corpus) => this.indexer.indexAll(corpus, onProgress, signal), onProgress, signal);
  }

  /** Brings some files and directories up to date; see {@link Indexer.indexPaths}. */
  updatePaths(paths: readonly string[], signal?: AbortSignal): Promise<IndexReport> {
    return this.write((corpus) => this.indexer.indexPaths(paths, corpus, signal), undefined, signal);
  }

  private async write(
    run: (corpus: CorpusOptions) => Promise<IndexReport>,
    onProgress: ((progress: IndexProgress) => void) | undefined,
    signal: AbortSignal | undefined,
  ): Promise<IndexReport> {
    const { store, corpus } = this.parts;
    const lock = await this.parts.lock(() => onProgress?.({ phase: 'waiting', done: 0, total: 0 }), signal);
    this.updating = true;
    try {
      await store.refresh();
      return await run(corpus);
    } finally {
      this.updating = false;
      await lock.release();
    }
  }

  /** Answers from what is indexed so far. */
  async search(query: string, options: SearchOptions, signal?: AbortSignal): Promise<SearchAnswer> {
    const answer = await this.searcher.search(query, options, signal);
    return this.updating ? { ...answer, index: { ...answer.index, state: 'building' } } : answer;
  }

  /** Why files stand where they do for a query; see {@link Searcher.explain}. */
  explain(query: string): Promise<ExplainedFile[]> {
    return this.searcher.explain(query);
  }

  /** How the index stands now. */
  summary(): IndexSummary {
    const { files, chunks } = countIndex(this.parts.store);
    return { state: this.status(chunks), files, chunks };
  }

  private status(chunks: number): IndexStatus {
    if (this.updating) return 'building';
    if (!this.parts.store.complete) return chunks === 0 ? 'empty' : 'stale';
    return 'ready';
  }
}
