import * as vscode from 'vscode';
import type { InventoryService } from '../services';
import type { SendingEstimate } from './previewText';

/**
 * Amount that a new index of the workspace would send, estimated from the current index.
 *
 * @returns undefined if the current index is not complete or not available
 */
export async function estimateSending(
  inventory: Pick<InventoryService, 'status'>,
): Promise<SendingEstimate | undefined> {
  try {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const all = await Promise.all(folders.map((folder) => inventory.status(folder)));
    if (all.length === 0 || all.some(({ state }) => state !== 'ready')) return undefined;
    const sum = (of: 'files' | 'chunks' | 'tokens'): number => all.reduce((total, one) => total + one[of], 0);
    return { files: sum('files'), chunks: sum('chunks'), tokens: sum('tokens') };
  } catch {
    return undefined;
  }
}
