import * as vscode from 'vscode';
import { relativePath } from '../folderKeys';

/** Changes on disk come in bursts (a branch switch, a build): so long they are gathered, milliseconds. */
const burstMs = 100;

/** Nobody's own code, and thousands of changes at a time. What the index really leaves out, the engine decides. */
const uninteresting = /(?:^|\/)node_modules\//;

/**
 * Tells of each file and directory of a workspace folder that is saved in the editor, or created, changed or deleted by
 * anyone. Unsaved edits are not told.
 *
 * @param onChange given paths relative to the folder, and how long to wait for more of them
 */
export function watchFolder(
  folder: vscode.WorkspaceFolder,
  onChange: (paths: readonly string[], delayMs: number) => void,
): vscode.Disposable {
  const tell = (uri: vscode.Uri, delayMs: number): void => {
    const path = relativePath(folder, uri);
    if (path !== undefined && !uninteresting.test(path)) onChange([path], delayMs);
  };
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**'));
  const onDisk = (uri: vscode.Uri): void => {
    tell(uri, burstMs);
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(onDisk),
    watcher.onDidChange(onDisk),
    watcher.onDidDelete(onDisk),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      tell(uri, 0);
    }),
    vscode.workspace.onDidSaveNotebookDocument(({ uri }) => {
      tell(uri, 0);
    }),
  );
}
