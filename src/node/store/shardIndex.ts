import { ItemSelector, LocalIndex, type MetadataFilter, type QueryResult } from 'vectra';
import type { Shard } from '../../engine/indexing/shard';
import { VectorBlock } from '../../engine/retrieval/kernel/vectorBlock';
import type { AtomicFileStorage, WritePermit } from './atomicFileStorage';
import type { ChunkItem, ChunkMetadata } from './chunkItem';
import { CorruptFileError } from './packedFile';
import { dataVersion, ShardCodec } from './shardCodec';

/**
 * The file of one shard as a vectra index in a folder that it shares with others. It is replaced as a whole: vectra's
 * own inserts scan all items for each one and hold every vector as an array of numbers.
 */
export class ShardIndex extends LocalIndex<ChunkMetadata> {
  private current: Shard | undefined;
  private block: VectorBlock | undefined;
  private readonly shardCodec: ShardCodec;

  constructor(
    folder: string,
    name: string,
    private readonly dimensions: number,
    private readonly files: AtomicFileStorage,
  ) {
    const codec = new ShardCodec();
    super(folder, name, files, codec);
    this.shardCodec = codec;
  }

  /** The shard that was last loaded or written. */
  get shard(): Shard | undefined {
    return this.current;
  }

  /** @throws CorruptFileError, or the file system's error */
  async load(): Promise<Shard> {
    await this.loadIndexData();
    const shard = this.shardCodec.read!;
    if (shard.dimensions !== this.dimensions) {
      throw new CorruptFileError(`it has ${shard.dimensions} dimensions, not ${this.dimensions}`);
    }
    this.current = shard;
    return shard;
  }

  /**
   * Replaces the loaded shard, or adds the first one: on disk in one atomic write, then in memory. When it rejects,
   * the previous shard is kept. A file that was not loaded is never replaced.
   *
   * @throws SemanticSearchError DISK_FULL, INDEX_UNWRITABLE, INDEX_LOCKED
   */
  async replace(next: Shard, permit: WritePermit): Promise<void> {
    this.shardCodec.next = next;
    this.files.permit = permit;
    try {
      if (this.current) {
        await this.beginUpdate();
        await this.endUpdate();
      } else {
        await this.createIndex({ version: dataVersion, deleteIfExists: false });
      }
    } catch (error) {
      this.cancelUpdate();
      throw this.files.takeError() ?? error;
    } finally {
      this.shardCodec.next = undefined;
      this.files.permit = undefined;
    }
    this.current = next;
    this.block = undefined;
  }

  /**
   * Deletes nothing: vectra calls it to clean up after a failed creation, and an atomic write leaves nothing to clean
   * up.
   */
  override deleteIndex(): Promise<void> {
    return Promise.resolve();
  }

  /**
   * The `topK` chunks most similar to a vector, best first, by the SIMD kernel. The search itself does not use this
   * method: it scores all shards in one block of memory.
   *
   * @param isBm25 not supported: lexical retrieval reads the postings of the shard
   */
  override async queryItems<T extends ChunkMetadata = ChunkMetadata>(
    vector: number[],
    _query: string,
    topK: number,
    filter?: MetadataFilter,
    isBm25?: boolean,
  ): Promise<QueryResult<T>[]> {
    if (isBm25) throw new Error('BM25 is the matter of the lexical retriever');
    const shard = this.current ?? (await this.load());
    if (!this.block) {
      this.block = new VectorBlock(shard.dimensions);
      this.block.set(0, shard.chunks.vectors, shard.chunks.scales);
    }
    const scores = this.block.scores(Float32Array.from(vector)).get(0)!;
    const items = (await this.listItems()) as unknown as readonly ChunkItem[];
    return items
      .filter((item) => !filter || ItemSelector.select(item.metadata, filter))
      .map((item) => ({ item, score: scores[item.chunk]! }))
      .sort((a, b) => b.score - a.score)
      .slice(0, topK)
      .map(({ item: { id, metadata, norm, vector }, score }) => ({
        item: { id, metadata: metadata as T, norm, vector },
        score,
      }));
  }
}
