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

/** The chunks of one file, best first. They are sorted when the second best is asked for: of most files, only the best one is. */
export class ChunksOfFile {
  private isSorted = false;

  /** @param chunks the best one first, in the order of the file otherwise; it is kept */
  private constructor(private readonly chunks: PlacedChunk[]) {}

  /** The chunks without their definitions. */
  static byWords({ shards, places }: Pick<Evidence, 'shards' | 'places'>, { shard, file }: FileKey) {
    const { firstChunk, chunkCount } = shards[shard]!.files[file]!;
    const chunks: PlacedChunk[] = [];
    let best = 0;
    for (let chunk = firstChunk; chunk < firstChunk + chunkCount; chunk++) {
      const score = places.scoreOf(shard, chunk);
      if (score > (chunks[best]?.score ?? -Infinity)) best = chunks.length;
      chunks.push({ chunk, score });
    }
    if (best > 0) [chunks[0], chunks[best]] = [chunks[best]!, chunks[0]!];
    return new ChunksOfFile(chunks);
  }

  /** The chunk at a position of the order; undefined after the last one. */
  at(position: number): PlacedChunk | undefined {
    if (position > 0) this.sort();
    return this.chunks[position];
  }

  /** The best `count` chunks. */
  first(count: number): readonly PlacedChunk[] {
    this.sort();
    return this.chunks.slice(0, count);
  }

  /** Replaces the scores of the best chunks, in the order of {@link first}. */
  score(scores: readonly number[]): void {
    scores.forEach((score, i) => {
      this.chunks[i] = { chunk: this.chunks[i]!.chunk, score };
    });
    this.chunks.sort(bestFirst);
  }

  private sort(): void {
    if (!this.isSorted) this.chunks.sort(bestFirst);
    this.isSorted = true;
  }
}

/** The chunks of some files; definitions are compared in the first files only. */
export function chunksOfFiles(evidence: ScoringEvidence, files: readonly FileKey[]): ChunksOfFile[] {
  const all = files.map((file) => ChunksOfFile.byWords(evidence, file));
  const read = all.slice(0, readFiles).map((chunks) => chunks.first(readChunks));
  const positions = read.flatMap((chunks, i) =>
    chunks.map(({ chunk }) => ({ shard: files[i]!.shard, chunk })),
  );
  const definitions = evidence.definitions.scoresOf(positions);
  let next = 0;
  read.forEach((chunks, i) => {
    all[i]!.score(
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
