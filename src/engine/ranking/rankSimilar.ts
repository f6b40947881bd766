import type { LexicalScores } from '../retrieval/lexicalRetriever';
import type { Evidence } from './rank';
import { HighestScores } from './highestScores';

/**
 * Weight of the vector relative to the words; without a vector only words count. Measured on siblings (files of one
 * folder that follow one pattern: provider records, syntax tables, lint rules, formatters): with the vector alone
 * 0.48 of the first five other results were siblings, with a share of 0.7 to 0.55 it was 0.54 to 0.56.
 */
const vectorShare = 0.6;

/** A chunk with its similarity: 1 is equal, 0 has nothing in common. */
export interface SimilarChunk {
  /** Position of its shard in {@link Evidence.shards}. */
  readonly shard: number;
  /** Number of the chunk within the shard. */
  readonly chunk: number;
  readonly score: number;
  /** 0 if there is no vector. */
  readonly cosine: number;
  /** Share of the text's most distinctive terms that the chunk contains, by weight, 0 to 1. */
  readonly words: number;
}

/** What retrieval found for a text to find similar ones for. */
export type SimilarEvidence = Omit<Evidence, 'centrality' | 'places' | 'definitions' | 'paths'>;

/**
 * Ranks chunks by their similarity to a text: by their vectors and by the words they share. Properties and names of
 * files are not relevant here.
 *
 * @param count least number of ranked chunks, if there are as many
 */
export function rankSimilar(evidence: SimilarEvidence, count: number): SimilarChunk[] {
  const { shards, lexical, vector, allowed, statistics } = evidence;
  // A term that occurs once in a chunk of average length scores its idf; all of them together score this.
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

/** Chunks with equal scores are ordered by place, so that the same index gives the same order. */
function comparePlaces({ shards }: SimilarEvidence, a: SimilarChunk, b: SimilarChunk): number {
  const pathOf = ({ shard, chunk }: SimilarChunk): string =>
    shards[shard]!.files[shards[shard]!.chunks.files[chunk]!]!.path;
  const [first, second] = [pathOf(a), pathOf(b)];
  return first === second ? a.chunk - b.chunk : first < second ? -1 : 1;
}
