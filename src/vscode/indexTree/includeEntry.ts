import os from 'node:os';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { runCommand } from '../commands';
import { addInclude, removeExclude } from './corpusSettings';
import type { Inclusion } from './inclusion';
import { labelText } from '../labelText';

/** File for lines that override other ignore files. Git does not read it. */
const ignoreFile = '.semanticignore';

/** A way to include an entry, as a list row. */
export function inclusionRow(inclusion: Inclusion): vscode.QuickPickItem {
  switch (inclusion.kind) {
    case 'removeExclude':
      return {
        label: `$(add) ${l10n.t('Remove {0} from {1}', labelText(inclusion.glob), 'semanticSearch.exclude')}`,
        ...(!inclusion.isForItAlone && {
          description: l10n.t('Includes everything that the pattern matches'),
        }),
      };
    case 'addInclude':
      return {
        label: `$(add) ${l10n.t('Add {0} to {1}', labelText(inclusion.glob), 'semanticSearch.include')}`,
      };
    case 'addGenerated':
      return {
        label: `$(add) ${l10n.t('Add {0} to {1}', labelText(inclusion.glob), 'semanticSearch.includeGenerated')}`,
      };
    case 'addLine':
      return {
        label: `$(add) ${l10n.t('Add the line {0} to {1}', labelText(inclusion.line), ignoreFile)}`,
        description: l10n.t('Git does not read that file'),
      };
    case 'openRule':
      return {
        label: `$(go-to-file) ${l10n.t('Open {0} at line {1}', labelText(inclusion.path), inclusion.line)}`,
      };
    case 'openSetting':
      return { label: `$(gear) ${l10n.t('Open the setting {0}', inclusion.setting)}` };
  }
}

/** Whether the action needs no confirmation: it changes only our own settings and affects only this entry. */
export function isUnasked(inclusion: Inclusion): boolean {
  return (
    inclusion.kind === 'addInclude' ||
    inclusion.kind === 'addGenerated' ||
    (inclusion.kind === 'removeExclude' && inclusion.isForItAlone)
  );
}

/** Runs the action. The index updates automatically, because settings and ignore files are watched. */
export async function include(folder: vscode.WorkspaceFolder, inclusion: Inclusion): Promise<void> {
  switch (inclusion.kind) {
    case 'removeExclude':
      await removeExclude(folder, inclusion.glob);
      return;
    case 'addInclude':
      await addInclude(folder, inclusion.glob);
      return;
    case 'addGenerated':
      await addInclude(folder, inclusion.glob, 'includeGenerated');
      return;
    case 'addLine':
      await addLine(vscode.Uri.joinPath(folder.uri, ignoreFile), inclusion.line);
      return;
    case 'openRule':
      await openPlace(folder, inclusion);
      return;
    case 'openSetting':
      await runCommand('workbench.action.openSettings', inclusion.setting);
  }
}

/** Opens a file at a line. The path is as the engine names ignore files: relative to the folder, in `~/`, or absolute. */
export async function openPlace(
  folder: vscode.WorkspaceFolder,
  { path, line }: { readonly path: string; readonly line: number },
): Promise<void> {
  const at = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(uriOf(folder, path), { selection: new vscode.Range(at, at) });
}

function uriOf(folder: vscode.WorkspaceFolder, path: string): vscode.Uri {
  if (path.startsWith('~/')) return vscode.Uri.joinPath(vscode.Uri.file(os.homedir()), path.slice(2));
  return /^(?:\/|[A-Za-z]:\/)/.test(path) ? vscode.Uri.file(path) : vscode.Uri.joinPath(folder.uri, path);
}

/** Adds a line at the end of a file and creates the file if needed. Keeps unsaved changes in an open editor. */
async function addLine(uri: vscode.Uri, line: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { ignoreIfExists: true });
  await vscode.workspace.applyEdit(edit);
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  if (text.split(/\r?\n/).includes(line)) return;
  const addition = new vscode.WorkspaceEdit();
  const end = document.positionAt(text.length);
  addition.insert(uri, end, `${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`);
  await vscode.workspace.applyEdit(addition);
  await document.save();
}
