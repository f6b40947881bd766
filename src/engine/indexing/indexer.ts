import {
  CancelledError,
  messageOf,
  SemanticSearchError,
  systemCodeOf,
  throwIfCancelled,
} from '../../common/errors';
import type { IndexProgress, IndexReport } from '../../common/indexReport';
import type { Logger } from '../../common/logger';
import type { Chunker } from '../chunking/chunker';
import type { ContentHash } from '../embedding/contentHash';
import { isGenerated } from '../corpus/inspectName';
import type { CorpusFile } from '../corpus/corpusFile';
import { decidedDirectory } from '../corpus/decidingFile';
import { compareStamps, isRacy, stampOf } from '../corpus/fileStamp';
import type { FileSource } from '../corpus/fileSource';
import { PathSet } from '../corpus/pathSet';
import { walkCorpus, type CorpusOptions } from '../corpus/walkCorpus';
import type { EmbeddingCache } from '../embedding/embeddingCache';
import type { EmbeddingProvider } from '../embedding/embeddingProvider';
import type { TermAnalyzer } from '../retrieval/terms';
import { analyzeFile, type AnalyzedFile } from './analyzeFile';
import { findChanges } from './changedFiles';
import { embedFiles } from './embedFiles';
import type { FileRecord } from './indexedFile';
import type { IndexStore, IndexUpdate, IndexWriter } from './indexStore';
import { missingFiles } from './missingFiles';
import { ReadAhead } from './readAhead';
import { RunTally } from './runTally';
import type { StaleFiles } from './staleFiles';
import { unreadOf, updateUnread } from './unreadPaths';

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
  /** Whether a file is indexed though it looks generated; as in `CorpusOptions`. Default: none is. */
  readonly includesGenerated?: (path: string) => boolean;
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

/** A file as it was read. */
interface FileContent {
  readonly bytes: Uint8Array;
  /** When reading it began, milliseconds since the epoch. */
  readonly readAtMs: number;
}

/** Most chunks in one commit: a crash loses at most one batch, and a batch belongs to one shard. */
const maxBatchChunks = 512;

/** Keeps the index of one workspace folder in step with its files. One run at a time; the caller sees to it. */
export class Indexer {
  /** @param stale what runs read whatever its stamp; outlives the indexer */
  constructor(
    private readonly parts: IndexerParts,
    private readonly writer: IndexWriter,
    private readonly stale: StaleFiles,
  ) {}

  /**
   * Brings the whole index up to date: what is new or changed is indexed, what is gone is removed, the rest is left as
   * it is. Interrupted at any moment, the next run goes on where this one stopped. A run that comes to its end completes the
   * index: what could not be read is recorded, stays as it was, and is tried again in the next run.
   *
   * @throws CancelledError, and SemanticSearchError where nothing more can be done (folder gone, disk full, provider
   * refusing); what was stored until then stays.
   */
  async indexAll(
    options: CorpusOptions,
    { onProgress, signal, anew = false }: RunOptions = {},
  ): Promise<IndexReport> {
    const { store } = this.parts;
    const tally = this.beginTally();
    onProgress?.({ phase: 'scanning', done: 0, total: 0 });
    const files = await this.walk(options, tally, signal);
    await this.stale.whileRead(async (stale) => {
      const { changed, unchanged } = findChanges(
        files.values(),
        store,
        (record, file) =>
          anew ||
          stale.has(record.path) ||
          this.isDecidedOtherwise(record, file) ||
          record.withoutVector?.isDue === true ||
          record.provisional !== undefined,
      );
      for (const record of unchanged) this.noteSkip(record, tally);
      await this.remove(missingFiles(store, files, tally.skipped, undefined), tally);
      await this.indexFiles(changed, tally, { onProgress, signal, anew });
      return tally.failed;
    });
    await this.writer.markComplete(unreadOf(tally.unread));
    return tally.report(store);
  }

  /**
   * Brings the given files and directories up to date, deciding as {@link indexAll} would: what belongs to the corpus is
   * indexed if its content changed, what does not, or is gone, leaves the index. Each file is read, whatever its stamp. A file
   * that decides about others, such as `.gitignore`, stands for its directory.
   *
   * @throws as {@link indexAll}
   */
  async indexPaths(
    paths: readonly string[],
    options: CorpusOptions,
    { onProgress, signal }: Omit<RunOptions, 'anew'> = {},
  ): Promise<IndexReport> {
    const { store } = this.parts;
    const wanted = new Set(paths.flatMap((path) => [path, decidedDirectory(path, options) ?? path]));
    if (wanted.has('')) return this.indexAll(options, { onProgress, signal });
    const tally = this.beginTally();
    const told = new PathSet(wanted);
    const files = await this.walk({ ...options, under: [...wanted] }, tally, signal);
    // A directory above that is left out, or is a file now, holds nothing any more.
    const found = [...files.keys(), ...tally.skipped.map(({ path }) => path.replace(/\/$/, ''))];
    const part = new PathSet([...wanted, ...found.filter((path) => !told.holds(path))]);
    await this.remove(missingFiles(store, files, tally.skipped, part), tally);
    await this.indexFiles([...files.values()], tally, { onProgress, signal }, new Set(paths));
    this.stale.noteRead(files.keys(), tally.failed);
    await this.writer.noteUnread(updateUnread(store.unread, part, tally.unread));
    return tally.report(store);
  }

