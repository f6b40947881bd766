import { forEachConcurrently } from '../../common/concurrency';
import type { SnapshotOrigin, SnapshotUse } from '../../common/contracts/indexReport';
import type { Shard } from '../../engine/indexing/shard';
import type { SnapshotTaker } from '../../engine/indexing/indexSnapshots';
import { decodeSnapshotShard } from './decodeSnapshotShard';
import type { SnapshotId } from './entryNames';
import { callTimeoutMs } from './entryPlace';
import { defaultPatienceMs } from './entryReader';
import {
  maxListBytes,
  openList,
  openShard,
  sealedShardBytes,
  type ListedShard,
  type SnapshotList,
} from './snapshotFormat';
import type { SnapshotParts } from './snapshotParts';

/** Most shards read at once: each is large. */
const shardsAtOnce = 4;

/** Which snapshot is read, and for which index. */
export interface WantedSnapshot {
  readonly id: SnapshotId;
  readonly dimensions: number;
}

/** As `IndexSnapshots.read`. */
export async function readSnapshot(
  parts: SnapshotParts,
  { id, dimensions }: WantedSnapshot,
  taker: SnapshotTaker,
  signal: AbortSignal | undefined,
): Promise<SnapshotUse | undefined> {
  const { place, logger } = parts;
  const list = await findSnapshot(parts, id, signal);
  if (!list) return undefined;
  const origin: SnapshotOrigin = { commit: id.commit, place: place.name };
  logger.info(`The index starts from the snapshot of commit ${id.commit}, read from ${place.name}`);
  const shards = new ShardReader(parts, dimensions, signal);
  let files = 0;
  let done = 0;
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

/** The shards of a snapshot; undefined if it does not exist, or cannot be used. @throws CancelledError */
export async function findSnapshot(
  { reader, place, names, signing, availability }: SnapshotParts,
  id: SnapshotId,
  signal: AbortSignal | undefined,
): Promise<SnapshotList | undefined> {
  if (!(await reader.isReadable(signal))) return undefined;
  const name = names.snapshot(id);
  try {
    const limits = { maxBytes: maxListBytes, timeoutMs: callTimeoutMs };
    const bytes = await place.read(name.name, limits, signal);
    const list = typeof bytes === 'object' ? openList(bytes, name, signing) : bytes && 'wrong size';
    if (typeof list === 'string') reader.noteBad(name.name, list);
    else availability.noteAnswer();
    return typeof list === 'string' ? undefined : list;
  } catch (error) {
    reader.noteFault(error);
    return undefined;
  }
}

/** Reads the shards of one snapshot, until a call fails. */
class ShardReader {
  bytes = 0;
  missing = 0;
  fault: string | undefined;
  private hasFailed = false;

  constructor(
    private readonly parts: SnapshotParts,
    private readonly dimensions: number,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** Undefined if it cannot be used; then its files are computed. @throws CancelledError */
  async read(listed: ListedShard): Promise<Shard | undefined> {
    const { reader, names, availability } = this.parts;
    if (this.hasFailed || availability.isPaused) {
      this.missing++;
      return undefined;
    }
    const name = names.shard(listed.hash);
    try {
      const found = await this.open(listed);
      if (found !== undefined && typeof found !== 'string') {
        availability.noteAnswer();
        return found;
      }
      if (found === undefined) this.leaveOut('a part of it is missing');
      else {
        reader.noteBad(name.name, found);
        this.leaveOut(found);
      }
    } catch (error) {
      reader.noteFault(error);
      // The rest is read file by file, or computed.
      this.hasFailed = true;
      this.leaveOut(error instanceof Error ? error.message : String(error));
    }
    return undefined;
  }

  private leaveOut(why: string): void {
    this.missing++;
    this.fault ??= why;
  }

  /** The shard; why it cannot be used; or undefined if it does not exist. */
  private async open(listed: ListedShard): Promise<Shard | string | undefined> {
    const { place, names, patienceMs: timeoutMs = defaultPatienceMs } = this.parts;
    const name = names.shard(listed.hash);
    const limits = { maxBytes: sealedShardBytes(listed.size), timeoutMs };
    const bytes = await place.read(name.name, limits, this.signal);
    if (bytes === undefined) return undefined;
    if (bytes === 'tooLarge') return 'wrong size';
    this.bytes += bytes.length;
    const content = await openShard(bytes, name, listed);
    return typeof content === 'string' ? content : decodeSnapshotShard(content, this.dimensions);
  }
}
