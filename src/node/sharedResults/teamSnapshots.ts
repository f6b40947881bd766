import type { SnapshotUse } from '../../common/contracts/indexReport';
import type { IndexSnapshots } from '../../engine/indexing/indexSnapshots';
import type { EntryWriter } from './entryWriter';
import { checkedOutSnapshot, findSnapshot } from './findSnapshot';
import { readSnapshot } from './readSnapshot';
import type { FolderOfSnapshots, SnapshotParts } from './snapshotParts';
import { writeSnapshot } from './writeSnapshot';

/** The snapshots of a folder. @param writer undefined for readers */
export function teamSnapshots(
  parts: SnapshotParts,
  of: FolderOfSnapshots,
  writer: EntryWriter | undefined,
): IndexSnapshots {
  const { dimensions } = of.fingerprint;
  return {
    find: async (signal) => {
      const found = await findSnapshot(parts, of, signal);
      return found && { commit: found.id.commit, place: parts.place.name };
    },
    read: async (taker, signal) => {
      const found = await findSnapshot(parts, of, signal);
      return found && readSnapshot(parts, { ...found, dimensions }, taker, signal);
    },
    ...(writer && {
      write: async (signal): Promise<SnapshotUse | undefined> => {
        const head = await checkedOutSnapshot(of);
        return head && writeSnapshot({ ...parts, writer }, { ...of, id: head.id }, signal);
      },
    }),
  };
}
