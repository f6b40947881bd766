import path from 'node:path';
import { forEachConcurrently } from '../../common/concurrency';
import type { SnapshotUse } from '../../common/contracts/indexReport';
import { CancelledError, messageOf } from '../../common/errors/errors';
import { countIndex } from '../../engine/indexing/countIndex';
import { leastShards } from '../../engine/indexing/shardCount';
import { ifThere, patientFileSystem } from '../store/fileSystem';
import { manifestName, readManifest, shardName } from '../store/manifest';
import { encodePortable } from '../store/portableShard';
import { decodeSnapshotShard } from './decodeSnapshotShard';
import type { SnapshotId } from './entryNames';
import type { EntryWriter } from './entryWriter';
import { hashOf, sealList, sealShard, type ListedShard } from './snapshotFormat';
import type { FolderOfSnapshots, SnapshotParts } from './snapshotParts';

/** Shards in memory at once. */
const shardsAtOnce = 4;

/** What writing a snapshot needs. */
export interface SnapshotWriterParts extends SnapshotParts {
  readonly writer: EntryWriter;
}

/** Which snapshot is written. */
export interface NewSnapshot extends Omit<FolderOfSnapshots, 'folder'> {
  readonly id: SnapshotId;
}

/** As `IndexSnapshots.write`. The list comes last: readers find a snapshot only when all of it is there. */
export async function writeSnapshot(
  parts: SnapshotWriterParts,
  { id, directory, fingerprint }: NewSnapshot,
  signal: AbortSignal | undefined,
): Promise<SnapshotUse> {
  const { names, writer, place, signing, logger } = parts;
  const files = patientFileSystem();
  const shards: ListedShard[] = [];
  let [fileCount, bytes, missing] = [0, 0, 0];
  let fault: string | undefined;
  const write = async (name: string, content: Uint8Array, isFixed: boolean): Promise<void> => {
    if (await writer.writeObject(name, content, { isFixed, signal })) bytes += content.length;
  };
  const attempt = async (task: () => Promise<void>): Promise<void> => {
    // Without this one, the snapshot is not published: the others need not be tried.
    if (missing > 0) {
      missing++;
      return;
    }
    try {
      await task();
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      missing++;
      fault ??= messageOf(error);
      logger.warn(`Not published: ${messageOf(error)}`);
    }
  };
  const { shardCount = leastShards } =
    (await readManifest(files, path.join(directory, manifestName), fingerprint)) ?? {};
  const numbers = Array.from({ length: shardCount }, (_, number) => number);
  await forEachConcurrently(numbers, Math.min(place.concurrency, shardsAtOnce), async (number) => {
    const file = path.join(directory, shardName(number));
    const stored = await ifThere(files.readFile(file), file);
    const shard = stored && decodeSnapshotShard(stored, fingerprint.dimensions);
    if (shard === undefined) return;
    await attempt(async () => {
      if (typeof shard === 'string') throw new Error(`${shardName(number)}: ${shard}`);
      const content = encodePortable(shard);
      const name = names.shard(hashOf(content));
      await write(name.name, await sealShard(name, content), true);
      shards.push({ number, hash: hashOf(content), size: content.length });
      fileCount += countIndex({ shards: [shard] }).files;
    });
  });
  shards.sort((a, b) => a.number - b.number);
  if (missing === 0) {
    const name = names.snapshot(id);
    const list = sealList(name, { shardCount, shards }, signing);
    await attempt(() => write(name.name, list, false));
  }
  const { commit } = id;
  return {
    ...{ action: 'published', commit, place: place.name, files: fileCount, bytes, missing },
    ...(fault !== undefined && { fault }),
  };
}
