import {
  CancelledError,
  messageOf,
  SemanticSearchError,
  systemCodeOf,
  throwIfCancelled,
} from '../../common/errors/errors';
import type { IndexReport } from '../../common/contracts/indexReport';
import { BatchesUnderWay } from './batchesUnderWay';
import { isGenerated } from '../corpus/inspectName';
import type { CorpusFile } from '../corpus/corpusFile';
import { decidedDirectory } from '../corpus/decidingFile';
import { languageOf } from '../corpus/languages';
import { compareStamps, isRacy, stampOf } from '../corpus/fileStamp';
import { PathSet } from '../corpus/pathSet';
import { walkCorpus, type CorpusOptions } from '../corpus/walkCorpus';
import { analyzeFile, type AnalyzedFile, type FileToAnalyze } from './analyzeFile';
import { Batch } from './batch';
import { findChanges } from './changedFiles';
import { embedFiles } from './embedFiles';
import type { FileRecord } from './indexedFile';
import type { IndexerParts, RunOptions } from './indexerParts';
import type { IndexUpdate, IndexWriter } from './indexStore';
import { missingFiles } from './missingFiles';
import type { CurrentWork } from './currentWork';
import { ReadAhead, readAheadDepth } from './readAhead';
import { RunTally } from './runTally';
import type { StaleFiles } from './staleFiles';
import { shardCountFor } from './shardCount';
import { startFromSnapshot } from './startFromSnapshot';
import type { OpenedThreads } from './threads/analysisThreads';
import { unreadOf, updateUnread } from './unreadPaths';
import { WorkQueue } from './workQueue';

/** A file that was read, and compared with its record in the index. */
interface ReadFile {
  readonly bytes: Uint8Array;
  readonly file: FileToAnalyze;
  /** Its record if its content is unchanged. */
  readonly known: FileRecord | undefined;
  /** Whether `known` has its stamp, too. */
  readonly isSame: boolean;
  /** Undefined if no other thread analyzes it. Rejects as `OpenedThreads.analyze`. */
  readonly analyzed: Promise<AnalyzedFile | undefined> | undefined;
}

/** Whether files of a run are analyzed again although they are unchanged, and by whom. */
interface ReadOptions {
  readonly isForced: (path: string) => boolean;
  readonly threads: OpenedThreads | undefined;
}

/**
 * Most chunks in one commit: a crash loses at most one batch. With a model that runs here that is about a second of work,
 * and larger batches rewrite a large shard less often.
 */
const maxBatchChunks = 512;
const maxLocalBatchChunks = 4096;

/**
 * Keeps the index of one workspace folder up to date with its files. The caller ensures that there is one run at a
 * time.
 */
export class Indexer {
  /**
   * @param stale files that runs read whatever their stamps; outlives the indexer
   * @param work gets the queue of each run; outlives the indexer
   */
  constructor(
    private readonly parts: IndexerParts,
    private readonly writer: IndexWriter,
    private readonly stale: StaleFiles,
    private readonly work: CurrentWork,
  ) {}

  /**
   * Brings the whole index up to date: new and changed files are indexed, deleted ones removed, and the rest is kept.
   * An index that does not exist yet starts from a snapshot of the team, if there is one. After an interruption, the next
   * run continues where this one stopped. A run that finishes completes the index: paths that could not be read are
   * recorded, keep their entries, and are tried again in the next run.
   *
   * @throws CancelledError, and SemanticSearchError if the run cannot continue (folder gone, disk full, provider
   *   refusing); everything stored until then is kept.
   */
  async indexAll(
    options: CorpusOptions,
    { onProgress, signal, rebuild = false }: RunOptions = {},
  ): Promise<IndexReport> {
    const { store } = this.parts;
    const tally = this.beginTally();
    onProgress?.({ phase: 'scanning', done: 0, total: 0 });
    const files = await this.walk(options, tally, signal);
    const start = { ...this.parts, writer: this.writer };
    tally.snapshot = await startFromSnapshot(start, (path) => files.has(path), {
      onProgress,
      signal,
      rebuild,
    });
    await this.writer.divide(shardCountFor(files.size));
    await this.stale.whileRead(async (stale) => {
      const { changed, unchanged } = findChanges(
        files.values(),
        store,
        (record, file) =>
          rebuild ||
          store.hasForeignStamps ||
          stale.has(record.path) ||
          this.isDecidedOtherwise(record, file) ||
          record.withoutVector?.isDue === true ||
          record.provisional !== undefined,
      );
      for (const record of unchanged) this.noteSkip(record, tally);
      await this.remove(missingFiles(store, files, tally.skipped, undefined), tally);
      await this.indexFiles(changed, tally, { onProgress, signal, rebuild });
      return tally.failed;
    });
    await this.writer.markComplete(unreadOf(tally.unread));
    tally.snapshot ??= await this.parts.snapshots?.write?.(signal);
    return tally.report(store);
  }

