import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/vscode/contributions';
import { extensionApi } from './extensionApi';
import { defineSuite } from './index';

export const run = defineSuite(() => {
  describe('an empty window', () => {
    it('has a state, an answer and no error', async () => {
      assert.equal(vscode.workspace.workspaceFolders, undefined);
      const api = await extensionApi();
      assert.deepEqual(api.state, { kind: 'empty', reason: 'noFolder' });
      assert.deepEqual((await api.search({ query: 'anything' })).results, []);
      await api.settled();
    });

    it('accepts every command for the index', async () => {
      const api = await extensionApi();
      const { pauseIndexing, resumeIndexing, cancelIndexing, updateIndex, rebuildIndex } = commands;
      for (const command of [pauseIndexing, resumeIndexing, cancelIndexing, updateIndex, rebuildIndex]) {
        await vscode.commands.executeCommand(command);
      }
      assert.deepEqual(api.state, { kind: 'empty', reason: 'noFolder' });
    });
  });
});
