import * as vscode from 'vscode';

/** The mark that an editor bears, so that a second one takes its place. */
const marks = new WeakMap<vscode.TextEditor, vscode.Disposable>();

/**
 * Marks whole lines of an editor until its cursor moves, its text changes, or it is not shown any more.
 * Disposing takes the mark away sooner.
 */
export function markRange(editor: vscode.TextEditor, range: vscode.Range): vscode.Disposable {
  marks.get(editor)?.dispose();
  const decoration = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
    isWholeLine: true,
  });
  editor.setDecorations(decoration, [range]);
  const cursor = editor.selection;
  const mark = vscode.Disposable.from(
    decoration,
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
