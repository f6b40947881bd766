import * as vscode from 'vscode';
import { messageOf } from '../../common/errors/errors';
import type { Logger } from '../../common/logger';
import type { ReadableUri } from '../published/publishedDocuments';
import { canOpenAgain, openAgain, uriOf } from './editorTabs';
import { applyView, captureView, type EditorView } from './editorView';
import { revealLines } from './revealLines';
import { hasOwnEditor, type ResultLocation } from './revealResult';

/** The editor that shows a preview. */
interface Shown {
  /** That of the result. */
  readonly file: vscode.Uri;
  /** That of the document. */
  readonly uri: vscode.Uri;
  readonly editor: vscode.TextEditor;
  /** State of the editor before the preview; undefined if the file was not open. */
  readonly before: EditorView | undefined;
  readonly cursor: vscode.Selection;
  readonly version: number;
  readonly mark: vscode.Disposable;
}

/**
 * Previews results in the active editor group. Restores the state at construction: the active tab, a replaced preview tab,
 * cursors and scroll positions.
 */
export class ResultPreview {
  private readonly viewColumn: vscode.ViewColumn;
  private readonly tabs: ReadonlySet<string>;
  private readonly activeTab: vscode.Tab | undefined;
  private readonly activeView: EditorView | undefined;
  /** The preview tab that a preview replaces. */
  private readonly previewTab: vscode.Tab | undefined;
  private shown: Shown | undefined;
  private work: Promise<void> = Promise.resolve();
  private newest = 0;

  constructor(
    private readonly readableUri: ReadableUri,
    private readonly logger: Logger,
  ) {
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

  /** Shows a result. Does nothing if a newer one is requested meanwhile, or if the result cannot be shown. */
  show(result: ResultLocation): Promise<void> {
    if (hasOwnEditor(result.uri) || (this.previewTab && !canOpenAgain(this.previewTab))) return this.work;
    const number = ++this.newest;
    return this.enqueue(async () => {
      if (number === this.newest) await this.showNow(result);
    });
  }

  /**
   * Restores everything, except what the user has started to use.
   *
   * @param preserveFocus keep the focus where it is, in a list that is still open
   */
  restore(preserveFocus: boolean): Promise<void> {
    this.newest++;
    return this.enqueue(() => this.restoreNow(preserveFocus));
  }

  /**
   * Ends the preview because `result` is about to be opened. Restores everything that opening it would not replace.
   *
   * @param replacesPreview whether it is opened in the same group, in a tab that may replace a preview tab
   * @param preserveFocus as for {@link restore}
   */
  async settle(result: ResultLocation, replacesPreview: boolean, preserveFocus: boolean): Promise<void> {
    this.newest++;
    await this.work;
    const isInPlace = this.shown?.file.toString() === result.uri.toString();
    const lostTab = this.previewTab && !this.isOpen(this.previewTab);
    if (!isInPlace || (lostTab && !replacesPreview)) await this.restore(preserveFocus);
    else this.shown?.mark.dispose();
  }

  /** Runs actions one after the other: each starts from the state that the previous one left. */
  private enqueue(act: () => Promise<void>): Promise<void> {
    this.work = this.work.then(act).catch((error: unknown) => {
      this.logger.debug(`Preview: ${messageOf(error)}`);
    });
    return this.work;
  }

  private async showNow(result: ResultLocation): Promise<void> {
    const uri = await this.readableUri(result.uri);
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
    this.shown = {
      file: result.uri,
      uri,
      editor,
      before,
      cursor: editor.selection,
      version: document.version,
      mark,
    };
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

  /** Restores the editor of the last preview if it was open before. */
  private async leave(): Promise<void> {
    this.shown?.mark.dispose();
    if (this.shown?.before) await applyView(this.shown.editor, this.shown.before);
  }

  /** If preview tabs are disabled in the settings, each preview opens a separate tab. */
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

  /** VS Code then shows the previously active tab, and focuses it if an editor or nothing had the focus. */
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

  /** Looked up each time: VS Code replaces its group objects when groups are rearranged. */
  private get openTabs(): readonly vscode.Tab[] {
    return vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn === this.viewColumn)?.tabs ?? [];
  }

  private isOpen(tab: vscode.Tab): boolean {
    return this.openTabs.some((other) => keyOf(other) === keyOf(tab));
  }
}

/** Whether the user has clicked into the editor or changed its text. Such an editor is not restored. */
function isTakenOver({ editor, cursor, version }: Shown): boolean {
  return editor.document.version !== version || !editor.selection.isEqual(cursor);
}

/** Key of a tab's content that stays the same when the tab is closed and reopened. */
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
