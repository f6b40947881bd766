import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import * as vscode from 'vscode';
import manifest from '../../../package.json';
import { userIndexDirectory, workspaceDirectory } from '../../../src/node/indexDirectory';
import { patienceMs } from '../../support/patience';
import type { ExtensionExports } from '../../../src/vscode/extensionExports';
import { extensionApi, onlyFolder, pathsOf, placesOf, until, untilReady } from './extensionApi';
import { defineSuite } from './index';

/** Values of a type, range or shape that no setting accepts, or with invalid elements. */
const badValues: readonly unknown[] = ['nonsense', -1, { nested: [1] }, [1, null]];

export const run = defineSuite(() => {
  describe('a setting', () => {
    let api: ExtensionExports;
    let folder: string;
    const ofMachine = new Set(
      manifest.contributes.configuration.flatMap(({ properties }) =>
        Object.entries(properties).flatMap(([key, { scope }]) => (scope === 'machine' ? [key] : [])),
      ),
    );
    const set = async (key: string, value: unknown): Promise<void> => {
      // A workspace cannot set what belongs to the machine.
      const { Global, Workspace } = vscode.ConfigurationTarget;
      const target = ofMachine.has(key) ? Global : Workspace;
      await vscode.workspace.getConfiguration().update(key, value, target);
    };
    const untilFound = (word: string, places: readonly string[]): Promise<string[]> =>
      until(
        `${word} in ${places.join(', ') || 'no file'}`,
        () => placesOf(api, word),
        (answer) => JSON.stringify(answer) === JSON.stringify(places),
      );
    const write = async (file: string, text: string): Promise<void> => {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    };

    before(async () => {
      api = await extensionApi();
      folder = onlyFolder().uri.fsPath;
      await write('src/otter.ts', `export const otterPier = 1;\n// ${'some more words\n// '.repeat(300)}\n`);
      await write('incoming/ignored.ts', 'export const walrusPier = 1;\n');
      await write('.env', 'SEAL_PIER=harbour\n');
      await untilReady(api);
      await untilFound('otterPier', ['src/otter.ts:1']);
    });

    it('include: only matching files are indexed', async () => {
      await set('semanticSearch.include', ['docs/**']);
      await untilFound('otterPier', []);
      await until(
        'nothing but what it names',
        () => pathsOf(api, 'when does a session expire'),
        (paths) => paths.length > 0 && paths.every((one) => one.startsWith('docs/')),
      );
      await set('semanticSearch.include', undefined);
      await untilFound('otterPier', ['src/otter.ts:1']);
    });

    it('exclude, and the exclusions of VS Code: matching files are removed from the index', async () => {
      for (const key of ['semanticSearch.exclude', 'files.exclude', 'search.exclude']) {
        await set(key, { '**/otter.ts': true });
        await untilFound('otterPier', []);
        await set(key, { '**/otter.ts': false });
        await untilFound('otterPier', ['src/otter.ts:1']);
        await set(key, undefined);
      }
    });

    it('applies to `semantic-search mcp` too, which uses the index of the window', async () => {
      const client = new Client({ name: 'test', version: '1' });
      const { extensionPath } = vscode.extensions.getExtension('semantic-search.semantic-search')!;
      const program = path.join(extensionPath, 'dist', 'cli.js');
      await client.connect(
        new StdioClientTransport({
          command: process.execPath,
          args: [program, 'mcp', folder],
          env: { ...(process.env as Record<string, string>), ELECTRON_RUN_AS_NODE: '1' },
          stderr: 'ignore',
        }),
        { timeout: patienceMs },
      );
      try {
        const untilAnswered = (isFound: boolean): Promise<string> =>
          until(
            `otterPier ${isFound ? '' : 'not '}in a fresh answer of the server`,
            async () => {
              const query = { query: 'otterPier', repeat: true };
              const { content } = await client.callTool(
                { name: 'search', arguments: query },
                { timeout: patienceMs },
              );
              return content[0]?.type === 'text' ? content[0].text : '';
            },
            (text) => text.startsWith('index: fresh') && text.includes('src/otter.ts:') === isFound,
          );
        await untilAnswered(true);
        await set('semanticSearch.exclude', { '**/otter.ts': true });
        await untilFound('otterPier', []);
        await untilAnswered(false);
        await set('semanticSearch.exclude', undefined);
        await untilFound('otterPier', ['src/otter.ts:1']);
        await untilAnswered(true);
      } finally {
        await client.close();
      }
      const second = workspaceDirectory(userIndexDirectory()!, await realpath(folder));
      assert.ok(!existsSync(second), 'there is a second index');
    });

    it('useIgnoreFiles: ignored files are indexed if it is off', async () => {
      assert.deepEqual(await placesOf(api, 'walrusPier'), []);
      await set('semanticSearch.useIgnoreFiles', false);
      await untilFound('walrusPier', ['incoming/ignored.ts:1']);
      await set('semanticSearch.useIgnoreFiles', undefined);
      await untilFound('walrusPier', []);
    });

    it('maxFileSize: larger files are removed from the index', async () => {
      // Source code may be four times as large.
      await set('semanticSearch.maxFileSize', 1);
      await untilFound('otterPier', []);
      await set('semanticSearch.maxFileSize', undefined);
      await untilFound('otterPier', ['src/otter.ts:1']);
    });

    it('files.associations and files.encoding: a file is read and filtered as they state', async () => {
      const pathsAmongPhp = (): Promise<string[]> => pathsOf(api, 'heronPier lang:php');
      const untilPhp = (paths: readonly string[]): Promise<string[]> =>
        until(
          `PHP: ${paths.join(', ') || 'no file'}`,
          pathsAmongPhp,
          (answer) => JSON.stringify(answer) === JSON.stringify(paths),
        );
      await write('src/heron.tpl', '<p>heronPier</p>\n');
      // `жираф` in KOI8-R.
      await writeFile(
        path.join(folder, 'src/giraffe.tpl'),
        Buffer.from('\xd6\xc9\xd2\xc1\xc6 giraffePier\n', 'latin1'),
      );
      await untilFound('heronPier', ['src/heron.tpl:1']);
      await untilPhp([]);
      await set('files.associations', { '*.tpl': 'php' });
      await untilPhp(['src/heron.tpl', 'src/giraffe.tpl']);
      await vscode.workspace
        .getConfiguration(undefined, { languageId: 'php', uri: onlyFolder().uri })
        .update('files.encoding', 'koi8r', vscode.ConfigurationTarget.Workspace, true);
      await until(
        'the encoding of the language',
        async () => (await api.search({ query: 'giraffePier', limit: 1 })).results[0]?.preview,
        (preview) => preview?.includes('жираф') === true,
      );
      await set('files.associations', undefined);
      await untilPhp([]);
    });

    it('does not interrupt searches when it is changed', async () => {
      const ask = (): Promise<string[]> => pathsOf(api, 'when does a session expire', 1);
      for (const exclude of [{ 'nothing/**': true }, undefined]) {
        const change = set('semanticSearch.exclude', exclude);
        const end = performance.now() + 1500;
        while (performance.now() < end) {
          assert.deepEqual(await ask(), ['src/auth/session.ts']);
          assert.notEqual(api.state.kind, 'empty');
        }
        await change;
      }
    });

    it('includeSecretFiles: files with secrets are indexed with the built-in model', async () => {
      assert.deepEqual(await placesOf(api, 'SEAL_PIER'), []);
      await set('semanticSearch.includeSecretFiles', true);
      await untilFound('SEAL_PIER', ['.env:1']);
      await set('semanticSearch.includeSecretFiles', undefined);
      await untilFound('SEAL_PIER', []);
    });

    it('indexAutomatically: changes made while it was off are indexed when it is on again', async () => {
      await set('semanticSearch.indexAutomatically', false);
      await write('src/later.ts', 'export const lemurPier = 1;\n');
      await until(
        'the index waits',
        () => api.state.kind,
        (kind) => kind === 'ready' || kind === 'stale',
      );
      await set('semanticSearch.indexAutomatically', undefined);
      await untilFound('lemurPier', ['src/later.ts:1']);
    });

    it('has no effect with an invalid value', async () => {
      const keys = manifest.contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
      assert.ok(keys.length > 10);
      for (const value of badValues) {
        for (const key of keys) await set(key, value);
        const paths = await until(
          `an answer with ${JSON.stringify(value)} everywhere`,
          () => pathsOf(api, 'when does a session expire', 3),
          (found) => found.includes('src/auth/session.ts'),
        );
        assert.ok(paths.length > 0);
        for (const key of keys) await set(key, undefined);
      }
      await untilReady(api);
      await untilFound('otterPier', ['src/otter.ts:1']);
    });
  });
});
