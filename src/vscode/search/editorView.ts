import * as vscode from 'vscode';

/** Where an editor stood: its cursors, and the first line in sight. */
export interface EditorView {
  readonly selections: readonly vscode.Selection[];
  /** 0-based; undefined when the editor did not tell. */
  readonly topLine: number | undefined;
}

/** How long an editor may take to tell where it has been scrolled to. */
const scrollEventMs = 150;

export function captureView(editor: vscode.TextEditor): EditorView {
  return { selections: editor.selections, topLine: editor.visibleRanges[0]?.start.line };
}

/** Puts an editor back as it was. */
export async function applyView(editor: vscode.TextEditor, view: EditorView): Promise<void> {
  const isSame =
    editor.selections.length === view.selections.length &&
    editor.selections.every((selection, i) => selection.isEqual(view.selections[i]!));
  if (!isSame) editor.selections = view.selections;
  if (view.topLine === undefined || topOf(editor) === view.topLine) return;

  const scrolled = nextScroll(editor);
  editor.revealRange(new vscode.Range(view.topLine, 0, view.topLine, 0), vscode.TextEditorRevealType.AtTop);
  await scrolled;
  // Revealing leaves room for sticky lines above; what remains is scrolled by lines, which only the active editor can.
  const top = topOf(editor);
  if (top === undefined || top === view.topLine || vscode.window.activeTextEditor !== editor) return;
  const settled = nextScroll(editor);
  await vscode.commands.executeCommand('editorScroll', {
    to: top < view.topLine ? 'down' : 'up',
    by: 'line',
    value: Math.abs(view.topLine - top),
    revealCursor: false,
  });
  await settled;
}

function topOf(editor: vscode.TextEditor): number | undefined {
  return editor.visibleRanges[0]?.start.line;
}

/** Resolves when the editor next tells that it was scrolled, or has had the time to. */
function nextScroll(editor: vscode.TextEditor): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(finish, scrollEventMs);
    const listening = vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
      if (textEditor === editor) finish();
    });
  });
}
