import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ExtensionExports } from '../../../src/vscode/extensionExports';
import { startEmbeddingServer, type EmbeddingServer } from '../../support/embeddingServer';
import { extensionApi, onlyFolder, pathsOf, until, untilReady } from './extensionApi';
import { defineSuite } from './index';

const question = 'when does a session expire';

export const run = defineSuite(() => {
  describe('a window that was closed while another index was built', () => {
    let api: ExtensionExports;
    let server: EmbeddingServer;

    before(async () => {
      const port = await readFile(path.join(onlyFolder().uri.fsPath, '.vscode/port.txt'), 'utf8');
      server = await startEmbeddingServer(Number(port));
      server.hold(({ model }) => model !== 'words-64-c');
      api = await extensionApi();
    });
    after(() => server.close());

    it('answers from the index that answered before', async () => {
      await until(
        'the next index is built',
        () => api.state.next?.kind,
        (kind) => kind === 'building',
      );
      assert.ok((await pathsOf(api, question, 3)).includes('src/auth/session.ts'));
      const asked = server.requests.filter(({ inputs }) => inputs[0] === question);
      assert.deepEqual(
        asked.map(({ model }) => model),
        ['words-64-b'],
      );
    });

    it('continues to build the other index', async () => {
      server.release();
      await untilReady(api);
      assert.ok((await pathsOf(api, question, 3)).includes('src/auth/session.ts'));
      assert.equal(server.requests.at(-1)?.model, 'words-64-c');
    });
  });
});
