import { JsonCodec, type IndexCodec, type IndexData } from 'vectra';
import type { Shard } from '../../engine/indexing/shard';
import { chunkItems } from './chunkItem';
import { decodeShard, encodeShard } from './shardFormat';

/** vectra's version of index data. */
export const dataVersion = 1;

/**
 * Writes and reads the file of one shard for vectra. The {@link Shard} is stored, and vectra's items are a view of
 * it: vectors, lexical index and file records are written in one file and one transaction. Catalogs and single
 * metadata, which shards do not have, stay JSON.
 */
export class ShardCodec extends JsonCodec implements IndexCodec {
  /** The shard that the next {@link serializeIndex} writes. */
  next: Shard | undefined;
  /** The shard that the last {@link deserializeIndex} read. */
  read: Shard | undefined;

  /** @throws Error if there is nothing to write: items cannot be changed one by one */
  override serializeIndex(data: IndexData): Buffer<ArrayBuffer> {
    if (!this.next) throw new Error('A shard is changed as a whole, by ShardIndex.replace');
    // vectra keeps the written data once it is on disk: the items of the new shard replace the old ones.
    data.items = chunkItems(this.next);
    return encodeShard(this.next);
  }

  /** @throws CorruptFileError, ForeignFormatError */
  override deserializeIndex(buffer: Buffer): IndexData {
    this.read = decodeShard(buffer);
    return { version: dataVersion, metadata_config: {}, items: chunkItems(this.read) };
  }
}
