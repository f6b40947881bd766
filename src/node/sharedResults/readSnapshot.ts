import { forEachConcurrently } from '../../common/concurrency';
import type { SnapshotOrigin, SnapshotUse } from '../../common/contracts/indexReport';
import { messageOf } from '../../common/errors/errors';
import type { Shard } from '../../engine/indexing/shard';
import type { SnapshotTaker } from '../../engine/indexing/indexSnapshots';
import { decodeSnapshotShard } from './decodeSnapshotShard';
import { defaultPatienceMs } from './entryReader';
import { openShard, sealedShardBytes, type ListedShard, type SnapshotList } from './snapshotFormat';
import type { FoundSnapshot } from './findSnapshot';
import type { SnapshotParts } from './snapshotParts';

/** Most shards read at once: each is large. */
const shardsAtOnce = 4;
/** Slowest speed at which a snapshot is read, in addition to the patience of one call. */
const slowestBytesPerMs = 1000;

/** Why a shard that is not there cannot be used. */
const absent = 'a part of it is missing';

/** Gives the shards of a snapshot to an index with these dimensions. @throws CancelledError, and what `taker` throws */
export async function readSnapshot(
  parts: SnapshotParts,
  { id, list, dimensions }: FoundSnapshot & { readonly dimensions: number },
  taker: SnapshotTaker,
  signal: AbortSignal | undefined,
): Promise<SnapshotUse> {
  const { place, logger } = parts;
  const origin: SnapshotOrigin = { commit: id.commit, place: place.name };
  logger.info(`The index starts from the snapshot of commit ${id.commit}, read from ${place.name}`);
  const shards = new ShardReader(parts, { list, dimensions }, signal);
  let files = 0;
  let done = 0;
  await taker.begin(list.shardCount);
  await forEachConcurrently(list.shards, Math.min(place.concurrency, shardsAtOnce), async (listed) => {
    const shard = await shards.read(listed);
    // Not `files +=`: other shards are counted while this one is awaited.
    const taken = shard ? await taker.take(listed.number, shard, origin) : 0;
    files += taken;
    taker.advance(++done, list.shards.length);
  });
  const { bytes, missing, fault } = shards;
  return { action: 'read', ...origin, files, bytes, missing, ...(fault !== undefined && { fault }) };
}

/** Reads the shards of one snapshot, until a call fails or the time is over. */
class ShardReader {
  bytes = 0;
  missing = 0;
  fault: string | undefined;
  private hasFailed = false;
  private readonly patienceMs: number;
  private readonly dimensions: number;
  /** When the last call may begin. */
  private readonly endMs: number;

  constructor(
    private readonly parts: SnapshotParts,
    { list, dimensions }: { readonly list: SnapshotList; readonly dimensions: number },
    private readonly signal: AbortSignal | undefined,
  ) {
    this.dimensions = dimensions;
    this.patienceMs = parts.patienceMs ?? defaultPatienceMs;
    const bytes = list.shards.reduce((sum, { size }) => sum + size, 0);
    this.endMs = performance.now() + this.patienceMs + bytes / slowestBytesPerMs;
  }

  /** Undefined if it cannot be used; then its files are computed. @throws CancelledError */
  async read(listed: ListedShard): Promise<Shard | undefined> {
    const { reader, names, availability } = this.parts;
    const isOver = this.hasFailed || availability.isPaused || performance.now() > this.endMs;
    let found: Shard | string = 'too slow';
    try {
      if (!isOver) found = await this.open(listed);
      if (typeof found !== 'string') availability.noteAnswer();
      else if (!isOver && found !== absent) reader.noteBad(names.shard(listed.hash).name, found);
    } catch (error) {
      reader.noteFault(error);
      // The rest is read file by file, or computed.
      this.hasFailed = true;
      found = messageOf(error);
    }
    if (typeof found !== 'string') return found;
    this.missing++;
    this.fault ??= found;
    return undefined;
  }

  /** The shard, or why it cannot be used. */
  private async open(listed: ListedShard): Promise<Shard | string> {
    const { place, names } = this.parts;
    const name = names.shard(listed.hash);
    const limits = { maxBytes: sealedShardBytes(listed.size), timeoutMs: this.patienceMs };
    const bytes = await place.read(name.name, limits, this.signal);
    if (bytes === undefined) return absent;
    if (bytes === 'tooLarge') return 'wrong size';
    this.bytes += bytes.length;
    const content = await openShard(bytes, name, listed);
    return typeof content === 'string' ? content : decodeSnapshotShard(content, this.dimensions);
  }
}
