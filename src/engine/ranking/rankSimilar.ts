import type { LexicalScores } from '../retrieval/lexicalRetriever';
import type { Evidence } from './rank';
import { HighestScores } from './highestScores';

/**
 * How much the vector counts beside the words; where there is none, the words alone. Tried on siblings (files of one folder
 * that are written after one pattern: provider records, syntax tables, lint rules, formatters): with the vector alone 0.48
 * of the first five others were siblings, with 0.7 to 0.55 of it 0.54 to 0.56.
 */
const vectorShare = 0.6;

/** A chunk as like as its score tells: 1 is the same, 0 has nothing in common. */
export interface SimilarChunk {
  /** Position of its shard in {@link Evidence.shards}. */
  readonly shard: number;
  /** Number of the chunk within the shard. */
  readonly chunk: number;
  readonly score: number;
  /** 0 where there is no vector. */
  readonly cosine: number;
  /** Share of the text's most telling terms that the chunk has, by weight, 0 to 1. */
  readonly words: number;
}

/** What retrieval found for a text that others like it are looked for. */
export type SimilarEvidence = Omit<Evidence, 'centrality' | 'places' | 'paths'>;

/**
 * Ranks chunks by how like they are to a text: by their vectors, supported by the words they share. What files are like
 * and what they are called says nothing of that.
 *
 * @param count how many are ranked at least, where there are so many
 */
export function rankSimilar(evidence: SimilarEvidence, count: number): SimilarChunk[] {
  const { shards, lexical, vector, allowed, statistics } = evidence;
  // A term that stands once in a chunk of usual length scores its idf: all of them together score this.
  const fullScore = statistics.idf.reduce((sum, idf) => sum + idf, 0) || 1;
  const wordsOf = (scores: LexicalScores, chunk: number): number =>
    Math.min(1, scores.chunks[chunk]! / fullScore);
  const scores = shards.map(({ chunks, files }, s) => {
    const cosines = vector?.[s]!.chunks;
    const ofShard = new Float32Array(chunks.count);
    files.forEach(({ firstChunk, chunkCount }, file) => {
      if (allowed[s]![file] !== 1) return;
      for (let chunk = firstChunk; chunk < firstChunk + chunkCount; chunk++) {
        const words = wordsOf(lexical[s]!, chunk);
        ofShard[chunk] = cosines
          ? vectorShare * Math.max(0, cosines[chunk]!) + (1 - vectorShare) * words
          : words;
      }
    });
    return ofShard;
  });

  const highest = new HighestScores(count);
  for (const ofShard of scores) for (const score of ofShard) highest.add(score);
  const { threshold } = highest;
  const ranked: SimilarChunk[] = [];
  scores.forEach((ofShard, shard) => {
    ofShard.forEach((score, chunk) => {
      if (score <= 0 || score < threshold) return;
      const cosine = vector?.[shard]?.chunks[chunk] ?? 0;
      ranked.push({ shard, chunk, score, cosine, words: wordsOf(lexical[shard]!, chunk) });
    });
  });
  return ranked.sort((a, b) => b.score - a.score || comparePlaces(evidence, a, b));
}

/** Equal scores are ordered by place, so that the same index gives the same answer. */
function comparePlaces({ shards }: SimilarEvidence, a: SimilarChunk, b: SimilarChunk): number {
  const pathOf = ({ shard, chunk }: SimilarChunk): string =>
    shards[shard]!.files[shards[shard]!.chunks.files[chunk]!]!.path;
  const [first, second] = [pathOf(a), pathOf(b)];
  return first === second ? a.chunk - b.chunk : first < second ? -1 : 1;
}