  private beginTally(): RunTally {
    return new RunTally(this.parts.provider, this.parts.logger);
  }

  /** The files of the corpus by path; what is left out goes to the tally. */
  private async walk(
    options: CorpusOptions,
    tally: RunTally,
    signal: AbortSignal | undefined,
  ): Promise<Map<string, CorpusFile>> {
    const files = new Map<string, CorpusFile>();
    for await (const entry of walkCorpus(this.parts.source, options, signal)) {
      if (entry.type === 'file') files.set(entry.file.path, entry.file);
      else tally.skipped.push(entry.skipped);
    }
    return files;
  }

  /** Whether a person has decided otherwise since about files that look secret or generated, or about the encoding. */
  private isDecidedOtherwise(
    { path, skip, secret, generated, encoding }: FileRecord,
    file: CorpusFile,
  ): boolean {
    if (encoding !== file.encoding) return true;
    const includesGenerated = file.isHandwritten === true || this.parts.includesGenerated?.(path) === true;
    if (includesGenerated ? skip && isGenerated(skip) : generated !== undefined) return true;
    return this.parts.includeSecrets ? skip?.reason === 'secret' : secret !== undefined;
  }

  private noteSkip({ path, skip }: FileRecord, tally: RunTally): void {
    if (skip) tally.skipped.push({ path, ...skip });
  }

  private async remove(missing: readonly string[], tally: RunTally): Promise<void> {
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
    tally: RunTally,
    { onProgress, signal, anew = false }: RunOptions,
    named: ReadonlySet<string> = new Set(),
  ): Promise<void> {
    const { store, source, provider } = this.parts;
    const queue = files
      .map((file) => ({ file, shard: store.shardOf(file.path) }))
      .sort((a, b) => a.shard - b.shard || (a.file.path < b.file.path ? -1 : 1));
    const reader = new ReadAhead(
      queue.map(({ file }) => file.path),
      async (path): Promise<FileContent> => {
        const readAtMs = Date.now();
        return { bytes: await source.readFile(path), readAtMs };
      },
    );
    /** Embedding and writing batches, and preparing the next one, overlap. */
    const underWay = new Set<Promise<void>>();
    let chunksUnderWay = 0;
    let hasFailed = false;
    let batch: AnalyzedFile[] = [];
    let touched: FileRecord[] = [];
    let done = 0;
    // What turns out to be left out is not counted among what is to be done: in the end the total is what the index holds of it.
    let leftOut = 0;
    const tell = (): void => {
      onProgress?.({ phase: 'indexing', done, total: queue.length - leftOut });
    };
    if (queue.length > 0) tell();

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
        const records = [...analyzed.map(({ record }) => record), ...touch];
        const skipped = records.filter(({ skip }) => skip !== undefined).length;
        done += records.length - skipped;
        leftOut += skipped;
        tell();
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
          const isIndexed = isInIndex(store.find(file.path));
          done += isIndexed ? 1 : 0;
          leftOut += isIndexed ? 0 : 1;
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
    read: Promise<FileContent>,
    tally: RunTally,
    { anew, signal }: RunOptions,
  ): Promise<{ touch: FileRecord } | { put: AnalyzedFile } | undefined> {
    const { hash, store } = this.parts;
    try {
      const { bytes, readAtMs } = await read;
      const contentHash = hash(bytes);
      const known = store.find(file.path);
      const racy = isRacy(file, readAtMs);
      const isKnown = !anew && known?.contentHash === contentHash && !this.isDecidedOtherwise(known, file);
      // A save is often told twice, by the editor and by the disk: the second time there is nothing to write.
      const isSame = isKnown && compareStamps(known, file) === 'same' && (known.racy ?? false) === racy;
      if (isKnown && known.provisional === undefined) {
        this.noteSkip(known, tally);
        if (isSame) return undefined;
        const { racy: wasRacy, ...record } = known;
        return { touch: { ...record, ...stampOf(file), ...(racy && { racy }) } };
      }
      const analyzed = await analyzeFile(
        { ...file, contentHash, ...(racy && { racy }) },
        bytes,
        this.parts,
        signal,
      );
      this.noteSkip(analyzed.record, tally);
      const { provisional } = analyzed.record;
      if (provisional !== undefined) tally.provisional.push({ path: file.path, reason: provisional });
      // As before: nothing to embed and to write.
      if (isSame && known.provisional === provisional) return undefined;
      return { put: analyzed };
    } catch (error) {
      if (error instanceof CancelledError || error instanceof SemanticSearchError) throw error;
      if (systemCodeOf(error) === 'ENOENT') {
        // Deleted since the walk: the event or the next run removes it.
        return undefined;
      }
      tally.fail(file.path, messageOf(error));
      return undefined;
    }
  }

  private async store(
    analyzed: readonly AnalyzedFile[],
    touch: readonly FileRecord[],
    tally: RunTally,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { files, embedded } = await embedFiles(analyzed, this.parts, signal);
    const update: IndexUpdate = { put: files, remove: [], touch };
    await this.writer.commit(update);
    tally.embedded += embedded;
  }
}

function isInIndex(record: FileRecord | undefined): boolean {
  return record !== undefined && record.skip === undefined;
}

function countChunks(files: readonly AnalyzedFile[]): number {
  return files.reduce((sum, { chunks }) => sum + chunks.length, 0);
}
