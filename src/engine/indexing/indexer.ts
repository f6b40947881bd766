import {
  CancelledError,
  messageOf,
  SemanticSearchError,
  systemCodeOf,
  throwIfCancelled,
} from '../../common/errors';
import type { IndexProgress, IndexReport, PathReason } from '../../common/indexReport';
import type { Logger } from '../../common/logger';
import type { Chunker } from '../chunking/chunker';
import type { ContentHash } from '../embedding/contentHash';
import type { CorpusFile } from '../corpus/corpusFile';
import type { FileSource } from '../corpus/fileSource';
import { walkCorpus, type CorpusOptions } from '../corpus/walkCorpus';
import type { EmbeddingCache } from '../embedding/embeddingCache';
import type { EmbeddingProvider } from '../embedding/embeddingProvider';
import type { TermAnalyzer } from '../retrieval/terms';
import { analyzeFile, type AnalyzedFile } from './analyzeFile';
import { countIndex, filesWithoutVector } from './countIndex';
import { embedFiles } from './embedFiles';
import type { FileRecord } from './indexedFile';
import type { IndexStore, IndexUpdate, IndexWriter } from './indexStore';
import { ReadAhead } from './readAhead';

/** What the indexer works with. */
export interface IndexerParts {
  readonly source: FileSource;
  readonly store: IndexStore;
  readonly chunker: Chunker;
  readonly provider: EmbeddingProvider;
  readonly cache: EmbeddingCache;
  readonly hash: ContentHash;
  readonly analyzer: TermAnalyzer;
  readonly logger: Logger;
  /** Whether files that look secret are indexed; as in `CorpusOptions`. Default false. */
  readonly includeSecrets?: boolean;
  /** Awaited between two files: others may have a turn. Default: nobody has. */
  readonly giveWay?: () => Promise<void>;
}

