import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/vscode/contributions';
import { defineSuite } from './index';

export const run = defineSuite(() => {
  describe('the extension', () => {
    it('activates', async () => {
      const extension = vscode.extensions.getExtension('semantic-search.semantic-search');
      assert.ok(extension, 'VS Code does not know the extension');
      await extension.activate();
      assert.equal(extension.isActive, true);
    });

    it('registers its commands', async () => {
      const registered = await vscode.commands.getCommands(true);
      assert.ok(registered.includes(commands.search), `${commands.search} is not registered`);
    });

    it('sees the workspace folder', () => {
      assert.deepEqual(
        vscode.workspace.workspaceFolders?.map((folder) => folder.name),
        ['upload-service'],
      );
    });
  });
});
