import type { Shard } from '../indexing/shard';
import type { ScoreArrays } from './scoreArrays';

/** The score of the best chunk of each file of a shard; 0 if none is positive. */
export function bestOfFiles(
  { files, chunks }: Pick<Shard, 'files' | 'chunks'>,
  scores: Float32Array,
  arrays: ScoreArrays,
): Float32Array {
  const best = arrays.floats(files.length);
  const chunkFiles = chunks.files;
  for (let chunk = 0; chunk < scores.length; chunk++) {
    const score = scores[chunk]!;
    if (score === 0) continue;
    const file = chunkFiles[chunk]!;
    if (score > best[file]!) best[file] = score;
  }
  return best;
}
