import type { VectorScores } from '../retrieval/vectorRetriever';

/** Mean and standard deviation of the scores that are not 0, over all shards; both 0 if there are none. */
export interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

/** @param allowed 1 for each score to include; by default all */
export function spreadOf(scores: readonly Float32Array[], allowed?: readonly Uint8Array[]): Spread {
  let count = 0;
  let sum = 0;
  let squares = 0;
  // Loops, not callbacks: each change of a number that a callback captures allocates memory.
  for (let shard = 0; shard < scores.length; shard++) {
    const list = scores[shard]!;
    const admitted = allowed?.[shard];
    for (let i = 0; i < list.length; i++) {
      const value = list[i]!;
      if (value === 0 || (admitted && !admitted[i])) continue;
      count++;
      sum += value;
      squares += value * value;
    }
  }
  const mean = sum / Math.max(1, count);
  return { mean, deviation: Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean)) };
}

/** The spreads of the cosines of one query over an index. */
export interface CosineSpreads {
  /** Of all chunks. */
  readonly chunks: Spread;
  /** Of the best chunk, and of the mean of the chunks, of each file that matches the filter. */
  readonly best: Spread;
  readonly files: Spread;
}

const cosineSpreads = new WeakMap<readonly VectorScores[], Spread>();

/** The spread of the cosines of all chunks, computed once for each query. */
export function cosineSpreadOf(vector: readonly VectorScores[] = []): Spread {
  let spread = cosineSpreads.get(vector);
  if (!spread) {
    spread = spreadOf(vector.map(({ chunks }) => chunks));
    cosineSpreads.set(vector, spread);
  }
  return spread;
}
