import type * as vscode from 'vscode';
import type { SnapshotOrigin } from '../../common/contracts/indexReport';
import { folderKey } from '../folderKeys';
import type { EngineCaller } from '../services';

/** Disk usage of the index on this machine, over all workspace folders. */
export interface IndexUse {
  readonly sizeBytes: number;
  /** Time of the last write, in milliseconds since the epoch; undefined if there is no index. */
  readonly writtenAtMs?: number | undefined;
  /** Time of the last check of all files; undefined before the first one. */
  readonly checkedAtMs?: number | undefined;
  /** The snapshot from which the index started; of several folders, of the first that has one. */
  readonly snapshot?: SnapshotOrigin | undefined;
}

/** Returns undefined if the index cannot be read; the index state has the reason. */
export async function readIndexUse(
  folders: readonly vscode.WorkspaceFolder[],
  engine: EngineCaller,
): Promise<IndexUse | undefined> {
  try {
    const read = folders.map((folder) => engine.call('status', { folder: folderKey(folder) }));
    return sumOfUse(await Promise.all(read));
  } catch {
    return undefined;
  }
}

/** Sums the disk usage of several folders. */
function sumOfUse(all: readonly IndexUse[]): IndexUse {
  const written = all.flatMap(({ writtenAtMs }) => writtenAtMs ?? []);
  const checked = all.flatMap(({ checkedAtMs }) => checkedAtMs ?? []);
  const snapshot = all.find((use) => use.snapshot)?.snapshot;
  return {
    ...(snapshot && { snapshot }),
    sizeBytes: all.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    ...(written.length > 0 && { writtenAtMs: Math.max(...written) }),
    ...(checked.length > 0 && { checkedAtMs: Math.min(...checked) }),
  };
}
