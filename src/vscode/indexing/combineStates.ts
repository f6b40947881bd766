import * as l10n from '@vscode/l10n';
import type { AnsweringState, IndexTotals, WaitingFiles } from '../../common/contracts/indexState';
import type { FolderState } from './folderState';
import type { Progress } from './progressSum';

/** Why indexing is suspended in the whole window. */
export type Suspension = 'paused' | 'manual' | undefined;

/**
 * Combines the states of the workspace folders into one state of the window.
 *
 * @param progress of all folders, from {@link ProgressSum}
 * @param retryAtMs time of the next automatic retry, in milliseconds since the epoch; undefined if none is planned
 */
export function combineStates(
  folders: readonly FolderState[],
  suspension: Suspension,
  progress: Progress | undefined,
  retryAtMs?: number,
): AnsweringState {
  if (folders.length === 0) return { kind: 'empty', reason: 'noFolder' };
  const totals = sumTotals(folders);
  const failed = folders.filter(({ error }) => error !== undefined);
  const lasting = failed.find((folder) => !isPassing(folder));
  if (lasting?.error) return { kind: 'failed', totals, error: lasting.error };
  const error = failed[0]?.error;
  // A pause prevents retries, so it takes precedence over a temporary error.
  if (error && suspension !== 'paused')
    return { kind: 'failed', totals, error, waits: waitingFiles(failed, retryAtMs) };
  if (suspension === 'paused') return { kind: 'paused', totals };
  const waiting = folders.find((folder) => folder.waiting !== undefined)?.waiting;
  const isLoading = folders.some((folder) => folder.isModelLoading === true);
  if (progress) return { kind: 'building', totals, ...progress, ...(isLoading && { why: waiting }) };
  if (waiting !== undefined) return { kind: 'stale', totals, why: waiting };
  const complete = folders.every((folder) => folder.complete);
  if (!complete) {
    if (totals.files === 0) return { kind: 'empty', reason: 'notStarted' };
    const why =
      suspension === 'manual'
        ? l10n.t('Automatic indexing is off.')
        : l10n.t('Indexing has not finished yet.');
    return { kind: 'stale', totals, why };
  }
  if (totals.chunks === 0) return { kind: 'empty', reason: 'noFiles' };
  return {
    kind: 'ready',
    totals,
    failedFiles: folders.reduce((sum, { failedFiles }) => sum + failedFiles, 0),
    ...sumWithoutVector(folders),
    skippedPaths: folders.reduce((sum, { skippedPaths }) => sum + skippedPaths, 0),
  };
}

function isPassing({ error }: FolderState): boolean {
  return error?.retryAfterMs !== undefined;
}

function waitingFiles(failed: readonly FolderState[], retryAtMs: number | undefined): WaitingFiles {
  const counts = failed.map(({ waitingFiles: count }) => count).filter((count) => count !== undefined);
  const isTrying = failed.some((folder) => folder.isTrying === true);
  return {
    isTrying,
    ...(counts.length === failed.length && { files: counts.reduce((sum, count) => sum + count, 0) }),
    ...(!isTrying && retryAtMs !== undefined && { retryAtMs }),
  };
}

function sumWithoutVector(folders: readonly FolderState[]): { readonly filesWithoutVector?: number } {
  const filesWithoutVector = folders.reduce((sum, folder) => sum + (folder.filesWithoutVector ?? 0), 0);
  return filesWithoutVector > 0 ? { filesWithoutVector } : {};
}

function sumTotals(folders: readonly FolderState[]): IndexTotals {
  return {
    files: folders.reduce((sum, { totals }) => sum + totals.files, 0),
    chunks: folders.reduce((sum, { totals }) => sum + totals.chunks, 0),
  };
}
