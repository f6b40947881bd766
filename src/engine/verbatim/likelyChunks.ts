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
  const highest = new HighestScores(most);
  const found: (LikelyChunk & { readonly score: number })[] = [];
  for (let s = 0; s < shards.length; s++) {
    const { covers, chunks } = lexical[s]!;
    const { files } = shards[s]!.chunks;
    for (let chunk = 0; chunk < covers.length; chunk++) {
      const cover = covers[chunk]!;
      if (cover < least * known || allowed[s]![files[chunk]!] !== 1) continue;
      // Of chunks with the same words, those that repeat them or have few others rank first.
      const score = cover + chunks[chunk]! * 0.02;
      if (score < highest.threshold) continue;
      highest.add(score);
      found.push({ shard: s, chunk, score, cover: cover / known });
    }
  }
  return found
    .filter(({ score }) => score >= highest.threshold)
    .sort((a, b) => b.score - a.score)
    .slice(0, most);
}
