import type { ProviderSummary } from '../common/engineContract';
import type { IndexProgress, IndexReport } from '../common/indexReport';
import type { DirectoryInventory, PathExplanation } from '../common/inventory';
import type { SendingPlan } from '../common/providerInfo';
import type { IndexSummary } from '../common/searchResult';
import type { CorpusOptions } from './corpus/walkCorpus';
import { countIndex, filesWithoutVector } from './indexing/countIndex';
import { Indexer, type IndexerParts } from './indexing/indexer';
import type { IndexWriter } from './indexing/indexStore';
import { planSending } from './indexing/planSending';
import { explainPath, listDirectory } from './inventory/inventory';
import { RunMemory } from './inventory/runMemory';
import type { SearchRoot } from './searching/searchParts';

/** What the index of one workspace folder is made of. */
export interface FolderIndexParts extends IndexerParts {
  /** What tells the folder from others, as in `SearchResult.folder`. */
  readonly folder: string;
  readonly corpus: CorpusOptions;
}

/** The index of one workspace folder, and what brings it up to date. One update at a time: a second one waits. */
export class FolderIndex {
  private readonly runs = new RunMemory();
  private updates = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: FolderIndexParts) {}

  /** What a search needs of it. */
  get root(): SearchRoot {
    return this.parts;
  }

  /** When all files were looked at last, milliseconds since the epoch; undefined before. */
  get checkedAtMs(): number | undefined {
    return this.runs.whole?.endedAtMs;
  }

  /** How many files have chunks that the provider could not embed. */
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

  /** Divides and stores every file anew, one by one: the index answers all the while. */
  rebuild(onProgress?: (progress: IndexProgress) => void, signal?: AbortSignal): Promise<IndexReport> {
    return this.write(
      (indexer) => indexer.indexAll(this.parts.corpus, { onProgress, signal, anew: true }),
      onProgress,
      signal,
    );
  }

  /** Brings some files and directories up to date; see {@link Indexer.indexPaths}. All of them where the index was damaged. */
  updatePaths(paths: readonly string[], signal?: AbortSignal): Promise<IndexReport> {
    const { corpus } = this.parts;
    return this.write(
      (indexer, { foundDamage }) =>
        foundDamage ? indexer.indexAll(corpus, { signal }) : indexer.indexPaths(paths, corpus, signal),
      undefined,
      signal,
      paths,
    );
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
    run: (indexer: Indexer, writer: IndexWriter) => Promise<IndexReport>,
    onProgress: ((progress: IndexProgress) => void) | undefined,
    signal: AbortSignal | undefined,
  ): Promise<IndexReport> {
    const stopFollowing = this.parts.provider.followLoading?.((isLoading) => {
      if (isLoading) onProgress?.({ phase: 'loadingModel', done: 0, total: 0 });
    });
    const writer = await this.parts.store.openWriter({
      onWait: () => onProgress?.({ phase: 'waiting', done: 0, total: 0 }),
      signal,
    });
    try {
      return await run(new Indexer(this.parts, writer), writer);
    } finally {
      stopFollowing?.();
      await writer.close();
    }
  }
}
