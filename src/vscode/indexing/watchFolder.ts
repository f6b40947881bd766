import * as vscode from 'vscode';
import { relativePath } from '../folderKeys';

/** Changes on disk come in bursts (a branch switch, a build): so long they are gathered, milliseconds. */
const burstMs = 100;

/** Nobody's own code, and thousands of changes at a time. What the index really leaves out, the engine decides. */
const uninteresting = /(?:^|\/)node_modules\//;

/** Who is told of what happens in a workspace folder. */
export interface FolderListener {
  /**
   * A file or directory is new, changed or gone, whoever did it. Unsaved edits are not told.
   *
   * @param path relative to the folder
   * @param delayMs how long to wait for more of them
   */
  changed(path: string, delayMs: number): void;
  /** The watcher told of it; `changed` follows. */
  heard(path: string): void;
  /** It was saved in the editor, and the watcher has to tell of it too; `changed` follows. */
  saved(path: string): void;
}

/** Tells a listener of all that is saved in the editor, or created, changed or deleted by anyone. */
export function watchFolder(folder: vscode.WorkspaceFolder, listener: FolderListener): vscode.Disposable {
  const interestingPath = (uri: vscode.Uri): string | undefined => {
    const path = relativePath(folder, uri);
    return path !== undefined && !uninteresting.test(path) ? path : undefined;
  };
  const onDisk = (uri: vscode.Uri): void => {
    const path = interestingPath(uri);
    if (path === undefined) return;
    listener.heard(path);
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
