import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ExtensionExports } from '../../../src/vscode/extensionExports';
import { extensionApi, onlyFolder, save, until, untilReady } from './extensionApi';
import { defineSuite } from './index';
import { invokeTool } from './languageModelToolTests';

export const run = defineSuite(() => {
  describe('a workspace of several folders', () => {
    let api: ExtensionExports;
    let first: vscode.Uri;
    let second: vscode.Uri;
    const placesOf = async (query: string, limit: number): Promise<string[]> => {
      const { results } = await api.search({ query, limit });
      return results.map((result) => `${result.workspaceFolder.name}: ${result.path}`);
    };

    before(async () => {
      api = await extensionApi();
      first = onlyFolder().uri;
      second = vscode.Uri.joinPath(first, '..', 'billing');
      await untilReady(api);
    });

    it('searches an added folder in one list with the others', async () => {
      await changeFolders(1, 0, { uri: second, name: 'billing' });
      const places = await until(
        'the added folder',
        () => placesOf('how are invoices rounded', 3),
        ([best]) => best === 'billing: src/invoice.ts',
      );
      assert.ok(places.length > 1);
      assert.deepEqual(await placesOf('when does a session expire', 1), [
        'upload-service: src/auth/session.ts',
      ]);
      await untilReady(api);
    });

    it('answers agents with the names of the folders before the paths', async () => {
      const text = await invokeTool('semanticSearch_search', { query: 'how are invoices rounded' });
      assert.match(text, /folders upload-service, billing\nbilling\/src\/invoice\.ts:/);
    });

    it('indexes changes in both folders', async () => {
      await save(vscode.Uri.joinPath(first, 'src', 'here.ts'), 'export const aardvarkHere = 1;\n');
      await save(vscode.Uri.joinPath(second, 'src', 'there.ts'), 'export const aardvarkThere = 1;\n');
      await until(
        'both',
        () => placesOf('aardvarkHere', 1),
        ([best]) => best === 'upload-service: src/here.ts',
      );
      await until(
        'both',
        () => placesOf('aardvarkThere', 1),
        ([best]) => best === 'billing: src/there.ts',
      );
    });

    it('finds a file once if one folder is inside the other', async () => {
      const inner = vscode.Uri.joinPath(second, 'src');
      await changeFolders(2, 0, { uri: inner, name: 'inner' });
      const files = async (): Promise<string[]> => {
        const { results } = await api.search({ query: 'how are invoices rounded', limit: 20 });
        return results
          .filter(({ path: file }) => path.basename(file) === 'invoice.ts')
          .map(({ uri }) => uri.path);
      };
      await until(
        'inner folder',
        () => placesOf('how are invoices rounded', 1),
        ([best]) => best === 'inner: invoice.ts',
      );
      await until(
        'found once',
        async () => new Set(await placesOf('roundedTotal', 20)),
        (all) => !all.has('billing: src/invoice.ts'),
      );
      assert.equal(new Set(await files()).size, 1);
      await changeFolders(2, 1);
      await until(
        'outer again',
        () => placesOf('how are invoices rounded', 1),
        ([best]) => best === 'billing: src/invoice.ts',
      );
    });

    it('no longer searches a removed folder', async () => {
      await changeFolders(1, 1);
      await until(
        'no result of the removed folder',
        () => placesOf('how are invoices rounded', 10),
        (places) => places.length > 0 && places.every((place) => place.startsWith('upload-service')),
      );
    });
  });

  describe('a virtual folder', () => {
    it('is indexed and searched through the file system of VS Code', async () => {
      const api = await extensionApi();
      const files = new MemoryFileSystem(
        new Map([
          [
            '/project/src/ledger.ts',
            '/** Writes each payment into the ledger, once. */\nexport function recordPayment() {}\n',
          ],
          ['/project/README.md', '# Ledger\n\nPayments are recorded once.\n'],
        ]),
      );
      const registration = vscode.workspace.registerFileSystemProvider('memory', files);
      try {
        const uri = vscode.Uri.parse('memory:/project');
        await changeFolders(1, 0, { uri, name: 'virtual' });
        const ask = async () =>
          (await api.search({ query: 'record a payment in the ledger', limit: 1 })).results[0];
        const best = await until(
          'the virtual file',
          ask,
          // At first only its other file may be indexed.
          (result) => result?.uri.toString() === 'memory:/project/src/ledger.ts',
        );
        assert.equal((await vscode.workspace.openTextDocument(best!.uri)).lineCount, 3);

        await vscode.workspace.fs.writeFile(
          vscode.Uri.parse('memory:/project/src/refund.ts'),
          new TextEncoder().encode('export function refundOcelot() {}\n'),
        );
        await until(
          'the new virtual file',
          async () => (await api.search({ query: 'refundOcelot', limit: 1 })).results[0]?.path,
          (file) => file === 'src/refund.ts',
        );
        await changeFolders(1, 1);
        await until('removed', ask, (result) => result?.workspaceFolder.name !== 'virtual');
      } finally {
        registration.dispose();
      }
    });
  });
});

/** Adds and removes folders. VS Code accepts no further change before it has sent the event of this one. */
async function changeFolders(
  start: number,
  removed: number,
  ...added: { uri: vscode.Uri; name: string }[]
): Promise<void> {
  const told = new Promise<void>((resolve) => {
    const listener = vscode.workspace.onDidChangeWorkspaceFolders(() => {
      listener.dispose();
      resolve();
    });
  });
  assert.ok(vscode.workspace.updateWorkspaceFolders(start, removed, ...added));
  await told;
}

/** Files in memory, by path. */
class MemoryFileSystem implements vscode.FileSystemProvider {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  constructor(private readonly files: Map<string, string>) {}

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const text = this.files.get(uri.path);
    if (text !== undefined) return { type: vscode.FileType.File, ctime: 1, mtime: 1, size: text.length };
    if (this.names(uri).size === 0) throw vscode.FileSystemError.FileNotFound(uri);
    return { type: vscode.FileType.Directory, ctime: 1, mtime: 1, size: 0 };
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    return [...this.names(uri)];
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const text = this.files.get(uri.path);
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(text);
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    this.files.set(uri.path, new TextDecoder().decode(content));
    this.changed.fire([{ type: vscode.FileChangeType.Created, uri }]);
  }

  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  private names(uri: vscode.Uri): Map<string, vscode.FileType> {
    const prefix = `${uri.path.replace(/\/+$/, '')}/`;
    const below = [...this.files.keys()]
      .filter((file) => file.startsWith(prefix))
      .map((file) => file.slice(prefix.length));
    return new Map(
      below.map((file) => [
        file.split('/')[0]!,
        file.includes('/') ? vscode.FileType.Directory : vscode.FileType.File,
      ]),
    );
  }
}
