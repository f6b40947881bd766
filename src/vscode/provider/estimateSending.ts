import * as vscode from 'vscode';
import { folderKey } from '../folderKeys';
import type { EngineCaller } from '../services';
import type { SendingEstimate } from './previewText';

/**
 * Amount that a new index of the workspace would send, estimated from the current index.
 *
 * @returns undefined if the current index is not complete or not available
 */
export async function estimateSending(engine: EngineCaller): Promise<SendingEstimate | undefined> {
  try {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const all = await Promise.all(
      folders.map((folder) => engine.call('status', { folder: folderKey(folder) })),
    );
    if (all.length === 0 || all.some(({ state }) => state !== 'ready')) return undefined;
    const sum = (of: 'files' | 'chunks' | 'tokens'): number => all.reduce((total, one) => total + one[of], 0);
    return { files: sum('files'), chunks: sum('chunks'), tokens: sum('tokens') };
  } catch {
    return undefined;
  }
}
