import type { Shard } from '../../indexing/shard';
import { placeOf, type Hit } from '../hits';
import type { TranslatedFile, Translations } from './translations';

/** A place in a file, as it was indexed. */
export type IndexedPlace = Pick<Hit, 'file' | 'shard' | 'startLine' | 'endLine' | 'textHash'>;

/**
 * Places in the translations of a file that correspond to a chunk of it: the chunks at the same relative position.
 *
 * @param allowed as in `Evidence`
 */
export function translatedPlaces(
  translations: Translations,
  shards: readonly Shard[],
  allowed: readonly Uint8Array[],
  { shard, chunk }: Pick<Hit, 'shard' | 'chunk'>,
): IndexedPlace[] {
  const file = shards[shard]!.chunks.files[chunk]!;
  const group = translations.groupOf(shard, file) ?? [];
  return group
    .filter((one) => !(one.shard === shard && one.file === file) && allowed[one.shard]![one.file] === 1)
    .map((one) => placeIn(shards, one, { shard, chunk }));
}

/** The chunk of a translation that corresponds to a chunk of another one; that chunk itself if it is in the same file. */
export function placeIn(
  shards: readonly Shard[],
  one: TranslatedFile,
  { shard, chunk }: Pick<Hit, 'shard' | 'chunk'>,
): IndexedPlace & Pick<Hit, 'chunk'> {
  const isSame = one.shard === shard && one.file === shards[shard]!.chunks.files[chunk]!;
  const there = isSame ? chunk : chunkAt(shards[one.shard]!, one, ...shareOf(shards[shard]!, chunk));
  return { ...placeOf(shards[one.shard]!, there), shard: one.shard, chunk: there };
}

function chunkAt(shard: Shard, { file }: TranslatedFile, from: number, to: number): number {
  const { firstChunk, chunkCount } = shard.files[file]!;
  let best = firstChunk;
  let most = -Infinity;
  for (let chunk = firstChunk; chunk < firstChunk + chunkCount; chunk++) {
    const [start, end] = shareOf(shard, chunk);
    const shared = Math.min(to, end) - Math.max(from, start);
    if (shared > most) [best, most] = [chunk, shared];
  }
  return best;
}

/** Begin and end of a chunk, as shares of its file. */
function shareOf({ files, chunks }: Shard, chunk: number): [number, number] {
  const { firstChunk, chunkCount } = files[chunks.files[chunk]!]!;
  const lines = chunks.endLines[firstChunk + chunkCount - 1]!;
  return [(chunks.startLines[chunk]! - 1) / lines, chunks.endLines[chunk]! / lines];
}
