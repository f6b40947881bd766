import type { Shard, ShardFile } from '../../indexing/shard';
import type { Hit } from '../hits';
import type { TranslatedFile, Translations } from './translations';

/** A place in a file, as it was indexed. */
export type IndexedPlace = Pick<Hit, 'file' | 'shard' | 'startLine' | 'endLine' | 'textHash'>;

/** A chunk by its number: a query has hundreds of translations, and their places are hardly ever needed. */
export type ChunkReference = Pick<Hit, 'shard' | 'chunk'>;

/**
 * Chunks in the translations of a file that correspond to a chunk of it: those at the same relative position.
 *
 * @param allowed as in `Evidence`
 */
export function translatedChunks(
  translations: Translations,
  shards: readonly Shard[],
  allowed: readonly Uint8Array[],
  { shard, chunk }: ChunkReference,
): ChunkReference[] {
  const file = shards[shard]!.chunks.files[chunk]!;
  const group = translations.groupOf(shard, file) ?? [];
  return group
    .filter((one) => !(one.shard === shard && one.file === file) && allowed[one.shard]![one.file] === 1)
    .map((one) => chunkIn(shards, one, { shard, chunk }));
}

/** The chunk of a translation that corresponds to a chunk of another one; that chunk itself if it is in the same file. */
export function chunkIn(
  shards: readonly Shard[],
  one: TranslatedFile,
  { shard, chunk }: ChunkReference,
): ChunkReference {
  const isSame = one.shard === shard && one.file === shards[shard]!.chunks.files[chunk]!;
  const there = isSame ? chunk : chunkAt(shards[one.shard]!, one, shareOf(shards[shard]!, chunk));
  return { shard: one.shard, chunk: there };
}

/** The chunk that shares the most lines with a range of shares of a file. */
function chunkAt({ files, chunks }: Shard, { file }: TranslatedFile, { from, to }: Share): number {
  const { firstChunk, chunkCount } = files[file]!;
  const lines = linesOf(chunks, files[file]!);
  let best = firstChunk;
  let most = -Infinity;
  for (let chunk = firstChunk; chunk < firstChunk + chunkCount; chunk++) {
    const start = (chunks.startLines[chunk]! - 1) / lines;
    const end = chunks.endLines[chunk]! / lines;
    const shared = Math.min(to, end) - Math.max(from, start);
    if (shared > most) [best, most] = [chunk, shared];
  }
  return best;
}

/** Begin and end of a chunk, as shares of its file. */
interface Share {
  readonly from: number;
  readonly to: number;
}

function shareOf({ files, chunks }: Shard, chunk: number): Share {
  const lines = linesOf(chunks, files[chunks.files[chunk]!]!);
  return { from: (chunks.startLines[chunk]! - 1) / lines, to: chunks.endLines[chunk]! / lines };
}

function linesOf(
  { endLines }: Shard['chunks'],
  { firstChunk, chunkCount }: Pick<ShardFile, 'firstChunk' | 'chunkCount'>,
): number {
  return endLines[firstChunk + chunkCount - 1]!;
}
