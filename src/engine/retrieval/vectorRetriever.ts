import type { Shard } from '../indexing/shard';
import { ScoreArrays } from './scoreArrays';

/** Cosines of one shard with a query. */
export interface VectorScores {
  /** Cosine of each chunk; 0 if it has no vector. */
  readonly chunks: Float32Array;
  /** Cosine of the mean of each file's chunk vectors. */
  readonly files: Float32Array;
  /** Cosine of each file's best chunk; 0 if none is positive. */
  readonly best: Float32Array;
}

const meanNorms = new WeakMap<Shard, Float32Array>();

/** Length of the sum of each file's unit vectors; it converts the sum of cosines to the cosine of the sum. */
function meanNormsOf(shard: Shard): Float32Array {
  let norms = meanNorms.get(shard);
  if (!norms) {
    const { vectors, scales } = shard.chunks;
    const { dimensions } = shard;
    norms = new Float32Array(shard.files.length);
    const sum = new Float32Array(dimensions);
    shard.files.forEach((file, i) => {
      sum.fill(0);
      for (let chunk = file.firstChunk; chunk < file.firstChunk + file.chunkCount; chunk++) {
        const scale = scales[chunk]!;
        const row = chunk * dimensions;
        for (let d = 0; d < dimensions; d++) sum[d]! += vectors[row + d]! * scale;
      }
      let square = 0;
      for (const value of sum) square += value * value;
      norms![i] = Math.sqrt(square);
    });
    meanNorms.set(shard, norms);
  }
  return norms;
}

/**
 * The cosines of files from those of their chunks.
 *
 * @param cosines of the chunks of each shard
 */
export function vectorScores(shards: readonly Shard[], cosines: readonly Float32Array[]): VectorScores[] {
  const arrays = new ScoreArrays(2 * shards.reduce((sum, { files }) => sum + files.length, 0));
  return shards.map((shard, i) => vectorScoresOf(shard, cosines[i]!, arrays));
}

function vectorScoresOf(shard: Shard, chunks: Float32Array, arrays: ScoreArrays): VectorScores {
  const norms = meanNormsOf(shard);
  const files = arrays.floats(shard.files.length);
  const best = arrays.floats(shard.files.length);
  const chunkFiles = shard.chunks.files;
  // The chunks of a file are adjacent: adding them up outside the array takes a third of the time.
  let chunk = 0;
  while (chunk < chunks.length) {
    const file = chunkFiles[chunk]!;
    let sum = 0;
    let highest = 0;
    for (; chunk < chunks.length && chunkFiles[chunk] === file; chunk++) {
      const cosine = chunks[chunk]!;
      sum += cosine;
      if (cosine > highest) highest = cosine;
    }
    const norm = norms[file]!;
    if (norm > 0) files[file] = sum / norm;
    best[file] = highest;
  }
  return { chunks, files, best };
}