  /**
   * Brings the given files and directories up to date by the rules of {@link indexAll}: files of the corpus are
   * indexed if their content changed; all others, and deleted files, are removed. Each file is read, whatever its
   * stamp. A file that affects others, such as `.gitignore`, stands for its directory.
   *
   * @throws as {@link indexAll}
   */
  async indexPaths(
    paths: readonly string[],
    options: CorpusOptions,
    { onProgress, signal }: Omit<RunOptions, 'rebuild'> = {},
  ): Promise<IndexReport> {
    const { store } = this.parts;
    const wanted = new Set(paths.flatMap((path) => [path, decidedDirectory(path, options) ?? path]));
    if (wanted.has('')) return this.indexAll(options, { onProgress, signal });
    const tally = this.beginTally();
    const asked = new PathSet(wanted);
    const files = await this.walk({ ...options, under: [...wanted] }, tally, signal);
    // If a directory above is excluded, or is a file now, nothing below it remains.
    const found = [...files.keys(), ...tally.skipped.map(({ path }) => path.replace(/\/$/, ''))];
    const part = new PathSet([...wanted, ...found.filter((path) => !asked.holds(path))]);
    await this.remove(missingFiles(store, files, tally.skipped, part), tally);
    await this.indexFiles([...files.values()], tally, { onProgress, signal }, new Set(paths));
    this.stale.noteRead(files.keys(), tally.failed);
    await this.writer.noteUnread(updateUnread(store.unread, part, tally.unread));
    return tally.report(store);
  }

  private beginTally(): RunTally {
    return new RunTally(this.parts.provider, this.parts.logger, this.parts.shared);
  }

  /** The files of the corpus by path; excluded files go to the tally. */
  private async walk(
    options: CorpusOptions,
    tally: RunTally,
    signal: AbortSignal | undefined,
  ): Promise<Map<string, CorpusFile>> {
    const files = new Map<string, CorpusFile>();
    const began = performance.now();
    for await (const entry of walkCorpus(this.parts.source, options, signal)) {
      if (entry.type === 'file') files.set(entry.file.path, entry.file);
      else tally.skipped.push(entry.skipped);
    }
    tally.addTime('scan', performance.now() - began);
    return files;
  }

