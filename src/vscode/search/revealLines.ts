import * as vscode from 'vscode';
import { markRange } from './rangeMark';

/** Lines shown of an editor when it does not tell. */
const usualEditorLines = 30;

/** Lines to show in an editor. */
export interface LinesToReveal {
  /** 1-based, inclusive, as `endLine`. */
  readonly startLine: number;
  readonly endLine: number;
  /** The one of them that the cursor goes to; by default the first. */
  readonly line?: number | undefined;
  /** The one of them that says most of what was asked for; by default `line`. */
  readonly tellingLine?: number | undefined;
}

/**
 * Puts the cursor at its line, brings the lines into sight, and marks them. What lies beyond the end of the document is taken as
 * its end.
 *
 * @param place `belowPalette` while the upper half of the editor is covered
 * @returns takes the mark away
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

/** Whether an editor can show all of a range, with something around it. */
function fits(editor: vscode.TextEditor, range: vscode.Range): boolean {
  const [visible] = editor.visibleRanges;
  const editorLines =
    visible && !visible.isSingleLine ? visible.end.line - visible.start.line : usualEditorLines;
  return range.end.line - range.start.line < editorLines * 0.8;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
