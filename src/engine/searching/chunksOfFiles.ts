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

/**
 * The chunks of one file, best first. Of most files only the best chunk is read: the others are listed and sorted when they are
 * asked for.
 */
export class ChunksOfFile {
  private sorted: PlacedChunk[] | undefined;

  /** The chunks by their words and vectors, until {@link rescore}. */
  constructor(
    private readonly evidence: Pick<Evidence, 'shards' | 'places'>,
    private readonly file: FileKey,
  ) {}

  /** The chunk at a position of the order; undefined after the last one. */
  at(position: number): PlacedChunk | undefined {
    if (position === 0 && this.sorted === undefined) return this.best();
    return (this.sorted ??= this.sort())[position];
  }

  /** The best `count` chunks. */
  first(count: number): readonly PlacedChunk[] {
    return (this.sorted ??= this.sort()).slice(0, count);
  }

  /** Replaces the scores of the best chunks, in the order of {@link first}. */
  rescore(scores: readonly number[]): void {
    this.sorted ??= this.sort();
    for (const [i, score] of scores.entries()) this.sorted[i] = { chunk: this.sorted[i]!.chunk, score };
    this.sorted.sort(bestFirst);
  }

  private best(): PlacedChunk | undefined {
    const { places, shards } = this.evidence;
    const { shard, file } = this.file;
    const { firstChunk, chunkCount } = shards[shard]!.files[file]!;
    let best = firstChunk;
    let bestScore = -Infinity;
    for (let chunk = firstChunk; chunk < firstChunk + chunkCount; chunk++) {
      const score = places.scoreOf(shard, chunk);
      if (score > bestScore) [best, bestScore] = [chunk, score];
    }
    return chunkCount > 0 ? { chunk: best, score: bestScore } : undefined;
  }

  private sort(): PlacedChunk[] {
    const { places, shards } = this.evidence;
    const { shard, file } = this.file;
    const { firstChunk, chunkCount } = shards[shard]!.files[file]!;
    return Array.from({ length: chunkCount }, (_, i) => ({
      chunk: firstChunk + i,
      score: places.scoreOf(shard, firstChunk + i),
    })).sort(bestFirst);
  }
}

/** The chunks of some files; definitions are compared in the first files only. */
export function chunksOfFiles(evidence: ScoringEvidence, files: readonly FileKey[]): ChunksOfFile[] {
  const all = files.map((file) => new ChunksOfFile(evidence, file));
  const read = all.slice(0, readFiles).map((chunks) => chunks.first(readChunks));
  const positions = read.flatMap((chunks, i) =>
    chunks.map(({ chunk }) => ({ shard: files[i]!.shard, chunk })),
  );
  const definitions = evidence.definitions.scoresOf(positions);
  let next = 0;
  read.forEach((chunks, i) => {
    all[i]!.rescore(
      chunks.map(({ score }) => score + definitionShare * (definitions[next++]! - definitionWeights.none)),
    );
  });
  return all;
}

/** The best chunk of a file. */
export function bestChunk(evidence: ScoringEvidence, file: FileKey): PlacedChunk | undefined {
  return chunksOfFiles(evidence, [file])[0]!.at(0);
}

function bestFirst(a: PlacedChunk, b: PlacedChunk): number {
  return b.score - a.score || a.chunk - b.chunk;
}
