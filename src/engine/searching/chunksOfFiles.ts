import { definitionWeights } from '../ranking/definitions/definitionScorer';
import type { Evidence, RankedFile } from '../ranking/rank';

/** A chunk of a file, by its number within the shard. */
export interface PlacedChunk {
  readonly chunk: number;
  readonly score: number;
}

type FileKey = Pick<RankedFile, 'shard' | 'file'>;
type ScoringEvidence = Pick<Evidence, 'shards' | 'places' | 'definitions'>;

/** Files, and chunks of each, whose definitions are compared with the query: the best by their words and vectors. */
export const readFiles = 20;
const readChunks = 4;

/** Weight of the definitions of a chunk relative to its words and its vector. */
const definitionShare = 1.7;

/** The chunks of some files, the best chunk of each first; definitions are compared in the first files only. */
export function chunksOfFiles(evidence: ScoringEvidence, files: readonly FileKey[]): PlacedChunk[][] {
  const all = files.map((file) => chunksByWords(evidence, file));
  const read = all.slice(0, readFiles).map((chunks) => chunks.slice(0, readChunks));
  const positions = read.flatMap((chunks, i) =>
    chunks.map(({ chunk }) => ({ shard: files[i]!.shard, chunk })),
  );
  const scores = evidence.definitions.scoresOf(positions);
  let next = 0;
  read.forEach((chunks, i) => {
    const scored = chunks.map(({ chunk, score }) => {
      const definitions = scores[next++]! - definitionWeights.none;
      return { chunk, score: score + definitionShare * definitions };
    });
    all[i] = [...scored, ...all[i]!.slice(readChunks)].sort(bestFirst);
  });
  return all;
}

/** The chunks of a file, best first. */
export function chunksByScore(evidence: ScoringEvidence, file: FileKey): PlacedChunk[] {
  return chunksOfFiles(evidence, [file])[0]!;
}

/** The chunks of a file without their definitions, best first. */
export function chunksByWords(
  { shards, places }: Pick<Evidence, 'shards' | 'places'>,
  { shard, file }: FileKey,
): PlacedChunk[] {
  const { firstChunk, chunkCount } = shards[shard]!.files[file]!;
  return Array.from({ length: chunkCount }, (_, i) => ({
    chunk: firstChunk + i,
    score: places.scoreOf(shard, firstChunk + i),
  })).sort(bestFirst);
}

function bestFirst(a: PlacedChunk, b: PlacedChunk): number {
  return b.score - a.score || a.chunk - b.chunk;
}
