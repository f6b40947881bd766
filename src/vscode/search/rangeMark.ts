import * as vscode from 'vscode';

/** The mark that an editor bears, so that a second one takes its place. */
const marks = new WeakMap<vscode.TextEditor, vscode.Disposable>();

/** In pixels; on the left of the lines. Wider, it would cover the first character. */
const barWidth = 2;

/**
 * Marks whole lines of an editor until its cursor moves, its text changes, or it is not shown any more: a bar beside all of them,
 * and a background for the one that says most. Disposing takes the marks away sooner.
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
    // That of a range is hardly seen in dark themes where it is a single line.
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
      // The event of the very move that led here comes late.
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
