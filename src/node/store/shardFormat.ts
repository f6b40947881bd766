import { isRecord } from '../../common/typeGuards';
import type { FileKind, SkipReason } from '../../engine/corpus/corpusFile';
import type { WithoutVector } from '../../engine/indexing/indexedFile';
import type { Shard, ShardFile } from '../../engine/indexing/shard';
import { StringTable } from '../../engine/indexing/stringTable';
import type { DocumentNumbers, PostingList } from '../../engine/retrieval/postings';
import { checkShard } from './checkShard';
import { isStampRow, parseStamp, stampRowOf, type StampRow } from './stampRow';
import { CorruptFileError, packColumns, unpackColumns, type Column } from './packedFile';

/** Increment with every change of the format: each format has its own index directory. */
export const shardFormatVersion = 3;

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
  const postings = ({ hashes, offsets, documents, counts }: PostingList): Column[] => [
    hashes,
    offsets,
    documents,
    counts,
  ];
  return [
    Uint32Array.of(dimensions),
    Buffer.from(JSON.stringify(files.map(writtenRow))),
    chunks.startLines,
    chunks.endLines,
    chunks.lengths,
    chunks.textHashes,
    chunks.breadcrumbs.bytes,
    chunks.breadcrumbs.offsets,
    chunks.vectors,
    chunks.scales,
    chunks.boilerplate,
    symbols.chunks,
    symbols.lines,
    symbols.startLines,
    symbols.endLines,
    symbols.kinds,
    symbols.widths,
    symbols.names.bytes,
    symbols.names.offsets,
    ...postings(bodies),
    ...postings(definitions),
  ];
}

const sectionCount = 27;

/**
 * Decodes the result of {@link encodeShard}. The columns are views on `bytes`, which must not change afterwards.
 *
 * @throws CorruptFileError for invalid content of any cause; ForeignFormatError for another format
 */
export function decodeShard(bytes: Uint8Array): Shard {
  const sections = unpackColumns(shardFormatVersion, bytes, sectionCount).values();
  const next = <T>(Type: ColumnType<T>): T => viewAs(Type, sections.next().value ?? new Uint8Array());
  const strings = (): StringTable => new StringTable(next(Uint8Array), next(Uint32Array));
  const postings = (documentCount: number): PostingList => ({
    hashes: next(Uint32Array),
    offsets: next(Uint32Array),
    documents: next<DocumentNumbers>(documentCount <= 0x10000 ? Uint16Array : Uint32Array),
    counts: next(Uint8Array),
  });

  const dimensions = next(Uint32Array)[0] ?? 0;
  const files = parseFiles(next(Uint8Array));
  const startLines = next(Uint32Array);
  const count = startLines.length;
  const chunks = {
    count,
    files: fileNumbers(files, count),
    startLines,
    endLines: next(Uint32Array),
    lengths: next(Uint32Array),
    textHashes: next(Uint8Array),
    breadcrumbs: strings(),
    vectors: next(Int8Array),
    scales: next(Float32Array),
    boilerplate: next(Uint8Array),
  };
  const symbolChunks = next(Uint32Array);
  const symbols = {
    count: symbolChunks.length,
    chunks: symbolChunks,
    lines: next(Uint32Array),
    startLines: next(Uint32Array),
    endLines: next(Uint32Array),
    kinds: next(Uint8Array),
    widths: next(Uint8Array),
    names: strings(),
  };
  const bodies = postings(count);
  const definitions = postings(symbols.count);
  const shard = { dimensions, files, chunks, symbols, bodies, definitions };
  checkShard(shard);
  return shard;
}

interface ColumnType<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): T;
}

function viewAs<T>(Type: ColumnType<T>, { buffer, byteOffset, byteLength }: Uint8Array): T {
  const length = byteLength / Type.BYTES_PER_ELEMENT;
  if (!Number.isInteger(length)) throw new CorruptFileError('a column has a broken end');
  return new Type(buffer, byteOffset, length);
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
];

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
  ...stamp
}: ShardFile): FileRow {
  const row = [path, language, kind, stampRowOf(stamp), contentHash, chunkCount] as const;
  const mark =
    secret !== undefined
      ? (['secret', secret] as const)
      : generated !== undefined
        ? (['generated', generated] as const)
        : undefined;
  if (encoding !== undefined) {
    const { reason = '', detail = '' } = skip ?? {};
    return [...row, ...(mark ?? ([reason, detail] as const)), provisional ?? '', encoding];
  }
  if (provisional !== undefined) return [...row, ...(mark ?? (['', ''] as const)), provisional];
  if (mark) return [...row, ...mark];
  if (!skip) return row;
  return skip.detail === undefined ? [...row, skip.reason] : [...row, skip.reason, skip.detail];
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
  ...['string', 'string', 'string', 'string'],
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
    const [path, language, kind, stamp, contentHash, chunkCount, reason, detail, provisional, encoding] =
      read.row;
    const file: ShardFile = {
      path,
      language,
      kind,
      ...parseStamp(stamp),
      contentHash,
      ...(reason && markOf(chunkCount, reason, detail)),
      ...(read.withoutVector && { withoutVector: read.withoutVector }),
      ...(provisional && { provisional }),
      ...(encoding !== undefined && { encoding }),
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
  detail?: string,
): Pick<ShardFile, 'skip' | 'secret' | 'generated'> {
  if (chunkCount > 0) return reason === 'generated' ? { generated: detail ?? '' } : { secret: detail ?? '' };
  return { skip: { reason, ...(detail && { detail }) } };
}
