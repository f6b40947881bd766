import * as vscode from 'vscode';

/** The current mark of each editor; a new mark replaces it. */
const marks = new WeakMap<vscode.TextEditor, vscode.Disposable>();

/** In pixels, left of the lines. A wider bar would cover the first character. */
const barWidth = 2;

/**
 * Marks whole lines of an editor until its cursor moves, its text changes, or it is hidden: a bar beside all lines, and a
 * background for the most relevant one. Disposing removes the marks earlier.
 *
 * @param line 0-based, within the range
 */
export function markRange(editor: vscode.TextEditor, range: vscode.Range, line: number): vscode.Disposable {
  marks.get(editor)?.dispose();
  const bar = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    borderStyle: 'solid',
    borderWidth: `0 0 0 ${barWidth}px`,
    borderColor: new vscode.ThemeColor('focusBorder'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.rangeHighlightForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  });
  const background = vscode.window.createTextEditorDecorationType({
    // The background colour for ranges is hardly visible on a single line in dark themes.
    backgroundColor: new vscode.ThemeColor('editor.findRangeHighlightBackground'),
    isWholeLine: true,
  });
  editor.setDecorations(bar, [range]);
  editor.setDecorations(background, [new vscode.Range(line, 0, line, 0)]);
  const cursor = editor.selection;
  const mark = vscode.Disposable.from(
    bar,
    background,
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections: [selection] }) => {
      // The event of the cursor move made by the caller arrives late.
      if (textEditor === editor && !selection?.isEqual(cursor)) mark.dispose();
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document === editor.document && contentChanges.length > 0) mark.dispose();
    }),
    vscode.window.onDidChangeActiveTextEditor((active) => {
      if (active && active !== editor) mark.dispose();
    }),
    vscode.window.onDidChangeVisibleTextEditors((visible) => {
      if (!visible.includes(editor)) mark.dispose();
    }),
  );
  marks.set(editor, mark);
  return mark;
}
