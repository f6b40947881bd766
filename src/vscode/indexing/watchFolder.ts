import * as vscode from 'vscode';
import { relativePath } from '../folderKeys';
import type { FolderUpdater } from './folderUpdater';

/** Changes on disk come in bursts (a branch switch, a build): how long they are collected, in milliseconds. */
const burstMs = 100;

/** Not the user's code, and thousands of changes at a time. The engine makes the final decision on what is indexed. */
const uninteresting = /(?:^|\/)node_modules\//;

/** What the watcher reports, compared with what it has to report. */
export interface WatcherListener {
  /** The watcher reported the path. */
  reported(path: string): void;
  /** The file was saved in the editor, so the watcher has to report it too. */
  saved(path: string): void;
}

/**
 * Queues all files saved in the editor, and all files and directories created, changed or deleted by any program. Unsaved edits
 * are not queued.
 */
export function watchFolder(
  folder: vscode.WorkspaceFolder,
  queue: Pick<FolderUpdater, 'noteChanges'>,
  listener: WatcherListener,
): vscode.Disposable {
  const interestingPath = (uri: vscode.Uri): string | undefined => {
    const path = relativePath(folder, uri);
    return path !== undefined && !uninteresting.test(path) ? path : undefined;
  };
  const onDisk = (uri: vscode.Uri): void => {
    const path = interestingPath(uri);
    if (path === undefined) return;
    listener.reported(path);
    queue.noteChanges([path], burstMs);
  };
  const onSave = ({ uri }: { readonly uri: vscode.Uri }): void => {
    const path = interestingPath(uri);
    if (path === undefined) return;
    listener.saved(path);
    queue.noteChanges([path], 0);
  };
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**'));
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(onDisk),
    watcher.onDidChange(onDisk),
    watcher.onDidDelete(onDisk),
    vscode.workspace.onDidSaveTextDocument(onSave),
    vscode.workspace.onDidSaveNotebookDocument(onSave),
  );
}
