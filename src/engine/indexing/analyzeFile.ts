import { throwIfCancelled } from '../../common/errors/errors';
import type { Logger } from '../../common/logger';
import { isBoilerplate } from '../chunking/boilerplate';
import type { Chunk } from '../chunking/chunk';
import type { Chunker } from '../chunking/chunker';
import type { CorpusFile } from '../corpus/corpusFile';
import { stampOf } from '../corpus/fileStamp';
import { decodeFile } from '../corpus/decodeFile';
import { inspectContent } from '../corpus/inspectContent';
import { isGenerated } from '../corpus/inspectName';
import { languageOf } from '../corpus/languages';
import { scriptLanguage } from '../corpus/scriptLanguage';
import { secretContentOf } from '../corpus/secrets/secretContent';
import type { ContentHash } from '../embedding/contentHash';
import { documentText } from '../embedding/documentText';
import { documentKeys, type DocumentToEmbed, type VectorMaker } from '../embedding/embedAll';
import type { TermAnalyzer, TermCounts } from '../retrieval/terms';
import type { FileRecord } from './indexedFile';
import { pathBoost } from './shard';

/** A chunk with its terms, not yet embedded. */
export interface AnalyzedChunk extends Omit<Chunk, 'text'> {
  readonly terms: TermCounts;
  /** As in `IndexedChunk`. */
  readonly isBoilerplate: boolean;
  /** As in `IndexedChunk`. */
  readonly textHash: string;
  readonly document: DocumentToEmbed;
}

/** Time that the stages of the analysis of a file took, milliseconds. */
export type AnalysisTimes = Readonly<Record<(typeof analysisStages)[number], number>>;

/** The stages that {@link AnalysisTimes} has. */
export const analysisStages = ['inspect', 'parse', 'chunk', 'terms', 'vectors'] as const;

/** A file that is chunked and analyzed, not yet embedded; without chunks if it is excluded because of its content. */
export interface AnalyzedFile {
  readonly record: FileRecord;
  readonly chunks: readonly AnalyzedChunk[];
  readonly times: AnalysisTimes;
}

/** What the analysis of a file depends on, except for its content. */
export interface FileToAnalyze extends CorpusFile, Pick<FileRecord, 'contentHash' | 'racy'> {}

/**
 * Decodes, inspects, chunks and analyzes the bytes of one file.
 *
 * @throws {CancelledError} when `signal` is aborted
 */
export async function analyzeFile(
  file: FileToAnalyze,
  bytes: Uint8Array,
  parts: {
    readonly chunker: Chunker;
    readonly analyzer: TermAnalyzer;
    readonly hash: ContentHash;
    readonly provider: VectorMaker;
    readonly logger: Logger;
    /** The user asked to include files that look secret. Default false. */
    readonly includeSecrets?: boolean | undefined;
    /** Whether the user asked to include a file that looks generated. Default: none. */
    readonly includesGenerated?: ((path: string) => boolean) | undefined;
    /** Called between chunks so that other work can run. Default: no-op. */
    readonly giveWay?: (() => Promise<void>) | undefined;
  },
  signal?: AbortSignal,
): Promise<AnalyzedFile> {
  const began = performance.now();
  const decoded = decodeFile(bytes, file.encoding);
  const script = 'text' in decoded ? scriptLanguage(file.path, decoded.text, file.language) : undefined;
  const language = script ?? languageOf(file.path, file.language);
  const record: FileRecord = {
    path: file.path,
    language: language.id,
    kind: language.kind,
    ...stampOf(file),
    ...(file.racy && { racy: true }),
    contentHash: file.contentHash,
    ...(file.encoding !== undefined && { encoding: file.encoding }),
    ...(script && { isScript: true }),
  };
  const cause =
    'skip' in decoded
      ? decoded.skip
      : inspectContent(file.path, decoded.text, parts.includeSecrets, file.language);
  const isAskedFor =
    cause &&
    isGenerated(cause) &&
    (file.isHandwritten === true || parts.includesGenerated?.(file.path) === true);
  const skip = isAskedFor ? undefined : cause;
  const inspectedAt = performance.now();
  const times = { inspect: inspectedAt - began, parse: 0, chunk: 0, terms: 0, vectors: 0 };
  if (skip || !('text' in decoded))
    return { record: { ...record, ...(skip && { skip }) }, chunks: [], times };
  const parsedBefore = parts.chunker.parsingMs ?? 0;
  const { chunks, fallback, mayPass } = await parts.chunker.chunk(
    { path: file.path, language: language.id, text: decoded.text },
    signal,
  );
  times.parse = (parts.chunker.parsingMs ?? 0) - parsedBefore;
  times.chunk = performance.now() - inspectedAt - times.parse;
  const secret = parts.includeSecrets ? secretContentOf(file.path, decoded.text) : undefined;
  if (fallback !== undefined) parts.logger.warn(`Not divided on syntax: ${file.path}: ${fallback}`);
  const keyOf = documentKeys(parts.provider, parts.hash);
  const analyzed: AnalyzedChunk[] = [];
  for (const { text, ...chunk } of chunks) {
    await parts.giveWay?.();
    throwIfCancelled(signal);
    const chunkBegan = performance.now();
    const document = documentText({ breadcrumb: chunk.breadcrumb, text });
    analyzed.push({
      ...chunk,
      terms: parts.analyzer.analyze(text, [file.path], pathBoost),
      isBoilerplate: isBoilerplate(text, chunk.startLine, language.id),
      textHash: parts.hash(text),
      document: { key: keyOf(document), text: document },
    });
    times.terms += performance.now() - chunkBegan;
  }
  return {
    record: {
      ...record,
      ...(secret !== undefined && chunks.length > 0 && { secret }),
      ...(isAskedFor && chunks.length > 0 && { generated: cause.detail ?? cause.reason }),
      ...(mayPass && fallback !== undefined && { provisional: fallback }),
    },
    chunks: analyzed,
    times,
  };
}
