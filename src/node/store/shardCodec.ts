import { JsonCodec, type IndexCodec, type IndexData } from 'vectra';
import type { Shard } from '../../engine/indexing/shard';
import { chunkItems } from './chunkItem';
import { decodeShard, encodeShard } from './shardFormat';

/** vectra's version of index data. */
export const dataVersion = 1;

/**
 * Writes and reads the file of one shard for vectra. What is stored is the {@link Shard}, of which vectra's items are a
 * view: vectors, lexical index and file records go out in one file, in one transaction. Catalogs and single metadata,
 * which shards do not have, stay JSON.
 */
export class ShardCodec extends JsonCodec implements IndexCodec {
  /** What the next {@link serializeIndex} writes. */
  next: Shard | undefined;
  /** What the last {@link deserializeIndex} read. */
  read: Shard | undefined;

  /** @throws Error when there is nothing to write: items are not changed one by one */
  override serializeIndex(data: IndexData): Buffer<ArrayBuffer> {
    if (!this.next) throw new Error('A shard is changed as a whole, by ShardIndex.replace');
    // What is written becomes vectra's data once it is on disk: the items of the new shard take the place of the old.
    data.items = chunkItems(this.next);
    return encodeShard(this.next);
  }

  /** @throws CorruptFileError, ForeignFormatError */
  override deserializeIndex(buffer: Buffer): IndexData {
    this.read = decodeShard(buffer);
    return { version: dataVersion, metadata_config: {}, items: chunkItems(this.read) };
  }
}
