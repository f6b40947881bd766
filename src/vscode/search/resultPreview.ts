import * as vscode from 'vscode';
import { messageOf } from '../../common/errors';
import type { Logger } from '../../common/logger';
import { canOpenAgain, openAgain, uriOf } from './editorTabs';
import { applyView, captureView, type EditorView } from './editorView';
import { revealLines } from './revealLines';
import { hasOwnEditor, type ResultLocation } from './revealResult';

/** The editor that shows a preview. */
interface Shown {
  readonly uri: vscode.Uri;
  readonly editor: vscode.TextEditor;
  /** How it stood, where it was open before. */
  readonly before: EditorView | undefined;
  readonly cursor: vscode.Selection;
  readonly version: number;
  readonly mark: vscode.Disposable;
}

/**
 * Shows results in the active editor group while they are looked through, and puts everything back as it was when it was
 * made: the active tab, the preview tab that had to give way, cursors and scroll positions.
 */
export class ResultPreview {
  private readonly viewColumn: vscode.ViewColumn;
  private readonly tabs: ReadonlySet<string>;
  private readonly activeTab: vscode.Tab | undefined;
  private readonly activeView: EditorView | undefined;
  /** The tab that a preview takes the place of. */
  private readonly previewTab: vscode.Tab | undefined;
  private shown: Shown | undefined;
  private work: Promise<void> = Promise.resolve();
  private newest = 0;

  constructor(private readonly logger: Logger) {
    const { viewColumn, tabs, activeTab } = vscode.window.tabGroups.activeTabGroup;
    this.viewColumn = viewColumn;
    this.tabs = new Set(tabs.map(keyOf));
    this.activeTab = activeTab;
    this.previewTab = tabs.find(({ isPreview }) => isPreview);
    const editor = vscode.window.activeTextEditor;
    if (editor && activeTab && uriOf(activeTab)?.toString() === editor.document.uri.toString()) {
      this.activeView = captureView(editor);
    }
  }

  /** Shows a result; where a newer one is asked for meanwhile, or it cannot be shown, nothing happens. */
  show(result: ResultLocation): Promise<void> {
    if (hasOwnEditor(result.uri) || (this.previewTab && !canOpenAgain(this.previewTab))) return this.work;
    const number = ++this.newest;
    return this.enqueue(async () => {
      if (number === this.newest) await this.showNow(result);
    });
  }

  /**
   * Puts everything back as it was; what a person has taken into use meanwhile stays.
   *
   * @param preserveFocus the keyboard stays where it is, in a list that is still open
   */
  restore(preserveFocus: boolean): Promise<void> {
    this.newest++;
    return this.enqueue(() => this.restoreNow(preserveFocus));
  }

  /**
   * Ends the preview because `result` is about to be opened: what would not be its place otherwise is put back.
   *
   * @param replacesPreview whether it is opened in a tab that may take the place of a preview tab, in the same group
   * @param preserveFocus as for {@link restore}
   */
  async settle(result: ResultLocation, replacesPreview: boolean, preserveFocus: boolean): Promise<void> {
    this.newest++;
    await this.work;
    const isInPlace = this.shown?.uri.toString() === result.uri.toString();
    const lostTab = this.previewTab && !this.isOpen(this.previewTab);
    if (!isInPlace || (lostTab && !replacesPreview)) await this.restore(preserveFocus);
    else this.shown?.mark.dispose();
  }

  /** One after the other: each starts from what the one before has left. */
  private enqueue(act: () => Promise<void>): Promise<void> {
    this.work = this.work.then(act).catch((error: unknown) => {
      this.logger.debug(`Preview: ${messageOf(error)}`);
    });
    return this.work;
  }

  private async showNow(result: ResultLocation): Promise<void> {
    const { uri } = result;
    const document = await vscode.workspace.openTextDocument(uri);
    const last = this.shown;
    if (last?.uri.toString() !== uri.toString()) await this.leave();
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn: this.viewColumn,
      preserveFocus: true,
      preview: true,
    });
    const wasOpen = this.tabs.has(textKey(uri));
    const before =
      last?.uri.toString() === uri.toString() ? last.before : wasOpen ? captureView(editor) : undefined;
    const mark = revealLines(editor, result, 'belowPalette');
    this.shown = { uri, editor, before, cursor: editor.selection, version: document.version, mark };
    if (last?.uri.toString() !== uri.toString()) await this.closePinned(last);
  }

  private async restoreNow(preserveFocus: boolean): Promise<void> {
    const { shown } = this;
    if (!shown || isTakenOver(shown)) return;
    await this.leave();
    this.shown = undefined;
    if (this.previewTab && !this.isOpen(this.previewTab)) await openAgain(this.previewTab, preserveFocus);
    await this.closeOpened(shown.uri, preserveFocus);
    await this.activate(preserveFocus);
    await this.restoreView();
  }

  /** Puts the editor of the last preview back, where it was open before. */
  private async leave(): Promise<void> {
    this.shown?.mark.dispose();
    if (this.shown?.before) await applyView(this.shown.editor, this.shown.before);
  }

  /** Where previews are switched off in the settings, each one is a tab of its own. */
  private async closePinned(last: Shown | undefined): Promise<void> {
    if (!last || last.before) return;
    const left = this.openTabs.find((tab) => keyOf(tab) === textKey(last.uri));
    if (left && !left.isDirty && !left.isPreview) await vscode.window.tabGroups.close(left, true);
  }

  private async activate(preserveFocus: boolean): Promise<void> {
    const { activeTab } = this;
    const now = this.openTabs.find(({ isActive }) => isActive);
    if (activeTab && now && keyOf(now) !== keyOf(activeTab)) await openAgain(activeTab, preserveFocus);
  }

  /** VS Code then shows the tab that was active before, and gives it the keyboard if an editor had it or nothing has. */
  private async closeOpened(uri: vscode.Uri, preserveFocus: boolean): Promise<void> {
    if (this.tabs.has(textKey(uri))) return;
    const opened = this.openTabs.filter((tab) => !tab.isDirty && keyOf(tab) === textKey(uri));
    if (opened.length > 0) await vscode.window.tabGroups.close(opened, preserveFocus);
  }

  private async restoreView(): Promise<void> {
    const { activeTab, activeView } = this;
    const editor = vscode.window.activeTextEditor;
    if (!editor || !activeTab || !activeView) return;
    if (editor.document.uri.toString() === uriOf(activeTab)?.toString()) await applyView(editor, activeView);
  }

  /** Looked up each time: VS Code replaces its groups when they are rearranged. */
  private get openTabs(): readonly vscode.Tab[] {
    return vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn === this.viewColumn)?.tabs ?? [];
  }

  private isOpen(tab: vscode.Tab): boolean {
    return this.openTabs.some((other) => keyOf(other) === keyOf(tab));
  }
}

/** Whether a person has clicked into the editor or changed its text: then it is theirs. */
function isTakenOver({ editor, cursor, version }: Shown): boolean {
  return editor.document.version !== version || !editor.selection.isEqual(cursor);
}

/** The same for the same thing in a tab, also after it was closed and opened again. */
function keyOf(tab: vscode.Tab): string {
  const { input, label } = tab;
  if (input instanceof vscode.TabInputText) return textKey(input.uri);
  if (input instanceof vscode.TabInputTextDiff) {
    return `diff ${input.original.toString()} ${input.modified.toString()}`;
  }
  return `other ${uriOf(tab)?.toString() ?? label}`;
}

function textKey(uri: vscode.Uri): string {
  return `text ${uri.toString()}`;
}
