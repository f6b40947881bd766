import type { SnapshotUse } from '../../common/contracts/indexReport';
import { messageOf } from '../../common/errors/errors';
import type { IndexSnapshots } from '../../engine/indexing/indexSnapshots';
import { enclosingWorkTree, readHead } from '../git/currentBranch';
import { fingerprintId } from '../store/manifest';
import type { SnapshotId } from './entryNames';
import type { EntryWriter } from './entryWriter';
import { findSnapshot, readSnapshot } from './readSnapshot';
import type { FolderOfSnapshots, SnapshotParts } from './snapshotParts';
import { writeSnapshot } from './writeSnapshot';

/** The snapshots of a folder. @param writer undefined for readers */
export function teamSnapshots(
  parts: SnapshotParts,
  of: FolderOfSnapshots,
  writer: EntryWriter | undefined,
): IndexSnapshots {
  const wanted = (): Promise<SnapshotId | undefined> =>
    findCheckedOut(of).catch((error: unknown) => {
      parts.logger.warn(`No snapshot is read, because the commit is not known: ${messageOf(error)}`);
      return undefined;
    });
  return {
    find: async (signal) => {
      const id = await wanted();
      const list = id && (await findSnapshot(parts, id, signal));
      return list && { commit: id.commit, place: parts.place.name };
    },
    read: async (taker, signal) => {
      const id = await wanted();
      return id && readSnapshot(parts, { id, dimensions: of.fingerprint.dimensions }, taker, signal);
    },
    ...(writer && {
      write: async (signal): Promise<SnapshotUse | undefined> => {
        const id = await findCheckedOut(of);
        return id && writeSnapshot({ ...parts, writer }, { id, ...of }, signal);
      },
    }),
  };
}

async function findCheckedOut({ folder, fingerprint }: FolderOfSnapshots): Promise<SnapshotId | undefined> {
  const found = await enclosingWorkTree(folder);
  const commit = found && (await readHead(found.git)).commit;
  return commit === undefined
    ? undefined
    : { index: fingerprintId(fingerprint), commit, folder: found!.below };
}
