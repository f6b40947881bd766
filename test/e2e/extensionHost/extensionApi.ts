import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { ExtensionExports } from '../../../src/vscode/extensionExports';
import { patienceMs } from '../../support/patience';

/** The extension's exports, once it is active. */
export async function extensionApi(): Promise<ExtensionExports> {
  const extension = vscode.extensions.getExtension<ExtensionExports>('semantic-search.semantic-search');
  assert.ok(extension, 'VS Code does not know the extension');
  return extension.activate();
}

/** Polls until the answer is right; fails with the last wrong answer. */
export async function until<T>(
  what: string,
  ask: () => Promise<T> | T,
  isRight: (answer: T) => boolean,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (performance.now() > deadline) {
      throw new Error(`Not in ${patienceMs / 1000} s: ${what}. At last: ${JSON.stringify(answer)}`);
    }
    await sleep(20);
  }
}

/** Waits until the whole workspace is indexed with the chosen model. */
export async function untilReady(api: ExtensionExports): Promise<void> {
  await until(
    'the index is ready',
    () => api.state,
    ({ kind, next }) => kind === 'ready' && !next,
  );
}

/** Paths of the results of a query, best first. */
export async function pathsOf(api: ExtensionExports, query: string, limit = 5): Promise<string[]> {
  const { results } = await api.search({ query, limit });
  return results.map(({ path }) => path);
}

/** Results whose text contains a word, as `path:line`. */
export async function placesOf(api: ExtensionExports, word: string): Promise<string[]> {
  const { results } = await api.search({ query: word, limit: 10 });
  return results
    .filter(({ preview }) => preview.includes(word))
    .map(({ path, startLine }) => `${path}:${startLine}`);
}

/** The only workspace folder. */
export function onlyFolder(): vscode.WorkspaceFolder {
  const folders = vscode.workspace.workspaceFolders ?? [];
  assert.equal(folders.length, 1);
  return folders[0]!;
}

/** Replaces the text of a file in an editor, without saving it. */
export async function edit(uri: vscode.Uri, text: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  const change = new vscode.WorkspaceEdit();
  change.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(change));
  return document;
}

/** Saves a file in the editor, also a new one. The extension is notified without a file watcher. */
export async function save(uri: vscode.Uri, text: string): Promise<void> {
  const creation = new vscode.WorkspaceEdit();
  creation.createFile(uri, { ignoreIfExists: true });
  assert.ok(await vscode.workspace.applyEdit(creation));
  assert.ok(await (await edit(uri, text)).save());
}
