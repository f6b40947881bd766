import * as vscode from 'vscode';
import { markRange } from './rangeMark';

/** Lines shown of an editor when it does not tell. */
const usualEditorLines = 30;

/**
 * Puts the cursor at the first line, brings the lines into sight, and marks them. What lies beyond the end of the
 * document is taken as its end.
 *
 * @param lines 1-based, inclusive
 * @param place `belowPalette` while the upper half of the editor is covered
 * @returns takes the mark away
 */
export function revealLines(
  editor: vscode.TextEditor,
  { startLine, endLine }: { readonly startLine: number; readonly endLine: number },
  place: 'inSight' | 'belowPalette' = 'inSight',
): vscode.Disposable {
  const { document } = editor;
  const first = clamp(startLine - 1, 0, document.lineCount - 1);
  const last = clamp(endLine - 1, first, document.lineCount - 1);
  const cursor = new vscode.Position(first, document.lineAt(first).firstNonWhitespaceCharacterIndex);
  editor.selection = new vscode.Selection(cursor, cursor);
  const range = new vscode.Range(first, 0, last, document.lineAt(last).text.length);
  if (place === 'inSight') editor.revealRange(range, revealTypeFor(editor, range));
  else editor.revealRange(new vscode.Range(cursor, cursor), vscode.TextEditorRevealType.InCenter);
  return markRange(editor, range);
}

/** A range that fits is centred; of one that does not, the beginning is what is wanted. */
function revealTypeFor(editor: vscode.TextEditor, range: vscode.Range): vscode.TextEditorRevealType {
  const [visible] = editor.visibleRanges;
  const editorLines =
    visible && !visible.isSingleLine ? visible.end.line - visible.start.line : usualEditorLines;
  return range.end.line - range.start.line < editorLines * 0.8
    ? vscode.TextEditorRevealType.InCenterIfOutsideViewport
    : vscode.TextEditorRevealType.AtTop;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
