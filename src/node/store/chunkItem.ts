import { ItemSelector, type IndexItem } from 'vectra';
import type { Shard } from '../../engine/indexing/shard';

/** What vectra's filters can ask of a chunk. */
export interface ChunkMetadata extends Record<string, string | number> {
  readonly path: string;
  /** 1-based, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** Number of the chunk within the shard. */
  readonly chunk: number;
}

/**
 * A chunk as an item of vectra: two fields, all else is looked up in the columns of the shard when asked for. A hundred
 * thousand of them weigh 5 MB, where 256 numbers in an array each would weigh 200.
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

  /** Made anew with each call. */
  get vector(): number[] {
    const { dimensions, chunks } = this.shard;
    const scale = chunks.scales[this.chunk]!;
    const row = chunks.vectors.subarray(this.chunk * dimensions, (this.chunk + 1) * dimensions);
    return Array.from(row, (value) => value * scale);
  }

  /** 1, as far as the last bits of the scale allow. */
  get norm(): number {
    return ItemSelector.normalize(this.vector);
  }

  private get file(): Shard['files'][number] {
    return this.shard.files[this.shard.chunks.files[this.chunk]!]!;
  }
}

/** The items of a shard: the chunks that have a vector, in their order. */
export function chunkItems(shard: Shard): ChunkItem[] {
  const items: ChunkItem[] = [];
  shard.chunks.scales.forEach((scale, chunk) => {
    if (scale > 0) items.push(new ChunkItem(shard, chunk));
  });
  return items;
}
