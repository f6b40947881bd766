import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ViewRequest } from '../../common/view/viewProtocol';
import { runCommand } from '../commands';
import { commands } from '../contributions';
import { documentationText } from './documentationText';
import { cutPassage, maxPassageLines, saysSomething, type Passage } from './passage';
import { isProse, passageAtCursor } from './passageAtCursor';
import { selectionQuery } from './selectionQuery';

const messageMs = 5000;

/** Finds code similar to the selection, or to the definition at the cursor; in a document, similar sections. */
export async function findSimilar(): Promise<void> {
  // From a document, similar sections are what the user asks for.
  await find(
    (passage) => passage.text,
    (document) => (isProse(document) ? undefined : 'code'),
  );
}

/** Finds documentation of the selection, or of the definition at the cursor. */
export async function findDocumentation(): Promise<void> {
  await find(documentationText, () => 'docs');
}

async function find(
  textOf: (passage: Passage) => string,
  kindFor: (document: vscode.TextDocument) => 'code' | 'docs' | undefined,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    showMessage(l10n.t('Open a file first. The search uses its selection, or the function at the cursor.'));
    return;
  }
  const { document } = editor;
  const passage = await passageAtCursor(editor);
  if (!saysSomething(passage.text)) {
    showMessage(l10n.t('Not enough text here. Select some text, or place the cursor in a function.'));
    return;
  }
  const { text, isCut } = cutPassage(textOf(passage));
  if (isCut) showMessage(l10n.t('Long text: at most the first {0} lines are compared.', maxPassageLines));
  const { startLine, endLine, definition } = passage;
  const label = definition?.name ?? `${path.posix.basename(document.uri.path)}:${startLine}`;
  const kind = kindFor(document);
  await request({
    similarTo: { uri: document.uri.toString(), startLine, endLine, text, label },
    ...(kind && { kind }),
  });
}

/** Searches for the selected words or the word at the cursor; without words, focuses the search box. */
export async function searchSelection(): Promise<void> {
  const query = selectionQuery(wordsIn(vscode.window.activeTextEditor));
  await (query === '' ? runCommand(commands.searchInView) : request(query));
}

function wordsIn(editor: vscode.TextEditor | undefined): string {
  if (!editor) return '';
  const { document, selection } = editor;
  const range = selection.isEmpty ? document.getWordRangeAtPosition(selection.active) : selection;
  return range ? document.getText(range) : '';
}

async function request(what: ViewRequest): Promise<void> {
  await runCommand(commands.searchInView, what);
}

function showMessage(message: string): void {
  vscode.window.setStatusBarMessage(message, messageMs);
}