  /**
   * Whether the user has since changed the settings for files that look secret or generated, for languages or for the
   * encoding.
   */
  private isDecidedOtherwise(
    { path, skip, secret, generated, encoding, language, isScript }: FileRecord,
    file: CorpusFile,
  ): boolean {
    if (encoding !== file.encoding) return true;
    if (isScript ? file.language !== undefined : language !== languageOf(path, file.language).id) return true;
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
   * Indexes files shard by shard, so that a first run writes each shard about once. Files that are brought forward
   * meanwhile come before, in batches with those in progress.
   *
   * @param named files requested by their paths
   */
  private async indexFiles(
    files: readonly CorpusFile[],
    tally: RunTally,
    { onProgress, signal, rebuild = false }: RunOptions,
    named: ReadonlySet<string> = new Set(),
  ): Promise<void> {
    const { store, provider } = this.parts;
    const batchChunks = provider.embedWords ? maxLocalBatchChunks : maxBatchChunks;
    const queue = new WorkQueue(files, (path) => store.shardOf(path));
    const threads = this.parts.threads?.open(queue.bytes, signal);
    tally.noteThreads(threads?.count ?? 1);
    const isForced = (path: string): boolean => {
      if (rebuild) return true;
      const withoutVector = store.find(path)?.withoutVector;
      return withoutVector !== undefined && (withoutVector.isDue || named.has(path));
    };
    const reader = new ReadAhead((file: CorpusFile) => this.read(file, { isForced, threads }));
    const batches = new BatchesUnderWay(provider.limits.inputsUnderWay);
    let done = 0;
    // Excluded files are subtracted, so that the final total is the number of files that the index has.
    let leftOut = 0;
    const reportProgress = (): void => {
      onProgress?.({ phase: 'indexing', done, total: queue.size - leftOut });
    };
    if (queue.size > 0) reportProgress();

    const flush = async (batch: Batch): Promise<void> => {
      const { analyzed, restamped, chunks } = batch.take();
      const records = [...analyzed.map(({ record }) => record), ...restamped];
      if (records.length === 0) return;
      await batches.add(chunks, async () => {
        await this.store({ analyzed, restamped }, tally, { signal, rebuild });
        const skipped = records.filter(({ skip }) => skip !== undefined).length;
        done += records.length - skipped;
        leftOut += skipped;
        reportProgress();
        for (const { path } of records) queue.noteDone(path);
      });
    };

    this.work.begin(queue);
    try {
      const inTurn = new Batch();
      const broughtForward = new Batch();
      let shardInTurn: number | undefined;
      for (let next = queue.take(); next !== undefined; next = queue.take()) {
        throwIfCancelled(signal);
        const { file, shard, isBroughtForward } = next;
        if (isBroughtForward) {
          // A question may be about these files too, and a batch with them is not more requests than one without.
          broughtForward.absorb(inTurn);
        } else {
          if (shard !== shardInTurn) await flush(inTurn);
          shardInTurn = shard;
        }
        const batch = isBroughtForward ? broughtForward : inTurn;
        await this.parts.giveWay?.();
        const read = (): Promise<ReadFile> =>
          reader.take(file, () => queue.upcoming(readAheadDepth, threads?.bytesAhead));
        const outcome = await this.analyze(file.path, read, tally, signal);
        if (outcome === undefined) {
          const isIndexed = isInIndex(store.find(file.path));
          done += isIndexed ? 1 : 0;
          leftOut += isIndexed ? 0 : 1;
          queue.noteDone(file.path);
        } else if ('restamp' in outcome) {
          batch.restamped.push(outcome.restamp);
        } else {
          batch.put(outcome.put);
        }
        if (batch.chunks >= batchChunks) await flush(batch);
        if (!queue.isAhead) await flush(broughtForward);
      }
      await flush(broughtForward);
      await flush(inTurn);
      await batches.stored();
    } finally {
      // Wait for the batches in progress before the caller releases the store.
      await batches.ended();
      this.work.end();
    }
  }

  /** Reads a file and decides whether it is analyzed; if other threads do that, they begin at once. */
  private async read(file: CorpusFile, { isForced, threads }: ReadOptions): Promise<ReadFile> {
    const { hash, includeSecrets = false, includesGenerated, source, store } = this.parts;
    const readAtMs = Date.now();
    const bytes = await source.readFile(file.path);
    const contentHash = hash(bytes);
    const found = store.find(file.path);
    const racy = isRacy(file, readAtMs);
    const isKnown =
      !isForced(file.path) && found?.contentHash === contentHash && !this.isDecidedOtherwise(found, file);
    const known = isKnown ? found : undefined;
    // A save is often reported twice, by the editor and by the file watcher; the second report has nothing to
    // write.
    const isSame =
      known !== undefined && compareStamps(known, file) === 'same' && (known.racy ?? false) === racy;
    const toAnalyze: FileToAnalyze = { ...file, contentHash, ...(racy && { racy }) };
    const isUnchanged = known !== undefined && known.provisional === undefined;
    const analyzed = isUnchanged
      ? undefined
      : threads?.analyze(
          { ...toAnalyze, includeSecrets, includesGenerated: includesGenerated?.(file.path) === true },
          bytes,
        );
    // A failure is thrown when it is awaited; without this handler it would count as unhandled until then.
    analyzed?.catch(() => undefined);
    return { bytes, file: toAnalyze, known, isSame, analyzed };
  }

  /** Analyzes one file; undefined if nothing has to be stored: it is unchanged, or it goes to the tally. */
  private async analyze(
    path: string,
    read: () => Promise<ReadFile>,
    tally: RunTally,
    signal: AbortSignal | undefined,
  ): Promise<{ restamp: FileRecord } | { put: AnalyzedFile } | undefined> {
    try {
      const began = performance.now();
      const { bytes, file, known, isSame, analyzed: analyzedElsewhere } = await read();
      tally.addTime('read', performance.now() - began);
      if (known && known.provisional === undefined) {
        this.noteSkip(known, tally);
        if (isSame) return undefined;
        const { racy: wasRacy, ...record } = known;
        return { restamp: { ...record, ...stampOf(file), ...(file.racy && { racy: true }) } };
      }
      const analyzed = (await analyzedElsewhere) ?? (await analyzeFile(file, bytes, this.parts, signal));
      tally.addTimes(analyzed.times);
      this.noteSkip(analyzed.record, tally);
      const { provisional } = analyzed.record;
      if (provisional !== undefined) tally.provisional.push({ path, reason: provisional });
      // Unchanged: nothing to embed or write.
      if (isSame && known?.provisional === provisional) return undefined;
      return { put: analyzed };
    } catch (error) {
      if (error instanceof CancelledError || error instanceof SemanticSearchError) throw error;
      if (systemCodeOf(error) === 'ENOENT') {
        // Deleted since the walk: the event or the next run removes it.
        return undefined;
      }
      tally.fail(path, messageOf(error));
      return undefined;
    }
  }

  private async store(
    { analyzed, restamped }: Pick<Batch, 'restamped'> & { readonly analyzed: readonly AnalyzedFile[] },
    tally: RunTally,
    { signal, rebuild }: RunOptions,
  ): Promise<void> {
    const began = performance.now();
    const parts = rebuild === true ? { ...this.parts, others: undefined } : this.parts;
    const { files, embedded } = await embedFiles(analyzed, parts, signal);
    const embeddedAt = performance.now();
    const update: IndexUpdate = { put: files, remove: [], restamp: restamped };
    await this.writer.commit(update);
    tally.embedded += embedded;
    tally.addTime('vectors', embeddedAt - began);
    tally.addTime('write', performance.now() - embeddedAt);
  }
}

function isInIndex(record: FileRecord | undefined): boolean {
  return record !== undefined && record.skip === undefined;
}
