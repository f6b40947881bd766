import { isRecord } from '../../common/typeGuards';
import { readDetail, writeDetail } from '../../common/messages/detailForm';
import type { FileKind, SkipReason } from '../../engine/corpus/corpusFile';
import type { WithoutVector } from '../../engine/indexing/indexedFile';
import { textHashBytes, type Shard, type ShardFile } from '../../engine/indexing/shard';
import { StringTable } from '../../engine/indexing/stringTable';
import { checkColumns, checkShard } from './checkShard';
import { isStampRow, parseStamp, stampRowOf, type StampRow } from './stampRow';
import {
  packAscending,
  packBeside,
  packNumbers,
  packOffsets,
  unpackAscending,
  unpackBeside,
  unpackNumbers,
  unpackOffsets,
  viewAs,
  type ColumnType,
} from './numberColumns';
import { CorruptFileError, packColumns, unpackColumns, type Column } from './packedFile';
import { packPostings, postingSections, unpackPostings } from './postingColumns';

/** Increment with every change of the format: each format has its own index directory. */
export const shardFormatVersion = 6;

/**
 * Encodes a whole shard as one file: file records, vectors, lexical index.
 *
 * @throws CorruptFileError if the shard is invalid and could not be read again
 */
export function encodeShard(shard: Shard): Buffer<ArrayBuffer> {
  checkShard(shard);
  return packColumns(shardFormatVersion, columnsOf(shard));
}

/** The order of the sections; {@link decodeShard} reads them in the same order. */
function columnsOf({ dimensions, files, chunks, symbols, bodies, definitions }: Shard): Column[] {
  const strings = ({ bytes, offsets }: StringTable): Column[] => [packOffsets(offsets), bytes];
  return [
    Uint32Array.of(dimensions),
    Buffer.from(JSON.stringify(files.map(writtenRow))),
    chunks.textHashes,
    packNumbers(chunks.startLines),
    packBeside(chunks.startLines, chunks.endLines),
    packNumbers(chunks.lengths),
    ...strings(chunks.breadcrumbs),
    chunks.vectors,
    chunks.scales,
    chunks.boilerplate,
    symbols.kinds,
    symbols.widths,
    packAscending(symbols.chunks),
    packNumbers(symbols.startLines),
    packBeside(symbols.startLines, symbols.lines),
    packBeside(symbols.lines, symbols.endLines),
    ...strings(symbols.names),
    ...packPostings(bodies),
    ...packPostings(definitions),
  ];
}

/** Number of sections of a shard file. */
export const sectionCount = 19 + 2 * postingSections;

/**
 * Decodes the result of {@link encodeShard}. Columns of bytes, vectors and scales are views on `bytes`, which must not change
 * afterwards.
 *
 * @throws CorruptFileError for invalid content of any cause; ForeignFormatError for another format
 */
export function decodeShard(bytes: Uint8Array): Shard {
  const sections = unpackColumns(shardFormatVersion, bytes, sectionCount).values();
  const section = (): Uint8Array => sections.next().value ?? new Uint8Array();
  const next = <T>(Type: ColumnType<T>): T => viewAs(Type, section());
  const strings = (count: number): StringTable => {
    const offsets = unpackOffsets(section(), count);
    return new StringTable(next(Uint8Array), offsets);
  };

  const dimensions = next(Uint32Array)[0] ?? 0;
  const files = parseFiles(next(Uint8Array));
  const textHashes = next(Uint8Array);
  const count = Math.floor(textHashes.length / textHashBytes);
  const chunkStarts = unpackNumbers(section(), count);
  const chunks = {
    count,
    files: fileNumbers(files, count),
    textHashes,
    startLines: chunkStarts,
    endLines: unpackBeside(chunkStarts, section()),
    lengths: unpackNumbers(section(), count),
    breadcrumbs: strings(count),
    vectors: next(Int8Array),
    scales: next(Float32Array),
    boilerplate: next(Uint8Array),
  };
  const kinds = next(Uint8Array);
  const widths = next(Uint8Array);
  const symbolChunks = unpackAscending(section(), kinds.length);
  const symbolStarts = unpackNumbers(section(), kinds.length);
  const lines = unpackBeside(symbolStarts, section());
  const symbols = {
    count: kinds.length,
    kinds,
    widths,
    chunks: symbolChunks,
    lines,
    startLines: symbolStarts,
    endLines: unpackBeside(lines, section()),
    names: strings(kinds.length),
  };
  const bodies = unpackPostings(section, count);
  const definitions = unpackPostings(section, symbols.count);
  const shard = { dimensions, files, chunks, symbols, bodies, definitions };
  checkColumns(shard);
  return shard;
}

/** File number of each chunk: chunks are in the order of their files. */
function fileNumbers(files: readonly ShardFile[], count: number): Uint32Array {
  const numbers = new Uint32Array(count);
  files.forEach((file, i) => numbers.fill(i, file.firstChunk, file.firstChunk + file.chunkCount));
  return numbers;
}

