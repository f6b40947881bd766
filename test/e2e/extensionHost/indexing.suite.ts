import assert from 'node:assert/strict';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ExtensionExports } from '../../../src/vscode/extensionExports';
import { commands } from '../../../src/vscode/contributions';
import { mainBranch, otherBranch, switchBranch } from '../support/sampleRepository';
import { edit, extensionApi, onlyFolder, pathsOf, placesOf, until, untilReady } from './extensionApi';
import { defineSuite } from './index';

export const run = defineSuite(() => {
  describe('an open folder', () => {
    let api: ExtensionExports;
    let folder: string;
    const uriOf = (file: string): vscode.Uri => vscode.Uri.file(path.join(folder, file));
    const found = (word: string): Promise<string[]> => placesOf(api, word);
    const untilFound = (word: string, places: readonly string[]): Promise<string[]> =>
      until(
        `${word} in ${places.join(', ') || 'no file'}`,
        () => found(word),
        (answer) => JSON.stringify(answer) === JSON.stringify(places),
      );

    before(async () => {
      api = await extensionApi();
      folder = onlyFolder().uri.fsPath;
    });

    it('is indexed automatically', async () => {
      await untilReady(api);
      assert.ok(api.state.kind === 'ready' && api.state.totals.files >= 10, JSON.stringify(api.state));
    });

    it('answers by meaning, with the right lines', async () => {
      const { results } = await api.search({ query: 'where is a failed upload sent again', limit: 3 });
      const queue = results.find((result) => result.path === 'src/upload/uploadQueue.ts');
      assert.ok(queue, JSON.stringify(results.map((result) => result.path)));
      const document = await vscode.workspace.openTextDocument(queue.uri);
      assert.equal(document.lineAt(queue.startLine - 1).text, queue.preview.split('\n')[0]);
      assert.ok((await pathsOf(api, 'when does a session expire', 1)).includes('src/auth/session.ts'));
    });

    it('indexes a saved file, and removes the old text', async () => {
      let old: string | undefined;
      await writeFile(path.join(folder, 'src/auth/audit.ts'), '');
      for (const word of ['quokkaLedger', 'wombatLedger', 'numbatLedger']) {
        const document = await edit(uriOf('src/auth/audit.ts'), `export const ${word} = 1;\n`);
        assert.deepEqual(await found(word), [], 'an unsaved edit does not count');
        await until(
          'the document is saved',
          async () => (await document.save()) || !document.isDirty,
          Boolean,
        );
        await untilFound(word, ['src/auth/audit.ts:1']);
        if (old !== undefined) assert.deepEqual(await found(old), []);
        old = word;
      }
    });

    it('indexes a file that another program writes, renames and deletes', async () => {
      await writeFile(
        path.join(folder, 'src/made.ts'),
        '/** Counts otters. */\nexport function otterCount() {}\n',
      );
      await untilFound('otterCount', ['src/made.ts:1']);
      await rename(path.join(folder, 'src/made.ts'), path.join(folder, 'src/moved.ts'));
      await untilFound('otterCount', ['src/moved.ts:1']);
      await rm(path.join(folder, 'src/moved.ts'));
      await untilFound('otterCount', []);
    });

    it('updates the index when a folder is renamed and deleted', async () => {
      await mkdir(path.join(folder, 'zoo'));
      await writeFile(path.join(folder, 'zoo/seal.py'), 'def feed_seal():\n    return "herring"\n');
      await untilFound('feed_seal', ['zoo/seal.py:1']);
      await rename(path.join(folder, 'zoo'), path.join(folder, 'park'));
      await untilFound('feed_seal', ['park/seal.py:1']);
      await rm(path.join(folder, 'park'), { recursive: true });
      await untilFound('feed_seal', []);
    });

    it('updates the index when the branch is switched, and switched back', async () => {
      assert.deepEqual(await found('sendInParts'), []);
      await switchBranch(folder, otherBranch);
      await until(
        'the file of the other branch',
        () => pathsOf(api, 'send a large file in parts', 1),
        ([first]) => first === 'src/upload/chunkedUpload.ts',
      );
      await until(
        'no file of the former branch',
        () => pathsOf(api, 'ThumbnailCache invalidate', 10),
        (paths) => !paths.includes('worker/cache.py'),
      );
      await switchBranch(folder, mainBranch);
      await until(
        'the file of the former branch',
        () => pathsOf(api, 'ThumbnailCache invalidate', 1),
        ([first]) => first === 'worker/cache.py',
      );
      await untilFound('sendInParts', []);
    });

    it('updates the index when thousands of files are created and deleted at once', async () => {
      const directory = path.join(folder, 'incoming-batch');
      await mkdir(directory);
      const before = api.state.kind === 'ready' ? api.state.totals.files : 0;
      await Promise.all(
        Array.from({ length: 2000 }, (_, i) =>
          writeFile(path.join(directory, `part${i}.ts`), `export const flamingo${i} = ${i};\n`),
        ),
      );
      const files = (count: number) =>
        until(
          `${count} files`,
          () => api.state,
          (state) => state.kind === 'ready' && state.totals.files === count,
        );
      await files(before + 2000);
      assert.deepEqual(await found('flamingo1234'), ['incoming-batch/part1234.ts:1']);
      await rm(directory, { recursive: true });
      await files(before);
      assert.deepEqual(await found('flamingo1234'), []);
    });

    it('applies an ignore file as soon as it is written', async () => {
      await writeFile(path.join(folder, 'src/secretive.ts'), 'export const pangolinPlan = 1;\n');
      await untilFound('pangolinPlan', ['src/secretive.ts:1']);
      await writeFile(path.join(folder, 'src/.gitignore'), 'secretive.ts\n');
      await untilFound('pangolinPlan', []);
      await rm(path.join(folder, 'src/.gitignore'));
      await untilFound('pangolinPlan', ['src/secretive.ts:1']);
    });

    it('applies settings as soon as they are changed', async () => {
      const settings = vscode.workspace.getConfiguration('semanticSearch');
      const target = vscode.ConfigurationTarget.Workspace;
      await settings.update('exclude', { 'src/secretive.ts': true }, target);
      await untilFound('pangolinPlan', []);
      await settings.update('exclude', undefined, target);
      await untilFound('pangolinPlan', ['src/secretive.ts:1']);
      await settings.update('maxFileSize', 'a lot', target);
      await untilReady(api);
      await settings.update('maxFileSize', undefined, target);
    });

    it('indexes nothing while paused, and all changes since then when resumed', async () => {
      await vscode.commands.executeCommand(commands.pauseIndexing);
      assert.equal(api.state.kind, 'paused');
      await writeFile(path.join(folder, 'src/later.ts'), 'export const tapirQueue = 1;\n');
      await new Promise((resolve) => setTimeout(resolve, 1500));
      assert.deepEqual(await found('tapirQueue'), []);
      await vscode.commands.executeCommand(commands.resumeIndexing);
      await untilFound('tapirQueue', ['src/later.ts:1']);
      await untilReady(api);
    });

    it('is checked at intervals while the file watcher does not report changes', async () => {
      const settings = vscode.workspace.getConfiguration('files');
      const target = vscode.ConfigurationTarget.Workspace;
      await settings.update('watcherExclude', { '**/*': true }, target);
      // Wait until earlier watcher events are forgotten.
      await new Promise((resolve) => setTimeout(resolve, 6000));
      let isHeard = false;
      const watcher = vscode.workspace.createFileSystemWatcher('**/unheard.ts');
      watcher.onDidCreate(() => {
        isHeard = true;
      });
      await writeFile(path.join(folder, 'src/unheard.ts'), 'export const serowPath = 1;\n');
      const document = await edit(uriOf('src/auth/audit.ts'), 'export const takinPath = 1;\n');
      assert.ok(await document.save());
      await untilFound('takinPath', ['src/auth/audit.ts:1']);
      await untilFound('serowPath', ['src/unheard.ts:1']);
      watcher.dispose();
      assert.equal(isHeard, false, 'the watcher does not tell of it');
      await rename(path.join(folder, 'src/unheard.ts'), path.join(folder, 'src/heard.ts'));
      await untilFound('serowPath', ['src/heard.ts:1']);
      await settings.update('watcherExclude', undefined, target);
      await rm(path.join(folder, 'src/heard.ts'));
      await untilFound('serowPath', []);
    });

    it('is indexed only on command when automatic indexing is off', async () => {
      const settings = vscode.workspace.getConfiguration('semanticSearch');
      await settings.update('indexAutomatically', false, vscode.ConfigurationTarget.Workspace);
      await writeFile(path.join(folder, 'src/manual.ts'), 'export const gibbonTally = 1;\n');
      await new Promise((resolve) => setTimeout(resolve, 1500));
      assert.deepEqual(await found('gibbonTally'), []);
      await vscode.commands.executeCommand(commands.updateIndex);
      await untilFound('gibbonTally', ['src/manual.ts:1']);
      await settings.update('indexAutomatically', undefined, vscode.ConfigurationTarget.Workspace);
    });

    it('is rebuilt on command, and searchable meanwhile', async () => {
      await vscode.commands.executeCommand(commands.rebuildIndex);
      assert.ok((await pathsOf(api, 'when does a session expire', 1)).includes('src/auth/session.ts'));
      await api.settled();
      await untilReady(api);
    });

    it("continues automatically when the engine's thread dies", async () => {
      await api.testing!.crashEngine();
      assert.ok((await pathsOf(api, 'when does a session expire', 1)).includes('src/auth/session.ts'));
      await untilReady(api);
      await writeFile(path.join(folder, 'src/after.ts'), 'export const lemurDawn = 1;\n');
      await untilFound('lemurDawn', ['src/after.ts:1']);
    });

    it('reports a model that cannot be read, keeps the index, and continues when the model can be read', async () => {
      const settings = vscode.workspace.getConfiguration('semanticSearch');
      await settings.update('modelPath', path.join(folder, 'docs'), vscode.ConfigurationTarget.Workspace);
      const failed = await until(
        'a failure',
        () => api.state,
        ({ next }) => next?.kind === 'failed',
      );
      assert.ok(failed.next?.kind === 'failed');
      assert.equal(failed.next.error.code, 'MODEL_UNREADABLE');
      assert.ok((await pathsOf(api, 'when does a session expire', 1)).includes('src/auth/session.ts'));
      // Install a model there, then retry as the user would.
      const { extensionPath } = vscode.extensions.getExtension('semantic-search.semantic-search')!;
      await cp(path.join(extensionPath, 'dist', 'model'), path.join(folder, 'docs'), { recursive: true });
      await vscode.commands.executeCommand(commands.updateIndex);
      await untilReady(api);
      await settings.update('modelPath', undefined, vscode.ConfigurationTarget.Workspace);
      await untilReady(api);
      assert.ok((await pathsOf(api, 'when does a session expire', 1)).includes('src/auth/session.ts'));
    });

    it('settles', async () => {
      // A file changed just before it was read is checked once again: it may have changed after the read.
      await new Promise((resolve) => setTimeout(resolve, 2500));
      await vscode.commands.executeCommand(commands.updateIndex);
      await api.settled();
      await untilReady(api);
    });
  });
});
