import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { runCommand } from '../commands';
import { errorDataOf, messageOf, SemanticSearchError } from '../../common/errors/errors';
import { isNotFound, type ReadableUri } from '../published/publishedDocuments';
import { revealLines, type LinesToReveal } from './revealLines';
import { showWarning } from '../messages';

/** Location of a result. */
export interface ResultLocation extends LinesToReveal {
  readonly uri: vscode.Uri;
}

/** How to open it. */
export interface RevealOptions {
  /** Keep the focus where it is. */
  readonly preserveFocus: boolean;
  /** Open in a preview tab. */
  readonly preview: boolean;
  /** In the column beside the active one. */
  readonly toSide: boolean;
}

/** {@link revealResult} in this window. */
export type OpenResult = (location: ResultLocation, options: RevealOptions) => Promise<void>;

/**
 * Opens a result at its line, and marks its lines until the cursor moves. If the file is gone or cannot be opened, shows a
 * warning; never throws.
 */
export async function revealResult(
  result: ResultLocation,
  options: RevealOptions,
  readableUri: ReadableUri,
): Promise<void> {
  try {
    await open(result, options, readableUri);
  } catch (error) {
    const path = vscode.workspace.asRelativePath(result.uri);
    void showWarning(
      isNotFound(error)
        ? l10n.t('{0} no longer exists. It was moved or deleted after it was indexed.', path)
        : l10n.t('{0} could not be opened: {1}', path, textOf(error)),
    );
  }
}

function textOf(error: unknown): string {
  if (!(error instanceof SemanticSearchError)) return messageOf(error);
  const { message, hint } = errorDataOf(error);
  return `${message} ${hint}`;
}

async function open(result: ResultLocation, options: RevealOptions, readableUri: ReadableUri): Promise<void> {
  const showOptions: vscode.TextDocumentShowOptions = {
    viewColumn: options.toSide ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active,
    preserveFocus: options.preserveFocus,
    preview: options.preview,
  };
  // Looks at the disk: a file that was read before would open even if it is gone, or open an error page of VS Code.
  const uri = await readableUri(result.uri);
  if (hasOwnEditor(uri)) {
    await runCommand('vscode.open', uri, showOptions);
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  revealLines(await vscode.window.showTextDocument(document, showOptions), result);
}

/** Whether a file opens in an editor without text lines. */
export function hasOwnEditor(uri: vscode.Uri): boolean {
  return uri.path.toLowerCase().endsWith('.ipynb');
}