/**
 * A file record as it is stored. A reason together with chunks means that the file was indexed because the user asked
 * for secret or generated files. An empty reason means none.
 */
type FileRow = readonly [
  path: string,
  language: string,
  kind: FileKind,
  stamp: StampRow,
  contentHash: string,
  chunkCount: number,
  reason?: SkipReason | '',
  detail?: string,
  provisional?: string,
  encoding?: string,
  script?: typeof scriptMark,
];

/** Stored for a file whose language is that of its first line. */
const scriptMark = 'script';

/** A row, followed by a field that few files have. */
type WrittenRow = FileRow | readonly [...FileRow, WithoutVector];

function rowOf({
  path,
  language,
  kind,
  contentHash,
  chunkCount,
  skip,
  secret,
  generated,
  provisional,
  encoding,
  isScript,
  ...stamp
}: ShardFile): FileRow {
  const row = [path, language, kind, stampRowOf(stamp), contentHash, chunkCount] as const;
  const mark =
    secret !== undefined
      ? (['secret', writeDetail(secret)] as const)
      : generated !== undefined
        ? (['generated', writeDetail(generated)] as const)
        : undefined;
  if (encoding !== undefined || isScript) {
    const { reason = '', detail = '' } = skip ?? {};
    const whole = [...row, ...(mark ?? ([reason, writeDetail(detail)] as const)), provisional ?? ''] as const;
    return isScript ? [...whole, encoding ?? '', scriptMark] : [...whole, encoding!];
  }
  if (provisional !== undefined) return [...row, ...(mark ?? (['', ''] as const)), provisional];
  if (mark) return [...row, ...mark];
  if (!skip) return row;
  return skip.detail === undefined ? [...row, skip.reason] : [...row, skip.reason, writeDetail(skip.detail)];
}

function writtenRow({ withoutVector, ...file }: ShardFile): WrittenRow {
  return withoutVector ? [...rowOf(file), withoutVector] : rowOf(file);
}

/** The two parts of a stored row. Undefined if the value is not a row. */
function readRow(written: unknown): { row: FileRow; withoutVector?: WithoutVector } | undefined {
  if (!Array.isArray(written)) return undefined;
  const last: unknown = written.at(-1);
  if (!isRecord(last)) return isFileRow(written) ? { row: written } : undefined;
  const row: unknown = written.slice(0, -1);
  return isFileRow(row) && isWithoutVector(last) ? { row, withoutVector: last } : undefined;
}

function isWithoutVector(
  value: Readonly<Record<string, unknown>>,
): value is Readonly<Record<string, unknown>> & WithoutVector {
  const { chunks, code, message, isDue } = value;
  const types = [typeof chunks, typeof code, typeof message, typeof isDue];
  return types.join() === 'number,string,string,boolean';
}

const rowTypes = [
  ...['string', 'string', 'string', 'object', 'string', 'number'],
  ...['string', 'string', 'string', 'string', 'string'],
];

function isFileRow(row: unknown): row is FileRow {
  return (
    Array.isArray(row) &&
    row.length >= 6 &&
    row.every((value, i) => typeof value === rowTypes[i]) &&
    isStampRow(row[3])
  );
}

function parseFiles(json: Uint8Array): ShardFile[] {
  let rows: unknown;
  try {
    rows = JSON.parse(Buffer.from(json.buffer, json.byteOffset, json.byteLength).toString());
  } catch (error) {
    throw new CorruptFileError('its file records cannot be read', { cause: error });
  }
  let firstChunk = 0;
  return (Array.isArray(rows) ? rows : [undefined]).map((written: unknown) => {
    const read = readRow(written);
    if (!read) throw new CorruptFileError('its file records are of another kind');
    const [path, language, kind, stamp, contentHash, chunkCount, ...rest] = read.row;
    const [reason, detail, provisional, encoding, script] = rest;
    const file: ShardFile = {
      path,
      language,
      kind,
      ...parseStamp(stamp),
      contentHash,
      ...(reason && markOf(chunkCount, reason, detail)),
      ...(read.withoutVector && { withoutVector: read.withoutVector }),
      ...(provisional && { provisional }),
      ...(encoding && { encoding }),
      ...(script && { isScript: true }),
      firstChunk,
      chunkCount,
    };
    firstChunk += chunkCount;
    return file;
  });
}

function markOf(
  chunkCount: number,
  reason: SkipReason,
  written = '',
): Pick<ShardFile, 'skip' | 'secret' | 'generated'> {
  const detail = readDetail(written);
  if (chunkCount > 0) return reason === 'generated' ? { generated: detail } : { secret: detail };
  return { skip: { reason, ...(detail && { detail }) } };
}
