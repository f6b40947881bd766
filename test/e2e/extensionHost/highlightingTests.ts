import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import type { CodeLine } from '../../../src/common/view/viewProtocol';
import { HighlightService } from '../../../src/vscode/highlighting/highlightService';
import { until } from './extensionApi';

/** Colour of each token of a line, by its text. */
function colorsOf(line: CodeLine): Readonly<Record<string, string | undefined>> {
  const entries: [string, string | undefined][] = line.map(({ text, color }) => [text.trim(), color]);
  return Object.fromEntries(entries);
}

/** Part of the suite `editor`. */
export function highlightingTests(): void {
  describe('the colours of code', () => {
    const warnings: string[] = [];
    let service: HighlightService;

    before(() => {
      const extension = vscode.extensions.getExtension('semantic-search.semantic-search');
      assert.ok(extension, 'VS Code does not know the extension');
      const log = vscode.window.createOutputChannel('Highlighting', { log: true });
      log.warn = (message: string) => warnings.push(message);
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

    /** Changes a setting and waits for the change event. Late colours of an earlier call also fire it. */
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

    /**
     * Waits for colours: lines are plain if the thread has not answered in time, and keep their old colours until it is
     * configured again.
     */
    async function untilLooks(
      language: string,
      lines: readonly string[],
      expected: Readonly<Record<number, Readonly<Record<string, string>>>>,
    ): Promise<void> {
      await until(
        JSON.stringify(expected),
        async () => (await highlight(language, ...lines)).map(colorsOf),
        (colors) =>
          Object.entries(expected).every(([line, wanted]) =>
            Object.entries(wanted).every(([text, color]) => colors[Number(line)]?.[text] === color),
          ),
      );
    }

    const assignment = 'const x = 1';

    it('are those of the dark theme', async () => {
      await set('workbench.colorTheme', 'Default Dark Modern');
      await untilLooks('typescript', [assignment], {
        0: { const: '#569cd6', x: '#4fc1ff', '=': '#d4d4d4', 1: '#b5cea8' },
      });
    });

    it('change with a switch to a light theme', async () => {
      await change('workbench.colorTheme', 'Default Light Modern');
      await untilLooks('typescript', [assignment], {
        0: { const: '#0000ff', x: '#0070c1', '=': '#000000', 1: '#098658' },
      });
    });

    it('change with a switch to a high-contrast theme', async () => {
      await change('workbench.colorTheme', 'Default High Contrast');
      await untilLooks('typescript', [assignment], { 0: { const: '#569cd6', 1: '#b5cea8' } });
    });

    it('change with a switch to a theme of another extension', async () => {
      await change('workbench.colorTheme', 'Monokai');
      await untilLooks('typescript', [assignment], { 0: { const: '#66d9ef', 1: '#ae81ff' } });
    });

    it('cover code in Markdown', async () => {
      await set('workbench.colorTheme', 'Monokai');
      await untilLooks('markdown', ['# Title', '```ts', assignment, '```'], {
        0: { '# Title': '#a6e22e' },
        2: { const: '#66d9ef' },
      });
    });

    it("follow the rules of the user's settings; those for the theme have precedence", async () => {
      await set('workbench.colorTheme', 'Monokai');
      await change('editor.tokenColorCustomizations', {
        numbers: '#111111',
        textMateRules: [{ scope: 'variable', settings: { foreground: '#222222', fontStyle: 'bold' } }],
        '[Mono*]': { numbers: '#333333' },
      });
      await untilLooks('python', ['print(1)'], { 0: { 1: '#333333' } });
    });

    it('do not change with unrelated settings', async () => {
      await set('workbench.colorTheme', 'Default Dark Modern');
      await untilLooks('typescript', [assignment], { 0: { const: '#569cd6' } });
      let isTold = false;
      const subscription = service.onDidChangeTheme(() => {
        isTold = true;
      });
      await set('editor.tabSize', 3);
      await set('editor.tabSize', undefined);
      await new Promise((resolve) => setTimeout(resolve, 500));
      subscription.dispose();
      assert.equal(isTold, false);
    });

    it('are missing if VS Code has no grammar', async () => {
      assert.deepEqual(await highlight('fortran', '  x = 1'), [[{ text: '  x = 1' }]]);
      assert.deepEqual(warnings, []);
    });
  });
}
