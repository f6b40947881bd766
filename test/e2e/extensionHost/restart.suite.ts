import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { commands } from '../../../src/vscode/contributions';
import { extensionApi, pathsOf, untilReady } from './extensionApi';
import { defineSuite } from './index';

/** Stored files of an index, with their modification times. */
async function storedFiles(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.shard'));
  return Promise.all(
    files.map(async ({ parentPath, name }) => {
      const { mtimeMs } = await stat(path.join(parentPath, name));
      return `${name} ${mtimeMs}`;
    }),
  );
}

export const run = defineSuite(() => {
  describe('a folder that is opened again', () => {
    it('is ready without being indexed again', async () => {
      const started = Date.now();
      const api = await extensionApi();
      await untilReady(api);
      await api.settled();
      const stored = await storedFiles(api.testing!.indexDirectory);
      assert.ok(stored.length > 0, 'nothing is stored');
      const rewritten = stored.filter((file) => Number(file.split(' ')[1]) > started);
      assert.deepEqual(rewritten, []);
      assert.ok((await pathsOf(api, 'when does a session expire', 1)).includes('src/auth/session.ts'));
    });

    it('is paused when its window closes', async () => {
      const api = await extensionApi();
      await untilReady(api);
      await vscode.commands.executeCommand(commands.pauseIndexing);
      assert.equal(api.state.kind, 'paused');
      // A window saves its state with a delay. The command shows that enough time has passed.
      await sleep(2000);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });
  });
});
