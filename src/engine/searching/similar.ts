import type { SimilarParams } from '../../common/engineContract';
import type { FreshChunk } from '../freshness/freshness';
import { rankSimilar, type SimilarChunk, type SimilarEvidence } from '../ranking/rankSimilar';
import { placeOf, type Hit } from './hits';
import type { SearchTools } from './searchParts';
import type { PlacedShard } from './showHits';

/** A text that others like it are looked for, and where it stands. */
export type SimilarQuery = Pick<SimilarParams, 'text' | 'origin'>;

/** Ranked beyond those that are shown: the origin's own chunks, and some that have vanished, are left out later. */
const reserve = 200;

/** From these shares on, the vectors and the words are said to have brought a result up. */
const matchingCosine = 0.5;
const matchingWords = 0.2;

/** The chunks that are most like a text, most alike first. */
export function similarHits(evidence: SimilarEvidence, limit: number): Hit[] {
  return rankSimilar(evidence, limit + reserve).map((similar) => {
    const { shard, chunk, score } = similar;
    return {
      ...placeOf(evidence.shards[shard]!, chunk),
      shard,
      chunk,
      score,
      matchedBy: matchesOf(similar),
    };
  });
}

/** At least one of the two: something brought it up. */
function matchesOf({ cosine, words }: SimilarChunk): Hit['matchedBy'] {
  const byWords = words >= matchingWords || cosine === 0;
  const byVector = cosine >= matchingCosine || !byWords;
  return [...(byVector ? (['vector'] as const) : []), ...(byWords ? (['lexical'] as const) : [])];
}

/** Tells the place where the text itself stands: nobody looks for that. */
export function isOrigin(
  { origin }: SimilarQuery,
  file: { readonly folder: string; readonly path: string },
  place: Pick<FreshChunk, 'startLine' | 'endLine'>,
): boolean {
  return (
    origin?.folder === file.folder &&
    origin.path === file.path &&
    place.startLine <= origin.endLine &&
    place.endLine >= origin.startLine
  );
}

/**
 * The vector of the text where it is a chunk of its file as it was indexed: then it need not be embedded, nor sent anywhere,
 * once more.
 */
export function indexedVector(
  { text, origin }: SimilarQuery,
  placed: readonly PlacedShard[],
  { hash }: Pick<SearchTools, 'hash'>,
): Float32Array | undefined {
  if (!origin) return undefined;
  const hashes = new Set([hash(text), hash(text.replace(/\r?\n$/, ''))]);
  for (const { root, shard } of placed) {
    if (root.folder !== origin.folder) continue;
    const file = shard.files.find(({ path }) => path === origin.path);
    if (!file) continue;
    for (let chunk = file.firstChunk; chunk < file.firstChunk + file.chunkCount; chunk++) {
      const scale = shard.chunks.scales[chunk]!;
      if (scale === 0 || !hashes.has(placeOf(shard, chunk).textHash)) continue;
      const row = chunk * shard.dimensions;
      return Float32Array.from(
        shard.chunks.vectors.subarray(row, row + shard.dimensions),
        (number) => number * scale,
      );
    }
  }
  return undefined;
}
