import type * as vscode from 'vscode';
import type { InventoryService } from '../services';

/** What the index takes on the disk of this machine, over all workspace folders. */
export interface IndexUse {
  readonly sizeBytes: number;
  /** When something was last written, milliseconds since the epoch; undefined where nothing is there. */
  readonly writtenAtMs?: number | undefined;
  /** When all files were looked at last; undefined before. */
  readonly checkedAtMs?: number | undefined;
}

/** Undefined while that cannot be told: the state of the index says why. */
export async function readIndexUse(
  folders: readonly vscode.WorkspaceFolder[],
  inventory: Pick<InventoryService, 'status'>,
): Promise<IndexUse | undefined> {
  try {
    return sumOfUse(await Promise.all(folders.map((folder) => inventory.status(folder))));
  } catch {
    return undefined;
  }
}

/** What the indexes of several folders take together. */
function sumOfUse(all: readonly IndexUse[]): IndexUse {
  const written = all.flatMap(({ writtenAtMs }) => writtenAtMs ?? []);
  const checked = all.flatMap(({ checkedAtMs }) => checkedAtMs ?? []);
  return {
    sizeBytes: all.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    ...(written.length > 0 && { writtenAtMs: Math.max(...written) }),
    ...(checked.length > 0 && { checkedAtMs: Math.min(...checked) }),
  };
}
