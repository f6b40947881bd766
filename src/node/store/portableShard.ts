import type { Shard, ShardFile } from '../../engine/indexing/shard';
import { encodeShard } from './shardFormat';

/**
 * The bytes of a shard without what belongs to one machine: equal files give equal bytes everywhere. The records have no
 * valid stamp, so that a run compares each file with its content.
 */
export function encodePortable({ files, ...shard }: Shard): Buffer<ArrayBuffer> {
  return encodeShard({ ...shard, files: files.map(withoutStamp) });
}

function withoutStamp({ ctimeMs, inode, ...file }: ShardFile): ShardFile {
  return { ...file, mtimeMs: 0, racy: true };
}
