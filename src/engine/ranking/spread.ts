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

/** The spreads of one of several indexes, and of how many values they are, roughly. */
export interface SizedSpreads extends CosineSpreads {
  /** Chunks of the index, and files that match the filter. */
  readonly sizes: { readonly chunks: number; readonly files: number };
}

/** The spreads over several indexes together. */
export function pooledSpreads(parts: readonly SizedSpreads[]): CosineSpreads {
  if (parts.length === 1) return parts[0]!;
  const pooled = (name: keyof CosineSpreads): Spread => {
    const sizeOf = ({ sizes }: SizedSpreads): number => (name === 'chunks' ? sizes.chunks : sizes.files);
    const count = Math.max(
      1,
      parts.reduce((sum, part) => sum + sizeOf(part), 0),
    );
    const meanOf = (value: (spread: Spread) => number): number =>
      parts.reduce((sum, part) => sum + sizeOf(part) * value(part[name]), 0) / count;
    const mean = meanOf((spread) => spread.mean);
    const squares = meanOf((spread) => spread.mean ** 2 + spread.deviation ** 2);
    return { mean, deviation: Math.sqrt(Math.max(0, squares - mean * mean)) };
  };
  return { chunks: pooled('chunks'), best: pooled('best'), files: pooled('files') };
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
