import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/vscode/contributions';
import { openableUri } from '../../../src/vscode/view/openableUri';

/** Part of the suite `editor`. */
export function smokeTests(): void {
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

    it('lets its view open only files inside a workspace folder', () => {
      const { uri } = vscode.workspace.workspaceFolders![0]!;
      const inside = vscode.Uri.joinPath(uri, 'src', 'http', 'server.ts');
      assert.equal(openableUri(inside.toString())?.toString(), inside.toString());
      const outside = [
        vscode.Uri.joinPath(uri, '..', 'other.ts').toString(),
        `${uri.toString()}/src/../../../etc/passwd`,
        `${uri.toString()}/src/%2e%2e/%2e%2e/%2e%2e/etc/passwd`,
        `${uri.toString()}2/server.ts`,
        'file:///etc/passwd',
        'command:workbench.action.quit',
        'https://example.com/server.ts',
        'no uri',
        '',
      ];
      assert.deepEqual(
        outside.filter((text) => openableUri(text) !== undefined),
        [],
      );
    });

    it('has the workspace folder', () => {
      assert.deepEqual(
        vscode.workspace.workspaceFolders?.map((folder) => folder.name),
        ['upload-service'],
      );
    });
  });
}
