import { HighestScores } from '../ranking/highestScores';
import type { Evidence } from '../ranking/rank';
import { isUnknown } from '../retrieval/knownTerms';

/** A chunk that may contain the text of a query. */
export interface LikelyChunk {
  /** Position of its shard, and number of the chunk within it. */
  readonly shard: number;
  readonly chunk: number;
  /** The share, weighted by rarity, of the indexed words of the query that it contains. */
  readonly cover: number;
}

/**
 * The chunks with the most words of a query, the most first. A verbatim text can only be in chunks with all of its
 * words, whatever the other words of the query.
 *
 * @param most number of chunks
 * @param least the smallest share of the indexed words
 */
export function likelyChunks(
  { shards, lexical, statistics, allowed }: Evidence,
  most: number,
  least: number,
): LikelyChunk[] {
  const { idf, chunkCount } = statistics;
  const known = idf.reduce((sum, one) => (isUnknown(one, chunkCount) ? sum : sum + one), 0);
  if (known === 0) return [];
  // Of chunks with the same words, those that repeat them or have few others rank first.
  const scoreOf = (covers: Float32Array, scores: Float32Array, chunk: number): number =>
    covers[chunk]! + scores[chunk]! * 0.02;
  const highest = new HighestScores(most);
  const each = (visit: (shard: number, chunk: number, score: number) => void): void => {
    shards.forEach((shard, s) => {
      const { covers, chunks } = lexical[s]!;
      for (let chunk = 0; chunk < covers.length; chunk++) {
        if (covers[chunk]! < least * known || allowed[s]![shard.chunks.files[chunk]!] !== 1) continue;
        visit(s, chunk, scoreOf(covers, chunks, chunk));
      }
    });
  };
  each((_, __, score) => {
    highest.add(score);
  });
  const { threshold } = highest;
  const found: (LikelyChunk & { readonly score: number })[] = [];
  each((shard, chunk, score) => {
    if (score >= threshold)
      found.push({ shard, chunk, score, cover: lexical[shard]!.covers[chunk]! / known });
  });
  return found.sort((a, b) => b.score - a.score).slice(0, most);
}
