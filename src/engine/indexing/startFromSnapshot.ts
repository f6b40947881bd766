import type { SnapshotUse } from '../../common/contracts/indexReport';
import { updateShard } from './buildShard';
import { countIndex } from './countIndex';
import type { IndexerParts, RunOptions } from './indexerParts';
import type { IndexStore, IndexWriter } from './indexStore';
import type { Shard } from './shard';

/** What starting from a snapshot needs. */
export interface StartParts extends Pick<IndexerParts, 'snapshots' | 'store' | 'analyzer' | 'giveWay'> {
  readonly writer: IndexWriter;
}

/**
 * Fills an index that does not exist yet with the snapshot of a team. Only files that are in the folder are taken. Their
 * records have no valid stamp, so that the run compares each file with its content. A rebuild forgets the snapshot.
 *
 * @param has whether a path is a file of the corpus
 * @returns undefined if the index does not start from a snapshot
 * @throws CancelledError; SemanticSearchError as `IndexWriter.commit`
 */
export async function startFromSnapshot(
  { snapshots, store, analyzer, giveWay, writer }: StartParts,
  has: (path: string) => boolean,
  { onProgress, signal, rebuild = false }: RunOptions,
): Promise<SnapshotUse | undefined> {
  if (rebuild && store.snapshot) await writer.noteSnapshot(undefined);
  if (!snapshots || rebuild || !isNewIndex(store)) return undefined;
  const ownPart = (number: number, shard: Shard): Shard => {
    const isOwn = (path: string): boolean => has(path) && store.shardOf(path) === number;
    const others = shard.files.flatMap(({ path }) => (isOwn(path) ? [] : [path]));
    return others.length === 0 ? shard : updateShard(shard, [], new Set(others), analyzer);
  };
  let noted: Promise<void> | undefined;
  return snapshots.read(
    {
      begin: (shardCount) => writer.divide(shardCount),
      take: async (number, shard, origin) => {
        await giveWay?.();
        const own = ownPart(number, shard);
        if (own.files.length === 0) return 0;
        noted ??= writer.noteSnapshot(origin);
        await noted;
        await writer.adopt(number, own);
        return countIndex({ shards: [own] }).files;
      },
      advance: (done, total) => {
        onProgress?.({ phase: 'downloading', done, total });
      },
    },
    signal,
  );
}

/** Whether nothing was stored in an index yet. */
export function isNewIndex({ shards }: Pick<IndexStore, 'shards'>): boolean {
  return shards.every((shard) => shard === undefined);
}
