import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Passage } from '../../../src/vscode/similar/passage';
import { passageAtCursor } from '../../../src/vscode/similar/passageAtCursor';
import { SimilarCodeActions } from '../../../src/vscode/similar/similarCodeActions';
import { edit, extensionApi, onlyFolder, until } from './extensionApi';

const titles = ['Find Similar Code', 'Find Related Documentation'];

/** Opens a file and moves the cursor to a text, or selects the text. */
async function open(path: string, text: string, isSelected = false): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(vscode.Uri.joinPath(onlyFolder().uri, path));
  select(editor, text, isSelected);
  return editor;
}

function select(editor: vscode.TextEditor, text: string, isSelected: boolean): void {
  const offset = editor.document.getText().indexOf(text);
  assert.ok(offset >= 0, `${editor.document.fileName} has no "${text}"`);
  const start = editor.document.positionAt(offset);
  const end = editor.document.positionAt(offset + (isSelected ? text.length : 0));
  editor.selection = new vscode.Selection(start, end);
}

/** Registers an outline for documents of this language, which answers after a delay. */
function provideOutline(
  language: string,
  symbols: () => vscode.DocumentSymbol[] | vscode.SymbolInformation[],
  delayMs = 0,
): vscode.Disposable {
  return vscode.languages.registerDocumentSymbolProvider(
    { language },
    {
      provideDocumentSymbols: async () => {
        await new Promise((resolve) => setTimeout(resolve, delayMs));
        return symbols();
      },
    },
  );
}

function symbol(name: string, kind: vscode.SymbolKind, first: number, last: number): vscode.DocumentSymbol {
  const range = new vscode.Range(first, 0, last, 1);
  return new vscode.DocumentSymbol(name, '', kind, range, range);
}

const linesOf = ({ startLine, endLine }: Passage): number[] => [startLine, endLine];

