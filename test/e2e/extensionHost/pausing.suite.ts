import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/vscode/contributions';
import { extensionApi, untilReady } from './extensionApi';
import { defineSuite } from './index';

export const run = defineSuite(() => {
  describe('a folder whose window closes while indexing is paused', () => {
    it('is indexed, and paused', async () => {
      const api = await extensionApi();
      await untilReady(api);
      await vscode.commands.executeCommand(commands.pauseIndexing);
      assert.equal(api.state.kind, 'paused');
      // What a window remembers is written with a delay.
      await new Promise((resolve) => setTimeout(resolve, 2000));
    });
  });
});
