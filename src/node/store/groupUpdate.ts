import type { FileRecord, IndexedFile } from '../../engine/indexing/indexedFile';
import type { IndexUpdate } from '../../engine/indexing/indexStore';
import type { Shard } from '../../engine/indexing/shard';
import { updateShard } from '../../engine/indexing/buildShard';
import type { TermAnalyzer } from '../../engine/retrieval/terms';

/** The part of an update that concerns one shard. */
export interface ShardUpdate {
  readonly put: Map<string, IndexedFile>;
  readonly remove: Set<string>;
  readonly restamp: Map<string, FileRecord>;
}

/**
 * Divides an update by shard. Of several files with the same path the last is used; a put takes precedence over a
 * removal.
 */
export function groupUpdate(
  update: IndexUpdate,
  shardOf: (path: string) => number,
): Map<number, ShardUpdate> {
  const groups = new Map<number, ShardUpdate>();
  const groupOf = (path: string): ShardUpdate => {
    const shard = shardOf(path);
    let group = groups.get(shard);
    if (!group) groups.set(shard, (group = { put: new Map(), remove: new Set(), restamp: new Map() }));
    return group;
  };
  for (const file of update.put) groupOf(file.path).put.set(file.path, file);
  for (const path of update.remove) groupOf(path).remove.add(path);
  for (const record of update.restamp ?? []) groupOf(record.path).restamp.set(record.path, record);
  return groups;
}

/** The shard after an update; the same object if nothing changes. */
export function applyUpdate(
  old: Shard,
  { put, remove, restamp }: ShardUpdate,
  analyzer: TermAnalyzer,
): Shard {
  const leaves = put.size > 0 || old.files.some((file) => remove.has(file.path));
  const next = leaves ? updateShard(old, [...put.values()], remove, analyzer) : old;
  if (!next.files.some((file) => restamp.has(file.path) && !put.has(file.path))) return next;
  return {
    ...next,
    files: next.files.map((file) => {
      const record = put.has(file.path) ? undefined : restamp.get(file.path);
      return record ? { ...record, firstChunk: file.firstChunk, chunkCount: file.chunkCount } : file;
    }),
  };
}

/**
 * Rejects vectors that would corrupt the shard: of another length, or with a scale that is not a number.
 *
 * @throws RangeError
 */
export function checkVectors(files: readonly IndexedFile[], dimensions: number): void {
  for (const file of files) {
    for (const { vector, scale } of file.chunks) {
      if (vector.length !== dimensions || !(scale >= 0 && scale < Infinity)) {
        throw new RangeError(
          `${file.path}: a vector of ${vector.length} numbers and scale ${scale} in an index of ${dimensions}`,
        );
      }
    }
  }
}
