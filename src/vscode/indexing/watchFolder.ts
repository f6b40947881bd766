import * as vscode from 'vscode';
import { relativePath } from '../folderKeys';

/** Changes on disk come in bursts (a branch switch, a build): how long they are collected, in milliseconds. */
const burstMs = 100;

/** Not the user's code, and thousands of changes at a time. The engine makes the final decision on what is indexed. */
const uninteresting = /(?:^|\/)node_modules\//;

/** Receives the changes in a workspace folder. */
export interface FolderListener {
  /**
   * A file or directory was created, changed or deleted, by any program. Unsaved edits are not reported.
   *
   * @param path relative to the folder
   * @param delayMs how long to collect further changes
   */
  changed(path: string, delayMs: number): void;
  /** The watcher reported the path; `changed` follows. */
  reported(path: string): void;
  /** The file was saved in the editor, so the watcher has to report it too; `changed` follows. */
  saved(path: string): void;
}

/** Reports all files saved in the editor, and all files and directories created, changed or deleted by any program. */
export function watchFolder(folder: vscode.WorkspaceFolder, listener: FolderListener): vscode.Disposable {
  const interestingPath = (uri: vscode.Uri): string | undefined => {
    const path = relativePath(folder, uri);
    return path !== undefined && !uninteresting.test(path) ? path : undefined;
  };
  const onDisk = (uri: vscode.Uri): void => {
    const path = interestingPath(uri);
    if (path === undefined) return;
    listener.reported(path);
    listener.changed(path, burstMs);
  };
  const onSave = ({ uri }: { readonly uri: vscode.Uri }): void => {
    const path = interestingPath(uri);
    if (path === undefined) return;
    listener.saved(path);
    listener.changed(path, 0);
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
