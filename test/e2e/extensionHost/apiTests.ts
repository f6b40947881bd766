import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { SemanticSearchApi, SemanticSearchExports } from '../../../api';
import { extensionApi, untilReady } from './extensionApi';

/** Part of the suite `editor`: the API as another extension uses it, with only `api.d.ts`. */
export function apiTests(): void {
  describe('the API for other extensions', () => {
    let api: SemanticSearchApi;

    before(async () => {
      await untilReady(await extensionApi());
      const extension = vscode.extensions.getExtension<SemanticSearchExports>(
        'semantic-search.semantic-search',
      );
      assert.ok(extension);
      api = (await extension.activate()).getApi(1);
    });

    it('has a version, and rejects unknown ones', async () => {
      assert.equal(api.version, 1);
      const exports = await extensionApi();
      assert.throws(() => exports.getApi(2 as 1), /version 1/);
    });

    it('reports the index state, and that nothing leaves the machine', () => {
      assert.equal(api.indexState, 'ready');
      assert.equal(api.host, undefined);
    });

    it('returns results that an editor can show', async () => {
      const { results, isComplete } = await api.search('where do we retry failed uploads', { limit: 3 });
      assert.equal(isComplete, true);
      assert.ok(results.length > 0 && results.length <= 3);
      const [first] = results;
      assert.ok(first && first.uri instanceof vscode.Uri && first.range instanceof vscode.Range);
      assert.match(first.uri.path, /src\/upload\/\w+\.ts$/);
      assert.equal(first.kind, 'code');
      assert.equal(first.language, 'typescript');
      assert.ok(first.line >= first.range.start.line && first.line <= first.range.end.line);
      const document = await vscode.workspace.openTextDocument(first.uri);
      const [line = ''] = first.preview.split('\n');
      assert.ok(document.getText(document.validateRange(first.range)).includes(line));
    });

    it('applies the filters and the limit', async () => {
      const docs = await api.search('uploads', { kind: 'docs' });
      assert.ok(docs.results.length > 0 && docs.results.every(({ kind }) => kind === 'docs'));
      const python = await api.search('images', { languages: ['python'] });
      assert.ok(python.results.every(({ language }) => language === 'python'));
      const upload = await api.search('retry', { paths: ['/src/upload'] });
      assert.ok(upload.results.length > 0);
      assert.ok(upload.results.every(({ uri }) => uri.path.includes('/src/upload/')));
      const others = await api.search('retry', { excludedPaths: ['/src/upload'] });
      assert.ok(others.results.every(({ uri }) => !uri.path.includes('/src/upload/')));
    });

    it('rejects a query of another type, and stops when it is cancelled', async () => {
      await assert.rejects(api.search(7 as unknown as string), TypeError);
      const source = new vscode.CancellationTokenSource();
      source.cancel();
      await assert.rejects(api.search('retry', {}, source.token), vscode.CancellationError);
    });
  });
}
