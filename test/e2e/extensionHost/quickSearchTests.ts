import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionExports } from '../../../src/vscode/extensionExports';
import { commands } from '../../../src/vscode/contributions';
import { revealResult } from '../../../src/vscode/search/revealResult';
import type { LocatedResult } from '../../../src/vscode/services';
import { extensionApi, onlyFolder, until, untilReady } from './extensionApi';

const query = 'retries a failed upload until storage takes it';
const openedHere = { preserveFocus: false, preview: false, toSide: false };

const onDisk = async (uri: vscode.Uri): Promise<vscode.Uri> => {
  await vscode.workspace.fs.stat(uri);
  return uri;
};

let api: ExtensionExports;
let best: LocatedResult;

/** Part of the suite `editor`. */
export function quickSearchTests(): void {
  before(async () => {
    api = await extensionApi();
    await untilReady(api);
    const [first] = (await api.search({ query })).results;
    assert.equal(first?.path, 'src/upload/uploadQueue.ts');
    best = first;
  });

  beforeEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('workbench.action.closeAllGroups');
    await until('no editor is open', tabs, (open) => open.length === 0);
  });

  afterEach(async () => {
    await closeQuickSearch();
  });

  describe('the quick search', () => {
    it('shows the best result without opening it, and opens it at its line', async () => {
      await previewOf(query);
      await until('the tab is a preview', activeTab, (tab) => tab?.isPreview === true);
      await acceptQuickSearch();
      await until('the tab stays', activeTab, (tab) => tab?.isPreview === false);
      assert.deepEqual(tabs(), ['uploadQueue.ts']);
      await until('the cursor is there', lineOfCursor, (line) => line === best.line - 1);
      await until(
        'its line is seen',
        () => vscode.window.activeTextEditor,
        (editor) => editor?.visibleRanges.some((range) => range.contains(editor.selection.active)) === true,
      );
    });

    it('opens the best result of the last query', async () => {
      await vscode.commands.executeCommand(commands.search, 'thumbnails');
      await vscode.commands.executeCommand(commands.search, query);
      await acceptQuickSearch();
      await until('the result is open', tabs, (open) => open.join() === 'uploadQueue.ts');
    });

    it('opens the best result of a search with filters from a key binding', async () => {
      await vscode.commands.executeCommand(commands.search, {
        query: 'retry',
        kind: 'docs',
        path: 'docs/**',
      });
      await acceptQuickSearch();
      await until('a document is open', tabs, (open) => open.length === 1 && open[0]!.endsWith('.md'));
    });

    it('closes the preview on Escape if nothing was open', async () => {
      await previewOf(query);
      await closeQuickSearch();
      await until('no tab is open', tabs, (open) => open.length === 0);
    });

    it('restores the editor and its cursors on Escape', async () => {
      const editor = await openAt(
        'docs/operations.md',
        [new vscode.Selection(2, 0, 2, 3), caret(1)],
        'pinned',
      );
      await previewOf(query);
      await closeQuickSearch();
      await until('the tabs are as before', tabs, (open) => open.join() === 'operations.md');
      const now = await until(
        'the editor is as before',
        () => vscode.window.activeTextEditor,
        (active) => active?.selections.length === 2,
      );
      assert.deepEqual(now?.selections, editor.selections);
    });

    it('restores the cursor on Escape if the result was in the open file', async () => {
      const editor = await openAt('src/upload/uploadQueue.ts', [caret(2)], 'pinned');
      await previewOf(query);
      await closeQuickSearch();
      await until('the cursor is back', lineOfCursor, (line) => line === 2);
      assert.equal(vscode.window.activeTextEditor, editor);
    });

    it('restores the preview tab that was replaced', async () => {
      await openAt('README.md', [caret(0)], 'pinned');
      await openAt('docs/architecture.md', [caret(3)], 'preview');
      await previewOf(query);
      await until('it gave way', tabs, (open) => open.join() === 'README.md,uploadQueue.ts');
      await closeQuickSearch();
      await until('the tabs are as before', tabs, (open) => open.join() === 'README.md,architecture.md');
      await until('the cursor is back', lineOfCursor, (line) => line === 3);
      await until('it is a preview again', activeTab, (tab) => tab?.isPreview === true);
    });

    it('closes the tabs of other previews when a result is opened', async () => {
      await openAt('README.md', [caret(0)], 'pinned');
      await openAt('docs/architecture.md', [caret(3)], 'preview');
      await previewOf(query);
      await acceptQuickSearch();
      await until(
        'the result has joined the tabs',
        () => tabs().toSorted(),
        (open) => open.join() === 'README.md,architecture.md,uploadQueue.ts',
      );
      await until('the result is active', lineOfCursor, (line) => line === best.line - 1);
    });

    it('opens the focused result to the side, and restores the editor', async () => {
      await openAt('README.md', [caret(1)], 'pinned');
      await previewOf(query);
      await vscode.commands.executeCommand(commands.openToSide);
      await until(
        'there are two columns',
        () =>
          vscode.window.tabGroups.all.map(({ tabs: inGroup }) => inGroup.map(({ label }) => label).join()),
        (columns) => columns.join(' | ') === 'README.md | uploadQueue.ts',
      );
      await until('the result is active', lineOfCursor, (line) => line === best.line - 1);
    });

    it('searches for the selected text', async () => {
      const uri = vscode.Uri.joinPath(onlyFolder().uri, 'src/upload/uploadQueue.ts');
      const document = await vscode.workspace.openTextDocument(uri);
      const offset = document.getText().indexOf('isTemporary');
      const start = document.positionAt(offset);
      const selection = new vscode.Selection(start, start.translate(0, 'isTemporary'.length));
      await openAt('src/upload/uploadQueue.ts', [selection], 'pinned');
      const expected = (await api.search({ query: 'isTemporary' })).results[0];
      assert.equal(expected?.path, 'src/upload/retryPolicy.ts');
      await vscode.commands.executeCommand(commands.search);
      await acceptQuickSearch();
      await until('the definition is open', tabs, (open) => open.includes('retryPolicy.ts'));
    });

    it('opens results in the background, which stay open when the list is closed', async () => {
      await openAt('README.md', [caret(1)], 'pinned');
      await previewOf(query);
      await vscode.commands.executeCommand(commands.openInBackground);
      await until('the tab stays', activeTab, (tab) => tab?.label === 'uploadQueue.ts' && !tab.isPreview);
      await goTo('workbench.action.quickOpenSelectNext');
      await closeQuickSearch();
      await until('what was opened is left', tabs, (open) => open.join() === 'README.md,uploadQueue.ts');
      await until('it is active, as it was opened', lineOfCursor, (line) => line === best.line - 1);
    });

    it('opens with the text that it had when it was closed', async () => {
      await vscode.commands.executeCommand(commands.search, query);
      await closeQuickSearch();
      await vscode.commands.executeCommand(commands.search);
      await acceptQuickSearch();
      await until('its result is open', tabs, (open) => open.join() === 'uploadQueue.ts');
    });
  });

  describe('revealResult', () => {
    it('treats lines after the end as the last line', async () => {
      const uri = vscode.Uri.joinPath(onlyFolder().uri, 'README.md');
      await revealResult({ uri, startLine: 9000, endLine: 9100 }, openedHere, onDisk);
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.uri.toString(), uri.toString());
      assert.equal(editor.selection.active.line, editor.document.lineCount - 1);
    });

    it('puts the cursor at the first character of code', async () => {
      await revealResult({ uri: best.uri, startLine: 30, endLine: 38 }, openedHere, onDisk);
      const cursor = vscode.window.activeTextEditor?.selection.active;
      assert.deepEqual([cursor?.line, cursor?.character], [29, 2]);
    });

    it('puts the cursor at the line of the result, within its lines', async () => {
      for (const [line, expected] of [
        [33, 32],
        [99, 37],
        [2, 29],
      ]) {
        await revealResult({ uri: best.uri, startLine: 30, endLine: 38, line }, openedHere, onDisk);
        assert.equal(lineOfCursor(), expected);
      }
    });

    it('changes nothing if the file no longer exists', async () => {
      await openAt('README.md', [caret(1)], 'pinned');
      const uri = vscode.Uri.joinPath(onlyFolder().uri, 'never/was.ts');
      await revealResult({ uri, startLine: 1, endLine: 2 }, openedHere, onDisk);
      assert.deepEqual(tabs(), ['README.md']);
      assert.equal(lineOfCursor(), 1);
    });

    it('opens a notebook in its own editor', async () => {
      const uri = vscode.Uri.joinPath(onlyFolder().uri, 'study.ipynb');
      const notebook = { cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 };
      await vscode.workspace.fs.writeFile(uri, Buffer.from(JSON.stringify(notebook)));
      try {
        await revealResult({ uri, startLine: 1, endLine: 1 }, openedHere, onDisk);
        await until('the notebook is open', tabs, (open) => open.join() === 'study.ipynb');
        assert.ok(activeTab()?.input instanceof vscode.TabInputNotebook);
      } finally {
        await vscode.workspace.fs.delete(uri);
      }
    });
  });
}

