import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Logger } from '../../common/logger';
import { formatCount } from '../../common/text/countText';
import { escapeGlob } from '../../common/text/globText';
import { showInformation } from '../messages';
import { reportErrors } from '../reportErrors';
import { addExcludes, removeExclude } from './corpusSettings';

/** Settings file of a workspace folder. */
const settingsFile = '.vscode/settings.json';

/**
 * Excludes paths of a workspace folder from the index, shows which file was changed, and offers to undo it. Does not wait for the
 * user's answer; an error after it is logged and shown.
 *
 * @throws Error if the settings cannot be written
 */
export async function excludePaths(
  folder: vscode.WorkspaceFolder,
  paths: readonly string[],
  logger: Logger,
): Promise<void> {
  if (!(await addExcludes(folder, paths))) return;
  void reportErrors(() => offerUndo(folder, paths), logger);
}

async function offerUndo(folder: vscode.WorkspaceFolder, paths: readonly string[]): Promise<void> {
  const [first = ''] = paths;
  const file =
    (vscode.workspace.workspaceFolders?.length ?? 0) > 1 ? `${folder.name}/${settingsFile}` : settingsFile;
  const text =
    paths.length === 1
      ? l10n.t('{0} was added to {1} in {2}.', first, 'semanticSearch.exclude', file)
      : l10n.t(
          '{0} paths were added to {1} in {2}.',
          formatCount(paths.length),
          'semanticSearch.exclude',
          file,
        );
  const [undo, open] = [l10n.t('Undo'), l10n.t('Open File')];
  const answer = await showInformation(text, undo, open);
  if (answer === undo) for (const path of paths) await removeExclude(folder, escapeGlob(path));
  if (answer === open) await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, settingsFile));
}
