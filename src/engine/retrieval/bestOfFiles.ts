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
  // The chunks of a file are adjacent.
  let file = -1;
  let highest = 0;
  for (let chunk = 0; chunk < scores.length; chunk++) {
    const score = scores[chunk]!;
    if (score === 0) continue;
    const next = chunkFiles[chunk]!;
    if (next !== file) {
      file = next;
      highest = best[file]!;
    }
    if (score > highest) {
      highest = score;
      best[file] = score;
    }
  }
  return best;
}
