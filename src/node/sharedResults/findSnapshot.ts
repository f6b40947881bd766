import { CancelledError, messageOf } from '../../common/errors/errors';
import { ancestorsOf } from '../git/ancestors';
import { enclosingWorkTree, readHead } from '../git/currentBranch';
import type { GitDirectory } from '../git/gitDirectory';
import { fingerprintId } from '../store/manifest';
import type { SnapshotId } from './entryNames';
import { callTimeoutMs } from './entryPlace';
import { maxListBytes, openList, type SnapshotList } from './snapshotFormat';
import type { FolderOfSnapshots, SnapshotParts } from './snapshotParts';

/** Commits before the one that is checked out whose snapshots are asked for. */
const mostAncestors = 64;

/** A snapshot that exists. */
export interface FoundSnapshot {
  readonly id: SnapshotId;
  readonly list: SnapshotList;
}

/** The snapshot that an index of a folder has now. Undefined without a commit. @throws the system's error if git's files cannot be read */
export async function checkedOutSnapshot({
  folder,
  fingerprint,
}: FolderOfSnapshots): Promise<{ readonly id: SnapshotId; readonly git: GitDirectory } | undefined> {
  const found = await enclosingWorkTree(folder);
  const commit = found && (await readHead(found.git)).commit;
  return commit === undefined
    ? undefined
    : { id: { index: fingerprintId(fingerprint), commit, folder: found!.below }, git: found!.git };
}

/**
 * The snapshot of the commit that is checked out, or of the latest one before it that has one: most files are the same in both.
 *
 * @throws CancelledError
 */
export async function findSnapshot(
  parts: SnapshotParts,
  of: FolderOfSnapshots,
  signal: AbortSignal | undefined,
): Promise<FoundSnapshot | undefined> {
  const { reader, place, logger } = parts;
  try {
    const head = await checkedOutSnapshot(of);
    if (!head || !(await reader.isReadable(signal))) return undefined;
    const found = await readList(parts, head.id, signal);
    if (found) return found;
    const commits = await ancestorsOf(head.git, head.id.commit, mostAncestors);
    for (let first = 0; first < commits.length; first += place.concurrency) {
      const ids = commits.slice(first, first + place.concurrency).map((commit) => ({ ...head.id, commit }));
      const lists = await Promise.all(ids.map((id) => readList(parts, id, signal)));
      const nearest = lists.find((one) => one !== undefined);
      if (nearest) return nearest;
    }
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    logger.warn(`No snapshot is read, because the commit is not known: ${messageOf(error)}`);
  }
  return undefined;
}

/** The shards of a snapshot; undefined if it does not exist, or cannot be used. @throws CancelledError */
async function readList(
  { reader, place, names, signing, availability }: SnapshotParts,
  id: SnapshotId,
  signal: AbortSignal | undefined,
): Promise<FoundSnapshot | undefined> {
  if (availability.isPaused) return undefined;
  const name = names.snapshot(id);
  try {
    const limits = { maxBytes: maxListBytes, timeoutMs: callTimeoutMs };
    const bytes = await place.read(name.name, limits, signal);
    const list = typeof bytes === 'object' ? openList(bytes, name, signing) : bytes && 'wrong size';
    if (typeof list === 'string') reader.noteBad(name.name, list);
    else availability.noteAnswer();
    return typeof list === 'object' ? { id, list } : undefined;
  } catch (error) {
    reader.noteFault(error);
    return undefined;
  }
}
