import * as vscode from 'vscode';
import { markRange } from './rangeMark';

/** Assumed number of visible lines if the editor does not report it. */
const usualEditorLines = 30;

/** Lines to show in an editor. */
export interface LinesToReveal {
  /** 1-based, inclusive, as `endLine`. */
  readonly startLine: number;
  readonly endLine: number;
  /** Line for the cursor; by default the first. */
  readonly line?: number | undefined;
  /** Line that is most relevant to the query; by default `line`. */
  readonly tellingLine?: number | undefined;
}

/**
 * Moves the cursor to its line, reveals the lines and marks them. Lines beyond the end of the document are clamped to its end.
 *
 * @param place `belowPalette` while the upper half of the editor is covered
 * @returns removes the mark when disposed
 */
export function revealLines(
  editor: vscode.TextEditor,
  { startLine, endLine, line = startLine, tellingLine = line }: LinesToReveal,
  place: 'inSight' | 'belowPalette' = 'inSight',
): vscode.Disposable {
  const { document } = editor;
  const first = clamp(startLine - 1, 0, document.lineCount - 1);
  const last = clamp(endLine - 1, first, document.lineCount - 1);
  const opened = clamp(line - 1, first, last);
  const cursor = new vscode.Position(opened, document.lineAt(opened).firstNonWhitespaceCharacterIndex);
  editor.selection = new vscode.Selection(cursor, cursor);
  const range = new vscode.Range(first, 0, last, document.lineAt(last).text.length);
  if (place === 'inSight' && fits(editor, range)) {
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  } else if (place === 'inSight' && opened === first) {
    editor.revealRange(range, vscode.TextEditorRevealType.AtTop);
  } else {
    editor.revealRange(new vscode.Range(cursor, cursor), vscode.TextEditorRevealType.InCenter);
  }
  return markRange(editor, range, clamp(tellingLine - 1, first, last));
}

/** Whether an editor can show the whole range and some context. */
function fits(editor: vscode.TextEditor, range: vscode.Range): boolean {
  const [visible] = editor.visibleRanges;
  const editorLines =
    visible && !visible.isSingleLine ? visible.end.line - visible.start.line : usualEditorLines;
  return range.end.line - range.start.line < editorLines * 0.8;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
