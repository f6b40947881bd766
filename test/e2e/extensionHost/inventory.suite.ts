import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { InventoryEntry } from '../../../src/common/contracts/inventoryContract';
import type { ExtensionExports } from '../../../src/vscode/extensionExports';
import { commands } from '../../../src/vscode/contributions';
import { startEmbeddingServer, type EmbeddingServer } from '../../support/embeddingServer';
import { tellingWords } from '../support/workspaces';
import { extensionApi, onlyFolder, pathsOf, placesOf, until, untilReady } from './extensionApi';
import { defineSuite } from './index';

const key = 'key-of-tapestry';
const question = 'where are the guests of the meeting counted';

export const run = defineSuite(() => {
  describe('the content of the index', () => {
    let api: ExtensionExports;
    let server: EmbeddingServer;
    const folder = onlyFolder();
    const inFolder = (...names: string[]): string => path.join(folder.uri.fsPath, ...names);

    /** A row of the tree, as passed to its commands. */
    const rowOf = (file: string, change: Partial<InventoryEntry> = {}): unknown => {
      const name = path.posix.basename(file);
      const entry = { type: 'file', path: file, name, state: 'indexed', chunks: 1, ...change };
      return { kind: 'entry', folder, entry };
    };
    const untilFound = (word: string, places: readonly string[]): Promise<string[]> =>
      until(
        `${word} is found at ${places.join() || 'no place'}`,
        () => placesOf(api, word),
        (found) => found.join() === places.join(),
      );
    const report = async (): Promise<string> => {
      const text = await vscode.commands.executeCommand<string>(commands.copyHealthReport);
      assert.equal(await vscode.env.clipboard.readText(), text);
      return text;
    };
    const assertTellsNothing = (text: string): void => {
      const place = new URL(server.url);
      for (const word of [
        ...tellingWords,
        key,
        '127.0.0.1',
        folder.uri.fsPath,
        place.port,
        'guests',
        question,
      ]) {
        assert.ok(!text.toLowerCase().includes(word.toLowerCase()), `the report holds "${word}":\n${text}`);
      }
    };

    before(async () => {
      api = await extensionApi();
      server = await startEmbeddingServer();
      await untilReady(api);
    });
    after(() => server.close());

    it('changes with the settings of the folder that exclude and include', async () => {
      await untilFound('codeword', ['merger/boardroom.ts:1']);
      await vscode.commands.executeCommand(commands.excludeFromIndex, rowOf('merger/boardroom.ts'));
      await untilFound('codeword', []);
      const settings = await readFile(inFolder('.vscode', 'settings.json'), 'utf8');
      assert.match(settings, /"merger\/boardroom\.ts": true/);
      const skipped = { state: 'skipped', reason: 'excluded', detail: 'merger/boardroom.ts' } as const;
      await vscode.commands.executeCommand(commands.includeInIndex, rowOf('merger/boardroom.ts', skipped));
      await untilFound('codeword', ['merger/boardroom.ts:1']);
      assert.doesNotMatch(await readFile(inFolder('.vscode', 'settings.json'), 'utf8'), /boardroom/);
    });

    it('changes for many files that are excluded and included at once', async () => {
      const rows = [rowOf('merger/boardroom.ts'), rowOf('merger/plain.ts')];
      await vscode.commands.executeCommand(commands.excludeFromIndex, rows[0], rows);
      await untilFound('codeword', []);
      await untilFound('guests', []);
      const skipped = ['merger/boardroom.ts', 'merger/plain.ts'].map((file) =>
        rowOf(file, { state: 'skipped', reason: 'excluded', detail: file }),
      );
      await vscode.commands.executeCommand(commands.includeInIndex, skipped[0], skipped);
      await untilFound('codeword', ['merger/boardroom.ts:1']);
      await untilFound('guests', ['merger/plain.ts:1']);
    });

    it('is updated for one file on request, which ends a pause', async () => {
      await vscode.commands.executeCommand(commands.pauseIndexing);
      await writeFile(inFolder('asked.ts'), 'export const narwhalChoir = 1;\n');
      assert.deepEqual(await placesOf(api, 'narwhalChoir'), []);
      await vscode.commands.executeCommand(commands.indexNow, rowOf('asked.ts'));
      await untilFound('narwhalChoir', ['asked.ts:1']);
      await untilReady(api);
    });

    it('is still searchable after a rebuild was cancelled', async () => {
      await vscode.commands.executeCommand(commands.rebuildIndex);
      await vscode.commands.executeCommand(commands.cancelIndexing);
      assert.equal((await pathsOf(api, question, 1))[0], 'merger/plain.ts');
      await vscode.commands.executeCommand(commands.updateIndex);
      await untilReady(api);
      assert.equal((await pathsOf(api, question, 1))[0], 'merger/plain.ts');
    });

    it('is described in a health report without names, code, queries or addresses', async () => {
      // Changes of settings by earlier tests may still be processed.
      const text = await until('all is indexed', report, (now) =>
        /- state: ready[^]*- indexed: 5 files/.test(now),
      );
      // The two files of `merger`, the requested file, the ignore file and the settings.
      assert.match(text, /- indexed: 5 files, \d+ chunks/);
      assert.match(text, /- skipped: 3 \((?:(?:generated|ignored|secret) 1(?:, )?){3}\)/);
      assert.match(text, /- provider: builtin/);
      assertTellsNothing(text);
    });

    it('is described for a failing provider by the error code only', async () => {
      server.fail(401, 'invalid_api_key');
      const configuration = vscode.workspace.getConfiguration('semanticSearch');
      const settings = { baseUrl: server.url, model: 'model-of-tapestry', provider: 'openai-compatible' };
      for (const [name, value] of Object.entries(settings)) {
        await configuration.update(name, value, vscode.ConfigurationTarget.Workspace);
      }
      await until(
        'the next index fails',
        () => api.state,
        ({ next }) => next?.kind === 'failed',
      );
      const text = await report();
      assert.match(text, /- next index: failed, PROVIDER_KEY/);
      assert.match(text, /Z error PROVIDER_KEY/);
      assert.match(text, /- semanticSearch\.baseUrl: set\n/);
      assert.match(text, /- semanticSearch\.provider: openai-compatible\n/);
      assertTellsNothing(text);
    });
  });
});
