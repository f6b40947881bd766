import { ItemSelector, type IndexItem } from 'vectra';
import type { Shard } from '../../engine/indexing/shard';

/** Metadata of a chunk that vectra's filters can use. */
export interface ChunkMetadata extends Record<string, string | number> {
  readonly path: string;
  /** 1-based, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** Number of the chunk within the shard. */
  readonly chunk: number;
}

/**
 * A chunk as an item of vectra: two fields; everything else is looked up in the columns of the shard on demand. A
 * hundred thousand items take 5 MB, while an array of 256 numbers in each would take 200 MB.
 */
export class ChunkItem implements IndexItem<ChunkMetadata> {
  constructor(
    private readonly shard: Shard,
    readonly chunk: number,
  ) {}

  /** Path and number of the chunk within its file. */
  get id(): string {
    const { path, firstChunk } = this.file;
    return `${path}#${this.chunk - firstChunk}`;
  }

  get metadata(): ChunkMetadata {
    const { startLines, endLines } = this.shard.chunks;
    const { chunk } = this;
    return { path: this.file.path, startLine: startLines[chunk]!, endLine: endLines[chunk]!, chunk };
  }

  /** Created on each access. */
  get vector(): number[] {
    const { dimensions, chunks } = this.shard;
    const scale = chunks.scales[this.chunk]!;
    const row = chunks.vectors.subarray(this.chunk * dimensions, (this.chunk + 1) * dimensions);
    return Array.from(row, (value) => value * scale);
  }

  /** 1, within the precision of the scale. */
  get norm(): number {
    return ItemSelector.normalize(this.vector);
  }

  private get file(): Shard['files'][number] {
    return this.shard.files[this.shard.chunks.files[this.chunk]!]!;
  }
}

/** The items of a shard: the chunks that have a vector, in order. */
export function chunkItems(shard: Shard): ChunkItem[] {
  const items: ChunkItem[] = [];
  shard.chunks.scales.forEach((scale, chunk) => {
    if (scale > 0) items.push(new ChunkItem(shard, chunk));
  });
  return items;
}
