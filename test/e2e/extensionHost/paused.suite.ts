import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../../src/vscode/contributions';
import { extensionApi, onlyFolder, pathsOf, placesOf, until, untilReady } from './extensionApi';
import { defineSuite } from './index';

export const run = defineSuite(() => {
  describe('a folder that was paused when its window closed', () => {
    it('is still paused, and searchable', async () => {
      const api = await extensionApi();
      await until(
        'the stored index is open',
        () => api.state,
        (state) => state.kind === 'paused' && state.totals.files > 0,
      );
      await writeFile(
        path.join(onlyFolder().uri.fsPath, 'src', 'unseen.ts'),
        'export const okapiNote = 1;\n',
      );
      assert.ok((await pathsOf(api, 'when does a session expire', 1)).includes('src/auth/session.ts'));
      assert.deepEqual(await placesOf(api, 'okapiNote'), []);

      await vscode.commands.executeCommand(commands.resumeIndexing);
      await untilReady(api);
      await until(
        'the new file',
        () => placesOf(api, 'okapiNote'),
        (places) => places.includes('src/unseen.ts:1'),
      );
    });
  });
});
