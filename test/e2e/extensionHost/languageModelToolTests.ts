import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionApi, untilReady } from './extensionApi';

/** Text of an answer of a tool, asked as VS Code asks it for a chat. */
export async function invokeTool(
  name: string,
  input: object,
  tokenizationOptions?: vscode.LanguageModelToolTokenizationOptions,
): Promise<string> {
  const { content } = await vscode.lm.invokeTool(name, {
    input,
    toolInvocationToken: undefined,
    ...(tokenizationOptions && { tokenizationOptions }),
  });
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}

/** Part of the suite `editor`: the tools for agents, without a chat or an account. */
export function languageModelToolTests(): void {
  describe('the tools for language models', () => {
    before(async () => {
      await untilReady(await extensionApi());
    });

    it('are known to VS Code', () => {
      const tools = vscode.lm.tools.filter(({ name }) => name.startsWith('semanticSearch_'));
      assert.deepEqual(tools.map(({ name }) => name).sort(), [
        'semanticSearch_search',
        'semanticSearch_similar',
      ]);
    });

    it('search the workspace', async () => {
      const text = await invokeTool('semanticSearch_search', { query: 'where do we retry failed uploads' });
      assert.match(text, /^index: fresh\. \d+ results, .*paths in .*upload-service\n/);
      assert.match(text, /\nsrc\/upload\/\w+\.ts:\d+-\d+ \S+\n\d+\| /);
    });

    it('find similar code', async () => {
      const text = await invokeTool('semanticSearch_similar', { file: 'src/auth/session.ts', line: 3 });
      assert.match(text, /^index: fresh/);
      assert.doesNotMatch(text, /\nsrc\/auth\/session\.ts:1-/);
    });

    it('keep the budget of the model that reads the answer, in its own tokens', async () => {
      const text = await invokeTool(
        'semanticSearch_search',
        { query: 'upload', budget: 4000 },
        { tokenBudget: 200, countTokens: (answer) => Promise.resolve(answer.length) },
      );
      assert.ok(text.length <= 200, text);
    });

    it('refuse unknown arguments with the names of the possible ones', async () => {
      await assert.rejects(
        invokeTool('semanticSearch_search', { query: 'upload', maxResults: 5 }),
        /maxResults.*query, kind, paths/s,
      );
    });

    it('can be cancelled', async () => {
      const source = new vscode.CancellationTokenSource();
      const asked = vscode.lm.invokeTool(
        'semanticSearch_search',
        { input: { query: 'upload' }, toolInvocationToken: undefined },
        source.token,
      );
      source.cancel();
      await assert.rejects(Promise.resolve(asked));
    });
  });
}
