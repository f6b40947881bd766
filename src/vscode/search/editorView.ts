import * as vscode from 'vscode';
import { runCommand } from '../commands';

/** State of an editor: its selections and its first visible line. */
export interface EditorView {
  readonly selections: readonly vscode.Selection[];
  /** 0-based; undefined if the editor did not report it. */
  readonly topLine: number | undefined;
}

/** How long to wait for an editor to report its scroll position, in milliseconds. */
const scrollEventMs = 150;

/** The present state of an editor, for {@link applyView}. */
export function captureView(editor: vscode.TextEditor): EditorView {
  return { selections: editor.selections, topLine: editor.visibleRanges[0]?.start.line };
}

/** Restores the state of an editor. */
export async function applyView(editor: vscode.TextEditor, view: EditorView): Promise<void> {
  const isSame =
    editor.selections.length === view.selections.length &&
    editor.selections.every((selection, i) => selection.isEqual(view.selections[i]!));
  if (!isSame) editor.selections = view.selections;
  if (view.topLine === undefined || topOf(editor) === view.topLine) return;

  const scrolled = nextScroll(editor);
  editor.revealRange(new vscode.Range(view.topLine, 0, view.topLine, 0), vscode.TextEditorRevealType.AtTop);
  await scrolled;
  // `revealRange` leaves space for sticky lines above. The rest is scrolled by lines, which only works in the active editor.
  const top = topOf(editor);
  if (top === undefined || top === view.topLine || vscode.window.activeTextEditor !== editor) return;
  const settled = nextScroll(editor);
  await runCommand('editorScroll', {
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

/** Resolves when the editor next reports scrolling, or after a timeout. */
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
