import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { IndexState } from '../../../src/common/contracts/indexState';
import type { ExtensionExports } from '../../../src/vscode/extensionExports';
import { commands } from '../../../src/vscode/contributions';
import {
  startEmbeddingServer,
  type EmbeddingServer,
  type ReceivedRequest,
} from '../../support/embeddingServer';
import { extensionApi, onlyFolder, pathsOf, save, until, untilReady } from './extensionApi';
import { defineSuite } from './index';

const question = 'when does a session expire';

export const run = defineSuite(() => {
  describe('another provider', () => {
    let api: ExtensionExports;
    let server: EmbeddingServer;
    let builtinModel: string;
    const folder = onlyFolder().uri;
    const inFolder = (file: string): vscode.Uri => vscode.Uri.joinPath(folder, file);

    const choose = async (settings: Readonly<Record<string, unknown>>): Promise<void> => {
      const configuration = vscode.workspace.getConfiguration('semanticSearch');
      for (const [key, value] of Object.entries(settings)) {
        await configuration.update(key, value, vscode.ConfigurationTarget.Workspace);
      }
    };
    const untilAnswers = async (model: string): Promise<void> => {
      await until(
        `${model} answers`,
        () => api.provider?.model,
        (answering) => answering === model,
      );
      await untilReady(api);
    };
    const untilNext = (kind: NonNullable<IndexState['next']>['kind']): Promise<IndexState> =>
      until(
        `the next index is ${kind}`,
        () => api.state,
        ({ next }) => next?.kind === kind,
      );
    const documentsSent = (): string[] =>
      server.requests.filter(({ inputs }) => inputs[0] !== question).flatMap(({ inputs }) => inputs);
    const queriesSent = (): number => server.requests.filter(({ inputs }) => inputs[0] === question).length;

    before(async () => {
      api = await extensionApi();
      server = await startEmbeddingServer();
    });
    after(() => server.close());

    it('has its own index, which replaces the current one when it is complete', async () => {
      await untilReady(api);
      builtinModel = api.provider!.model;
      server.hold(isOurOwn);
      const address = { baseUrl: server.url, model: 'words-64', provider: 'openai-compatible' };
      await choose(address);
      await untilNext('building');
      await until(
        'documents are sent',
        () => documentsSent().length,
        (count) => count > 1,
      );
      assert.equal(api.state.kind, 'ready');
      assert.ok((await pathsOf(api, question, 1)).includes('src/auth/session.ts'));
      assert.equal(queriesSent(), 0, 'the former model answers');
    });

    it('does not stop the current index from following saves while its own is built', async () => {
      await save(inFolder('src/quokka.ts'), 'export const quokkaTwilight = 1;\n');
      await until(
        'the new file is found by the index that answers',
        () => pathsOf(api, 'quokkaTwilight', 1),
        (paths) => paths.includes('src/quokka.ts'),
      );
      assert.equal(api.state.next?.kind, 'building');
    });

    it('continues after it was cancelled, and sends nothing twice', async () => {
      await vscode.commands.executeCommand(commands.cancelIndexing);
      await untilNext('waiting');
      assert.ok((await pathsOf(api, question, 1)).includes('src/auth/session.ts'));
      server.release();
      await vscode.commands.executeCommand(commands.updateIndex);
      await untilReady(api);
      const before = queriesSent();
      assert.ok((await pathsOf(api, question, 3)).includes('src/auth/session.ts'));
      assert.equal(queriesSent(), before + 1, 'the new model answers');
    });

    it('gets a repeated query once, and of a saved file only the changed chunks', async () => {
      const queries = queriesSent();
      await pathsOf(api, question, 3);
      assert.equal(queriesSent(), queries);
      const documents = documentsSent().length;
      await save(inFolder('src/lemur.ts'), 'export const lemurDawn = 2;\n');
      await until(
        'the new file is found',
        () => pathsOf(api, 'lemurDawn', 1),
        (paths) => paths.includes('src/lemur.ts'),
      );
      await api.settled();
      const added = documentsSent()
        .slice(documents)
        .filter((text) => text.includes('\n'));
      assert.deepEqual(added, ['\nexport const lemurDawn = 2;']);
    });

    it('is replaced by the former one at once, and restored without requests', async () => {
      await choose({ provider: 'builtin' });
      await untilAnswers(builtinModel);
      const sent = server.requests.length;
      assert.ok((await pathsOf(api, question, 1)).includes('src/auth/session.ts'));
      assert.equal(server.requests.length, sent);
      await choose({ provider: 'openai-compatible' });
      await untilAnswers('words-64');
      await api.settled();
      assert.equal(server.requests.length, sent, 'nothing is embedded again');
    });

    it('continues automatically after a temporary failure', async () => {
      server.fail(503, 'overloaded', { 'retry-after': '1' });
      await save(inFolder('src/ibex.ts'), 'export const ibexMidnight = 4;\n');
      const failed = await until(
        'a failure',
        () => api.state,
        ({ kind }) => kind === 'failed',
      );
      assert.ok(failed.kind === 'failed');
      assert.equal(failed.error.code, 'PROVIDER_BUSY');
      assert.equal(failed.error.retryAfterMs, 1000);
      server.fail(undefined);
      await until(
        'the new file is found',
        () => pathsOf(api, 'ibexMidnight', 1),
        (paths) => paths.includes('src/ibex.ts'),
      );
      await untilReady(api);
    });

    it('reports that a file waits while the server cannot be reached', async () => {
      const { port } = server;
      await server.close();
      const shown = new Set<string>();
      const following = api.onDidChangeState((state) => {
        shown.add(state.kind === 'failed' && state.waits?.isTrying ? 'trying' : state.kind);
      });
      const untilWaits = (): Promise<IndexState> =>
        until(
          'a file waits',
          () => api.state,
          (state) => state.kind === 'failed' && state.waits?.isTrying === false,
        );
      await save(inFolder('src/okapi.ts'), 'export const okapiMorning = 5;\n');
      const state = await untilWaits();
      assert.ok(state.kind === 'failed');
      assert.equal(state.error.provider, 'OpenAI-compatible');
      assert.equal(state.waits?.files, 1);
      assert.ok(state.waits.retryAtMs! > Date.now() - 1000);
      for (let i = 0; i < 2; i++) {
        shown.clear();
        await vscode.commands.executeCommand(commands.updateIndex);
        await until(
          'it is tried again',
          () => shown,
          (kinds) => kinds.has('trying'),
        );
        await untilWaits();
        assert.deepEqual([...shown].sort(), ['failed', 'trying']);
      }
      server = await startEmbeddingServer(port);
      await vscode.commands.executeCommand(commands.updateIndex);
      await until(
        'the new file is found',
        () => pathsOf(api, 'okapiMorning', 1),
        (paths) => paths.includes('src/okapi.ts'),
      );
      await untilReady(api);
      following.dispose();
    });

    it('answers lexically after a permanent failure, reports it, and continues on a click', async () => {
      server.fail(401, 'invalid_api_key');
      const { results, withoutModel } = await api.search({ query: 'quokkaTwilight', limit: 3 });
      assert.equal(results[0]?.path, 'src/quokka.ts');
      assert.equal(withoutModel?.code, 'PROVIDER_KEY');
      assert.match(withoutModel.message, /127\.0\.0\.1.*401.*invalid_api_key/);
      await save(inFolder('src/tapir.ts'), 'export const tapirNoon = 3;\n');
      const failed = await until(
        'a failure',
        () => api.state,
        ({ kind }) => kind === 'failed',
      );
      assert.ok(failed.kind === 'failed');
      assert.equal(failed.error.code, 'PROVIDER_KEY');
      assert.ok(failed.totals.files > 0, 'what is stored is kept');
      server.fail(undefined);
      await vscode.commands.executeCommand(commands.updateIndex);
      await until(
        'the new file is found',
        () => pathsOf(api, 'tapirNoon', 1),
        (paths) => paths.includes('src/tapir.ts'),
      );
      await untilReady(api);
    });

    it('never compares its vectors with those of another model', async () => {
      const sent = server.requests.length;
      await choose({ model: 'words-64-b' });
      await untilAnswers('words-64-b');
      await pathsOf(api, 'where are uploads retried', 1);
      const asked = server.requests
        .slice(sent)
        .filter(({ inputs }) => inputs[0] === 'where are uploads retried');
      assert.deepEqual(
        asked.map(({ model }) => model),
        ['words-64-b'],
      );
      const manifests = await manifestsOf(api.testing!.indexDirectory);
      assert.deepEqual(
        manifests.map(({ model }) => model).filter((model) => model.startsWith('words')),
        ['words-64', 'words-64-b'],
      );
    });

    it('keeps a pause when the model is changed, and reuses an existing index', async () => {
      await vscode.commands.executeCommand(commands.pauseIndexing);
      server.hold(isOurOwn);
      await choose({ model: 'words-64-paused' });
      const paused = await untilNext('waiting');
      assert.equal(paused.kind, 'paused');
      const sent = (): ReceivedRequest[] =>
        server.requests.filter((request) => request.model === 'words-64-paused' && !isOurOwn(request));
      await choose({ model: 'words-64' });
      await until(
        'words-64 answers',
        () => api.provider?.model,
        (model) => model === 'words-64',
      );
      assert.equal(api.state.kind, 'paused');
      await choose({ model: 'words-64-paused' });
      await untilNext('waiting');
      assert.deepEqual(sent(), []);
      await vscode.commands.executeCommand(commands.resumeIndexing);
      await untilNext('building');
      await until('a part is sent', sent, (requests) => requests.length > 0);
      await vscode.commands.executeCommand(commands.cancelIndexing);
      await untilNext('waiting');
      server.release();
      await choose({ model: 'words-64-b' });
      await untilAnswers('words-64-b');
    });

    it('is closed during indexing', async () => {
      // The size of batches depends on timing, so only our own test text is let through.
      server.hold(isOurOwn);
      await choose({ model: 'words-64-c' });
      await untilNext('building');
      await until(
        'a part is sent',
        () =>
          server.requests.filter((request) => request.model === 'words-64-c' && !isOurOwn(request)).length,
        (count) => count > 0,
      );
      // For the next window, which continues this suite.
      await writeFile(inFolder('.vscode/port.txt').fsPath, String(server.port));
    });
  });
});

/** The text sent to test the provider. */
function isOurOwn({ inputs }: ReceivedRequest): boolean {
  return inputs.length === 1 && inputs[0]!.startsWith('Semantic search finds');
}

async function manifestsOf(directory: string): Promise<{ model: string }[]> {
  const files = await readdir(directory, { recursive: true });
  const manifests = files.filter((file) => path.basename(file) === 'manifest.json');
  const texts = await Promise.all(manifests.map((file) => readFile(path.join(directory, file), 'utf8')));
  return texts
    .map((text) => (JSON.parse(text) as { fingerprint: { model: string } }).fingerprint)
    .sort((a, b) => (a.model < b.model ? -1 : 1));
}