/** How a run goes. */
export interface RunOptions {
  readonly onProgress?: ((progress: IndexProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Divide and store every file again, unchanged or not. Default false. */
  readonly anew?: boolean;
}

/** Most chunks in one commit: a crash loses at most one batch, and a batch belongs to one shard. */
const maxBatchChunks = 512;

/** A file changed less than this before it was read may change again within the same time stamp. */
const raceMs = 2000;

/** Collects what happens during a run. */
class Tally {
  readonly started = performance.now();
  private readonly requestsBefore: number;
  embedded = 0;
  removed = 0;
  readonly skipped: PathReason[] = [];
  readonly failed: PathReason[] = [];
  readonly provisional: PathReason[] = [];

  constructor(private readonly provider: EmbeddingProvider) {
    this.requestsBefore = provider.requests ?? 0;
  }

  /** Requests that went over the network meanwhile. */
  get requests(): number {
    return (this.provider.requests ?? 0) - this.requestsBefore;
  }
}

/** Keeps the index of one workspace folder in step with its files. One run at a time; the caller sees to it. */
export class Indexer {
  constructor(
    private readonly parts: IndexerParts,
    private readonly writer: IndexWriter,
  ) {}

  /**
   * Brings the whole index up to date: what is new or changed is indexed, what is gone is removed, the rest is left as
   * it is. Interrupted at any moment, the next run goes on where this one stopped.
   *
   * @throws CancelledError, and SemanticSearchError where nothing more can be done (folder gone, disk full, provider
   * refusing); what was stored until then stays.
   */
  async indexAll(
    options: CorpusOptions,
    { onProgress, signal, anew = false }: RunOptions = {},
  ): Promise<IndexReport> {
    const tally = new Tally(this.parts.provider);
    onProgress?.({ phase: 'scanning', done: 0, total: 0 });
    const files = new Map<string, CorpusFile>();
    for await (const entry of walkCorpus(this.parts.source, options, signal)) {
      if (entry.type === 'file') files.set(entry.file.path, entry.file);
      else tally.skipped.push(entry.skipped);
    }
    const changed = [...files.values()].filter((file) => anew || !this.isUnchanged(file, tally));
    await this.removeMissing(files, tally);
    await this.indexFiles(changed, tally, { onProgress, signal, anew });
    if (tally.failed.length === 0) await this.writer.markComplete();
    return this.report(tally);
  }

  /**
   * Brings the given files and directories up to date, deciding as {@link indexAll} would: what belongs to the corpus is
   * indexed if its content changed, what does not, or is gone, leaves the index.
   *
   * @throws as {@link indexAll}
   */
  async indexPaths(
    paths: readonly string[],
    options: CorpusOptions,
    signal?: AbortSignal,
  ): Promise<IndexReport> {
    const tally = new Tally(this.parts.provider);
    const files = new Map<string, CorpusFile>();
    for (const under of paths) {
      for await (const entry of walkCorpus(this.parts.source, { ...options, under }, signal)) {
        if (entry.type === 'file') files.set(entry.file.path, entry.file);
        else tally.skipped.push(entry.skipped);
      }
    }
    await this.removeMissing(files, tally, (path) =>
      paths.some((changed) => path === changed || path.startsWith(`${changed}/`)),
    );
    await this.indexFiles([...files.values()], tally, { signal }, new Set(paths));
    return this.report(tally);
  }

  private isUnchanged(file: CorpusFile, tally: Tally): boolean {
    const record = this.parts.store.find(file.path);
    if (record?.sizeBytes !== file.sizeBytes || record.mtimeMs !== file.mtimeMs) return false;
    if (this.isDecidedOtherwise(record) || record.withoutVector?.isDue === true) return false;
    if (record.provisional !== undefined) return false;
    this.noteSkip(record, tally);
    return true;
  }

  /** Whether a person has decided otherwise since about files that look secret. */
  private isDecidedOtherwise({ skip, secret }: FileRecord): boolean {
    return this.parts.includeSecrets ? skip?.reason === 'secret' : secret !== undefined;
  }

  private noteSkip({ path, skip }: FileRecord, tally: Tally): void {
    if (skip) tally.skipped.push({ path, ...skip });
  }

  /**
   * Removes what the index holds and the workspace folder no longer does, among the paths that `concerns` names. What
   * cannot be read at the moment is not gone: it stays.
   */
  private async removeMissing(
    files: ReadonlyMap<string, CorpusFile>,
    tally: Tally,
    concerns: (path: string) => boolean = () => true,
  ): Promise<void> {
    const unreadable = tally.skipped.filter(({ reason }) => reason === 'unreadable');
    const isUnreadable = (file: string): boolean =>
      unreadable.some(({ path }) => (path.endsWith('/') ? file.startsWith(path) : file === path));
    const missing: string[] = [];
    for (const shard of this.parts.store.shards) {
      for (const { path } of shard?.files ?? []) {
        if (!files.has(path) && concerns(path) && !isUnreadable(path)) missing.push(path);
      }
    }
    if (missing.length === 0) return;
    await this.writer.commit({ put: [], remove: missing });
    tally.removed += missing.length;
  }

  /**
   * Indexes files shard by shard, so that a first run writes each shard about once.
   *
   * @param named files that are asked for by their path
   */
  private async indexFiles(
    files: readonly CorpusFile[],
    tally: Tally,
    { onProgress, signal, anew = false }: RunOptions,
    named: ReadonlySet<string> = new Set(),
  ): Promise<void> {
    const { store, source, provider } = this.parts;
    const queue = files
      .map((file) => ({ file, shard: store.shardOf(file.path) }))
      .sort((a, b) => a.shard - b.shard || (a.file.path < b.file.path ? -1 : 1));
    const reader = new ReadAhead(
      queue.map(({ file }) => file.path),
      (path) => source.readFile(path),
    );
    /** Embedding and writing batches, and preparing the next one, overlap. */
    const underWay = new Set<Promise<void>>();
    let chunksUnderWay = 0;
    let hasFailed = false;
    let batch: AnalyzedFile[] = [];
    let touched: FileRecord[] = [];
    let done = 0;

    const flush = async (): Promise<void> => {
      const analyzed = batch;
      const touch = touched;
      batch = [];
      touched = [];
      if (analyzed.length === 0 && touch.length === 0) return;
      // What would be begun now would most likely fail too, and may cost.
      if (hasFailed) await Promise.all(underWay);
      const chunks = countChunks(analyzed);
      while (underWay.size > 0 && chunksUnderWay + chunks > provider.limits.inputsUnderWay) {
        await Promise.race(underWay);
      }
      chunksUnderWay += chunks;
      const writing = this.store(analyzed, touch, tally, signal).then(() => {
        underWay.delete(writing);
        chunksUnderWay -= chunks;
        done += analyzed.length + touch.length;
        onProgress?.({ phase: 'indexing', done, total: queue.length });
      });
      underWay.add(writing);
      // A failure is met at the next await; without this it would count as unhandled until then.
      writing.catch(() => {
        hasFailed = true;
      });
    };

    try {
      let chunks = 0;
      for (let i = 0; i < queue.length; i++) {
        throwIfCancelled(signal);
        const { file, shard } = queue[i]!;
        await this.parts.giveWay?.();
        const withoutVector = store.find(file.path)?.withoutVector;
        const isTriedAgain = withoutVector !== undefined && (withoutVector.isDue || named.has(file.path));
        const outcome = await this.analyze(file, reader.take(i), tally, {
          anew: anew || isTriedAgain,
          signal,
        });
        if (outcome === undefined) {
          done++;
        } else if ('touch' in outcome) {
          touched.push(outcome.touch);
        } else {
          batch.push(outcome.put);
          chunks += outcome.put.chunks.length;
        }
        if (chunks >= maxBatchChunks || queue[i + 1]?.shard !== shard) {
          chunks = 0;
          await flush();
        }
      }
      await flush();
      await Promise.all(underWay);
    } finally {
      // What is under way comes to its end before the caller lets go of the store.
      await Promise.allSettled(underWay);
    }
  }

  /** Reads and analyses one file; undefined where nothing is to be stored: it is as known, or the tally tells of it. */
  private async analyze(
    file: CorpusFile,
    read: Promise<Uint8Array>,
    tally: Tally,
    { anew, signal }: RunOptions,
  ): Promise<{ touch: FileRecord } | { put: AnalyzedFile } | undefined> {
    const { hash, store, logger } = this.parts;
    try {
      const bytes = await read;
      const contentHash = hash(bytes);
      const known = store.find(file.path);
      const mtimeMs = Date.now() - file.mtimeMs < raceMs ? 0 : file.mtimeMs;
      const isKnown = !anew && known?.contentHash === contentHash && !this.isDecidedOtherwise(known);
      if (isKnown && known.provisional === undefined) {
        this.noteSkip(known, tally);
        const { sizeBytes } = file;
        // A save is often told twice, by the editor and by the disk: the second time there is nothing to write.
        if (known.sizeBytes === sizeBytes && known.mtimeMs === mtimeMs) return undefined;
        return { touch: { ...known, sizeBytes, mtimeMs } };
      }
      const analyzed = await analyzeFile({ ...file, mtimeMs, contentHash }, bytes, this.parts, signal);
      this.noteSkip(analyzed.record, tally);
      const { provisional } = analyzed.record;
      if (provisional !== undefined) tally.provisional.push({ path: file.path, reason: provisional });
      // As before: nothing to embed and to write.
      if (isKnown && known.provisional === provisional && known.mtimeMs === mtimeMs) return undefined;
      return { put: analyzed };
    } catch (error) {
      if (error instanceof CancelledError || error instanceof SemanticSearchError) throw error;
      if (systemCodeOf(error) === 'ENOENT') {
        // Deleted since the walk: the event or the next run removes it.
        return undefined;
      }
      tally.failed.push({ path: file.path, reason: messageOf(error) });
      logger.warn(`Not indexed: ${file.path}: ${messageOf(error)}`);
      return undefined;
    }
  }

  private async store(
    analyzed: readonly AnalyzedFile[],
    touch: readonly FileRecord[],
    tally: Tally,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { files, embedded } = await embedFiles(analyzed, this.parts, signal);
    const update: IndexUpdate = { put: files, remove: [], touch };
    await this.writer.commit(update);
    tally.embedded += embedded;
  }

  private report(tally: Tally): IndexReport {
    const { files, chunks } = countIndex(this.parts.store);
    return {
      files,
      chunks,
      embedded: tally.embedded,
      reused: Math.max(0, chunks - tally.embedded),
      removed: tally.removed,
      skipped: [...tally.skipped].sort((a, b) => (a.path < b.path ? -1 : 1)),
      failed: tally.failed,
      withoutVector: filesWithoutVector(this.parts.store),
      provisional: tally.provisional,
      requests: tally.requests,
      tookMs: performance.now() - tally.started,
    };
  }
}

function countChunks(files: readonly AnalyzedFile[]): number {
  return files.reduce((sum, { chunks }) => sum + chunks.length, 0);
}
