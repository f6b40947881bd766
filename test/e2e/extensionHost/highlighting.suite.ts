import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import type { CodeLine } from '../../../src/common/viewProtocol';
import { HighlightService } from '../../../src/vscode/highlighting/highlightService';
import { defineSuite } from './index';

/** Text and colour of each token that is not white space. */
function looks(line: CodeLine | undefined): (string | undefined)[][] {
  return (line ?? []).filter(({ text }) => text.trim() !== '').map(({ text, color }) => [text.trim(), color]);
}

export const run = defineSuite(() => {
  describe('the colours of code', () => {
    const warnings: string[] = [];
    let service: HighlightService;

    before(async () => {
      const extension = vscode.extensions.getExtension('semantic-search.semantic-search');
      assert.ok(extension, 'VS Code does not know the extension');
      const log = vscode.window.createOutputChannel('Highlighting', { log: true });
      log.warn = (message: string) => warnings.push(message);
      await set('workbench.colorTheme', 'Default Dark Modern');
      service = new HighlightService(path.join(extension.extensionPath, 'dist', 'highlighter.js'), log);
    });

    after(async () => {
      service.dispose();
      await set('editor.tokenColorCustomizations', undefined);
      await set('workbench.colorTheme', undefined);
    });

    async function set(id: string, value: unknown): Promise<void> {
      await vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);
    }

    /** Changes a setting and waits for what shows colours to be told of it. */
    async function change(id: string, value: unknown): Promise<void> {
      const told = new Promise<void>((resolve) => {
        const subscription = service.onDidChangeTheme(() => {
          subscription.dispose();
          resolve();
        });
      });
      await set(id, value);
      await told;
    }

    async function highlight(language: string, ...lines: string[]): Promise<CodeLine[]> {
      const code = await service.highlight([{ language, lines }]);
      const [colored = []] = code.lines;
      assert.deepEqual(
        colored.map((line) => line.map(({ text }) => text).join('')),
        lines,
      );
      return colored;
    }

    const assignment = 'const x = 1';

    it('are those of the dark theme', async () => {
      const [line] = await highlight('typescript', assignment);
      assert.deepEqual(looks(line), [
        ['const', '#569cd6'],
        ['x', '#4fc1ff'],
        ['=', '#d4d4d4'],
        ['1', '#b5cea8'],
      ]);
    });

    it('follow the theme into the light', async () => {
      await change('workbench.colorTheme', 'Default Light Modern');
      const [line] = await highlight('typescript', assignment);
      assert.deepEqual(looks(line), [
        ['const', '#0000ff'],
        ['x', '#0070c1'],
        ['=', '#000000'],
        ['1', '#098658'],
      ]);
    });

    it('follow it to high contrast', async () => {
      await change('workbench.colorTheme', 'Default High Contrast');
      const [line] = await highlight('typescript', assignment);
      assert.deepEqual(looks(line)[0], ['const', '#569cd6']);
      assert.deepEqual(looks(line)[3], ['1', '#b5cea8']);
    });

    it('follow it to a theme of another extension', async () => {
      await change('workbench.colorTheme', 'Monokai');
      const [line] = await highlight('typescript', assignment);
      assert.deepEqual(looks(line).at(0), ['const', '#66d9ef']);
      assert.deepEqual(looks(line).at(-1), ['1', '#ae81ff']);
    });

    it('are those of code inside of Markdown', async () => {
      const lines = await highlight('markdown', '# Title', '```ts', assignment, '```');
      assert.equal(lines[0]?.[0]?.color, '#a6e22e');
      assert.deepEqual(looks(lines[2]).at(0), ['const', '#66d9ef']);
    });

    it("obey the person's own rules, for this theme more than for all", async () => {
      await change('editor.tokenColorCustomizations', {
        numbers: '#111111',
        textMateRules: [{ scope: 'variable', settings: { foreground: '#222222', fontStyle: 'bold' } }],
        '[Mono*]': { numbers: '#333333' },
      });
      const [line] = await highlight('python', 'print(1)');
      assert.deepEqual(looks(line).find(([text]) => text === '1')?.[1], '#333333');
    });

    it('do not change with what has nothing to do with them', async () => {
      let isTold = false;
      const subscription = service.onDidChangeTheme(() => {
        isTold = true;
      });
      await set('editor.tabSize', 3);
      await change('workbench.colorTheme', 'Default Dark Modern');
      isTold = false;
      await set('editor.tabSize', undefined);
      await new Promise((resolve) => setTimeout(resolve, 500));
      subscription.dispose();
      assert.equal(isTold, false);
    });

    it('are missing where VS Code has no grammar', async () => {
      assert.deepEqual(await highlight('fortran', '  x = 1'), [[{ text: '  x = 1' }]]);
      assert.deepEqual(warnings, []);
    });
  });
});
