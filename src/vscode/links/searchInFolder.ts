import * as vscode from 'vscode';
import { workspaceFolderName } from '../../common/query/queryFilters';
import { registerCommand, runCommand } from '../commands';
import { commands } from '../contributions';
import { folderKey, relativePath } from '../folderKeys';
import { folderWords } from './folderWords';

/** *Search by Meaning in Folder…* in the Explorer: opens the view with the folder as a filter, ready for a query. */
export function registerSearchInFolder(): vscode.Disposable {
  return registerCommand(commands.searchInFolder, async (target) => {
    const words = target instanceof vscode.Uri ? wordsFor(target) : undefined;
    await runCommand(commands.searchInView, words);
  });
}

function wordsFor(uri: vscode.Uri): string | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const path = folder && relativePath(folder, uri);
  if (!folder || path === undefined) return undefined;
  const isOnly = vscode.workspace.workspaceFolders?.length === 1;
  return folderWords(path, isOnly ? undefined : workspaceFolderName(folderKey(folder)));
}
