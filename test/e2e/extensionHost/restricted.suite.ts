import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionApi, onlyFolder, pathsOf, untilReady } from './extensionApi';
import { defineSuite } from './index';
import { invokeTool } from './languageModelToolTests';

export const run = defineSuite(() => {
  describe('a restricted workspace', () => {
    it('is searched with the built-in model, even if its settings name another one', async () => {
      assert.equal(vscode.workspace.isTrusted, false);
      const api = await extensionApi();
      await untilReady(api);
      assert.ok((await pathsOf(api, 'when does a session expire', 1)).includes('src/auth/session.ts'));
      const settings = vscode.Uri.joinPath(onlyFolder().uri, '.vscode', 'settings.json');
      const asked = new TextDecoder().decode(await vscode.workspace.fs.readFile(settings));
      assert.match(asked, /"semanticSearch\.modelPath":\s*"\/not\/to\/be\/loaded"/);
    });

    it('answers agents with the built-in model', async () => {
      const text = await invokeTool('semanticSearch_search', { query: 'when does a session expire' });
      assert.match(text, /^index: fresh.*\nsrc\/auth\/session\.ts:/s);
    });
  });
});