/** Searches, moves to another result and back, and waits until the best one is previewed behind the list. */
async function previewOf(text: string): Promise<void> {
  await vscode.commands.executeCommand(commands.search, text);
  await goTo('workbench.action.quickOpenSelectNext');
  await vscode.commands.executeCommand('workbench.action.quickOpenSelectPrevious');
  await until('the best result is shown', activeTab, (tab) => tab?.label === 'uploadQueue.ts');
  await until('its line is shown', lineOfCursor, (line) => line === best.line - 1);
}

/** Moves the focus in the list as an arrow key does, and waits for the preview. */
async function goTo(command: string): Promise<void> {
  const place = (): string => `${activeTab()?.label} ${lineOfCursor()}`;
  const before = place();
  // The results may not be loaded yet; then the focus does not move.
  for (let attemptMs = 2000; place() === before; attemptMs *= 2) {
    await vscode.commands.executeCommand(command);
    await soon(() => place() !== before, attemptMs);
  }
}

/** Resolves when the condition holds, or after the timeout. */
async function soon(holds: () => boolean, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!holds() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Presses Enter in the quick search. */
async function acceptQuickSearch(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
}

/** Presses Escape in the quick search. */
async function closeQuickSearch(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
}

async function openAt(
  path: string,
  selections: readonly vscode.Selection[],
  tab: 'pinned' | 'preview',
): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.joinPath(onlyFolder().uri, path);
  const editor = await vscode.window.showTextDocument(uri, { preview: tab === 'preview' });
  editor.selections = selections;
  return editor;
}

function caret(line: number): vscode.Selection {
  return new vscode.Selection(line, 0, line, 0);
}

/** Labels of the tabs of the active column. */
function tabs(): string[] {
  return vscode.window.tabGroups.activeTabGroup.tabs.map(({ label }) => label);
}

function activeTab(): vscode.Tab | undefined {
  return vscode.window.tabGroups.activeTabGroup.activeTab;
}

/** 0-based. */
function lineOfCursor(): number | undefined {
  return vscode.window.activeTextEditor?.selection.active.line;
}
