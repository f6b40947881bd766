import * as l10n from '@vscode/l10n';
import type { AnsweringState, IndexTotals } from '../../common/indexState';
import type { FolderState } from './folderIndexing';
import type { Progress } from './progressSum';

/** What forbids indexing in the whole window. */
export type Hold = 'paused' | 'manual' | undefined;

/**
 * The one state of a window, from those of its workspace folders.
 *
 * @param progress of all of them, as {@link ProgressSum} tells it
 */
export function combineStates(
  folders: readonly FolderState[],
  hold: Hold,
  progress: Progress | undefined,
): AnsweringState {
  if (folders.length === 0) return { kind: 'empty', reason: 'noFolder' };
  const totals = sumTotals(folders);
  const error = folders.find((folder) => folder.error)?.error;
  if (error) return { kind: 'failed', totals, error };
  if (hold === 'paused') return { kind: 'paused', totals };
  const waiting = folders.find((folder) => folder.waiting !== undefined)?.waiting;
  const isLoading = folders.some((folder) => folder.isModelLoading === true);
  if (progress) return { kind: 'building', totals, ...progress, ...(isLoading && { why: waiting }) };
  if (waiting !== undefined) return { kind: 'stale', totals, why: waiting };
  const complete = folders.every((folder) => folder.complete);
  if (!complete) {
    if (totals.files === 0) return { kind: 'empty', reason: 'notStarted' };
    const why =
      hold === 'manual' ? l10n.t('Automatic indexing is off.') : l10n.t('Indexing has not finished yet.');
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