/** Part of the suite `editor`. */
export function similarTests(): void {
  describe('the passage at the cursor', () => {
    before(async () => {
      await extensionApi();
    });

    afterEach(async () => {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    });

    it('is the selection', async () => {
      const text = 'if (status < 300) return true;';
      const passage = await passageAtCursor(await open('src/upload/uploadQueue.ts', text, true));
      assert.equal(passage.text, text);
      assert.equal(passage.startLine, passage.endLine);
      assert.equal(passage.definition, undefined);
    });

    it('is the definition around the cursor if no language extension answers', async () => {
      const passage = await passageAtCursor(await open('worker/thumbnails.py', 'return'));
      assert.match(passage.definition?.name ?? '', /^\w+$/);
      assert.match(passage.text, /^\s*(?:@|#|def )/);
    });

    it('follows the outline of the document', async () => {
      const container = symbol('Thumbs', vscode.SymbolKind.Class, 0, 12);
      container.children.push(symbol('render', vscode.SymbolKind.Method, 2, 4));
      const outline = provideOutline('python', () => [container]);
      try {
        const editor = await open('worker/thumbnails.py', '');
        editor.selection = new vscode.Selection(3, 0, 3, 0);
        // VS Code uses a new provider only after a short delay.
        const passage = await until(
          'the outline is used',
          () => passageAtCursor(editor),
          ({ definition }) => definition?.name === 'render',
        );
        assert.equal(passage.definition?.container, 'Thumbs');
        assert.equal(passage.endLine, 5);
      } finally {
        outline.dispose();
      }
    });

    it('follows an outline without hierarchy', async () => {
      const { uri } = onlyFolder();
      const location = (first: number, last: number): vscode.Location =>
        new vscode.Location(vscode.Uri.joinPath(uri, 'worker/cache.py'), new vscode.Range(first, 0, last, 3));
      const outline = provideOutline('python', () => [
        new vscode.SymbolInformation('Cache', vscode.SymbolKind.Class, '', location(0, 9)),
        new vscode.SymbolInformation('fetch', vscode.SymbolKind.Function, 'Cache', location(8, 9)),
      ]);
      try {
        const editor = await open('worker/cache.py', '');
        editor.selection = new vscode.Selection(9, 0, 9, 0);
        await until(
          'the outline is used',
          () => passageAtCursor(editor),
          ({ definition }) => definition?.name === 'fetch',
        );
      } finally {
        outline.dispose();
      }
    });

    it('does not depend on an outline that is slow or fails', async () => {
      const slow = provideOutline('python', () => [], 60_000);
      try {
        const passage = await passageAtCursor(await open('worker/thumbnails.py', 'return'));
        assert.match(passage.text, /^\s*(?:@|#|def )/);
      } finally {
        slow.dispose();
      }
      const broken = provideOutline('python', () => {
        throw new Error('no outline');
      });
      try {
        const passage = await passageAtCursor(await open('worker/thumbnails.py', 'return'));
        assert.match(passage.text, /^\s*(?:@|#|def )/);
      } finally {
        broken.dispose();
      }
    });

    it('is the definition if only its name is selected', async () => {
      const passage = await passageAtCursor(await open('src/upload/uploadQueue.ts', 'sendWithRetries', true));
      assert.equal(passage.definition?.name, 'sendWithRetries');
      assert.match(passage.text, /^ {2}\/\*\* Retries a failed upload/);
      const other = await passageAtCursor(await open('src/upload/uploadQueue.ts', 'maxAttempts', true));
      assert.equal(other.text, 'maxAttempts');
    });

    it('is the section in Markdown', async () => {
      const editor = await open('docs/operations.md', '## ');
      const { text, definition } = await passageAtCursor(editor);
      assert.ok(text.startsWith(`## ${definition?.name}`), text);
      assert.equal(text.match(/^## /gm)?.length, 1);
    });

    it('is the object in JSON, as in the outline of VS Code', async () => {
      const document = await vscode.workspace.openTextDocument({
        language: 'json',
        content: '{\n  "limits": {\n    "attempts": 3,\n    "delay": 5\n  },\n  "name": "x"\n}\n',
      });
      const editor = await vscode.window.showTextDocument(document);
      select(editor, 'attempts', false);
      const passage = await until(
        'the outline of JSON is there',
        () => passageAtCursor(editor),
        ({ definition }) => definition?.name === 'limits',
      );
      assert.deepEqual(linesOf(passage), [2, 5]);
    });

    it('is the text of the editor, with unsaved changes', async () => {
      const uri = vscode.Uri.joinPath(onlyFolder().uri, 'src/auth/session.ts');
      const document = await edit(uri, '\n\nfunction brandNew() {\n  return "otter";\n}\n');
      const editor = await vscode.window.showTextDocument(document);
      select(editor, 'otter', false);
      const passage = await passageAtCursor(editor);
      assert.ok(document.isDirty);
      assert.equal(passage.text, 'function brandNew() {\n  return "otter";\n}');
      assert.deepEqual(linesOf(passage), [3, 5]);
    });
  });

  describe('the refactorings of a selection', () => {
    const setting = 'semanticSearch.codeActions';

    /** Titles of our own code actions. */
    async function offered(range: vscode.Range, kind?: vscode.CodeActionKind): Promise<string[]> {
      const { uri } = vscode.window.activeTextEditor!.document;
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        range,
        kind?.value,
      );
      return actions.map(({ title }) => title).filter((title) => titles.includes(title));
    }

    const { Refactor, QuickFix, RefactorExtract } = vscode.CodeActionKind;

    it('find similar code', async () => {
      const { document } = await open('src/upload/uploadQueue.ts', 'put(');
      const line = document.positionAt(document.getText().indexOf('  async sendWithRetries')).line;
      assert.deepEqual(await offered(new vscode.Range(line, 0, line + 3, 0), Refactor), titles);
      assert.deepEqual(await offered(document.lineAt(line).range, Refactor), titles);
      const name = document.getText().indexOf('sendWithRetries');
      const word = document.getWordRangeAtPosition(document.positionAt(name))!;
      assert.deepEqual(await offered(word, Refactor), titles);
    });

    it('are not offered for an empty selection, a part of a word or a brace, nor as another kind of action', async () => {
      const { document } = await open('src/upload/uploadQueue.ts', 'sendWithRetries');
      const start = document.positionAt(document.getText().indexOf('sendWithRetries'));
      assert.deepEqual(await offered(new vscode.Range(start, start), Refactor), []);
      assert.deepEqual(await offered(new vscode.Range(start, start.translate(0, 4)), Refactor), []);
      const brace = document.positionAt(document.getText().indexOf('\n}\n') + 1);
      assert.deepEqual(await offered(document.lineAt(brace.line).range, Refactor), []);
      const whole = document.lineAt(start.line).range;
      assert.deepEqual(await offered(whole, QuickFix), []);
      assert.deepEqual(await offered(whole, RefactorExtract), []);
    });

    it('are offered only on request, and cause no light bulb', async () => {
      const { document } = await open('src/upload/uploadQueue.ts', 'put(');
      const actions = new SimilarCodeActions(() => ({ codeActions: true }));
      const { Automatic, Invoke } = vscode.CodeActionTriggerKind;
      const given = (triggerKind: vscode.CodeActionTriggerKind, only?: vscode.CodeActionKind): number =>
        actions.provideCodeActions(document, document.lineAt(0).range, { triggerKind, only, diagnostics: [] })
          .length;
      assert.equal(given(Invoke), 2);
      assert.equal(given(Invoke, Refactor), 2);
      assert.equal(given(Automatic), 0);
      assert.equal(given(Automatic, Refactor), 0);
    });

    it('are turned off and on by the setting', async () => {
      const { document } = await open('src/upload/uploadQueue.ts', 'put(');
      const range = new vscode.Range(0, 0, document.lineCount - 1, 0);
      const configuration = vscode.workspace.getConfiguration();
      const untilOffered = (wanted: readonly string[]): Promise<string[]> =>
        until(
          `${wanted.length} are offered`,
          () => offered(range, Refactor),
          (actions) => actions.join() === wanted.join(),
        );
      await untilOffered(titles);
      await configuration.update(setting, false, vscode.ConfigurationTarget.Global);
      await untilOffered([]);
      await configuration.update(setting, undefined, vscode.ConfigurationTarget.Global);
      await untilOffered(titles);
    });
  });
}
