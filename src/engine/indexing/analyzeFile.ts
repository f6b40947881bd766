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

/** Dependencies of {@link analyzeFile}. */
export interface AnalysisParts {
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
}

/**
 * Decodes, inspects, chunks and analyzes the bytes of one file.
 *
 * @throws {CancelledError} when `signal` is aborted
 */
export async function analyzeFile(
  file: FileToAnalyze,
  bytes: Uint8Array,
  parts: AnalysisParts,
  signal?: AbortSignal,
): Promise<AnalyzedFile> {
  const began = performance.now();
  const { record, text, marks } = inspectFile(file, bytes, parts);
  const inspectedAt = performance.now();
  const times = { inspect: inspectedAt - began, parse: 0, chunk: 0, terms: 0, vectors: 0 };
  if (text === undefined) return { record, chunks: [], times };
  const parsedBefore = parts.chunker.parsingMs ?? 0;
  const { path, language } = record;
  const { chunks, fallback, mayPass } = await parts.chunker.chunk({ path, language, text }, signal);
  times.parse = (parts.chunker.parsingMs ?? 0) - parsedBefore;
  times.chunk = performance.now() - inspectedAt - times.parse;
  if (fallback !== undefined) parts.logger.warn(`Not divided on syntax: ${path}: ${fallback}`);
  const analyzed: AnalyzedChunk[] = [];
  const analyze = chunkAnalysis(record, parts);
  for (const chunk of chunks) {
    await parts.giveWay?.();
    throwIfCancelled(signal);
    const chunkBegan = performance.now();
    analyzed.push(analyze(chunk));
    times.terms += performance.now() - chunkBegan;
  }
  return {
    record: {
      ...record,
      ...(chunks.length > 0 && marks),
      ...(mayPass && fallback !== undefined && { provisional: fallback }),
    },
    chunks: analyzed,
    times,
  };
}

/** What the bytes of a file are. */
interface InspectedFile {
  readonly record: FileRecord;
  /** Undefined if the file is excluded; the record has the reason. */
  readonly text?: string;
  /** What it is indexed in spite of, if the user asked for such files. */
  readonly marks?: Pick<FileRecord, 'secret' | 'generated'>;
}

function inspectFile(
  file: FileToAnalyze,
  bytes: Uint8Array,
  { includeSecrets, includesGenerated }: AnalysisParts,
): InspectedFile {
  const { path } = file;
  const decoded = decodeFile(bytes, file.encoding);
  if ('skip' in decoded) return { record: { ...recordOf(file, undefined), skip: decoded.skip } };
  const { text } = decoded;
  const record = recordOf(file, scriptLanguage(path, text, file.language));
  const cause = inspectContent(path, text, includeSecrets, file.language);
  const isAskedFor =
    cause && isGenerated(cause) && (file.isHandwritten === true || includesGenerated?.(path) === true);
  if (cause && !isAskedFor) return { record: { ...record, skip: cause } };
  const secret = includeSecrets ? secretContentOf(path, text) : undefined;
  const marks = {
    ...(secret && { secret }),
    ...(cause && { generated: cause.detail ?? cause.reason }),
  };
  return { record, text, marks };
}

/** @param script the language of its first line, if its name gives none */
function recordOf(file: FileToAnalyze, script: ReturnType<typeof scriptLanguage>): FileRecord {
  const { id, kind } = script ?? languageOf(file.path, file.language);
  return {
    path: file.path,
    language: id,
    kind,
    ...stampOf(file),
    ...(file.racy && { racy: true }),
    contentHash: file.contentHash,
    ...(file.encoding !== undefined && { encoding: file.encoding }),
    ...(script && { isScript: true }),
  };
}

function chunkAnalysis(
  { path, language }: FileRecord,
  { analyzer, hash, provider }: AnalysisParts,
): (chunk: Chunk) => AnalyzedChunk {
  const keyOf = documentKeys(provider, hash);
  return ({ text, ...chunk }) => {
    const document = documentText({ breadcrumb: chunk.breadcrumb, text });
    return {
      ...chunk,
      terms: analyzer.analyze(text, [path], pathBoost),
      isBoilerplate: isBoilerplate(text, chunk.startLine, language),
      textHash: hash(text),
      document: { key: keyOf(document), text: document },
    };
  };
}
