import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { silentLogger } from '../../src/common/logger';
import { acquireLock } from '../../src/node/store/lock';
import type { FolderState } from '../../src/vscode/indexing/folderState';
import { FolderUpdater } from '../../src/vscode/indexing/folderUpdater';
import { startEngine } from '../support/engine';
import { copyRealSources, temporaryDirectory } from '../support/realSources';

async function indexFolder(prepare: (folder: string) => Promise<unknown>) {
  const { directory, remove } = await temporaryDirectory('folder');
  onTestFinished(remove);
  const folder = path.join(directory, 'w');
  await mkdir(folder);
  await prepare(folder);
  const worker = await startEngine();
  const states: FolderState[] = [];
  let whenUnderWay: (() => void) | undefined;
  const options = { folder, indexDirectory: path.join(directory, 'index') };
  const indexing: FolderUpdater = new FolderUpdater({
    options,
    engine: worker.engine,
    logger: silentLogger,
    onDidChange: () => {
      states.push(indexing.state);
      const act = whenUnderWay;
      if (!act || (indexing.state.progress?.done ?? 0) <= 5) return;
      whenUnderWay = undefined;
      act();
    },
  });
  onTestFinished(() => {
    indexing.dispose();
  });
  await indexing.open();
  const find = async (query: string): Promise<string | undefined> =>
    (await worker.engine.call('search', { query, limit: 1 })).results[0]?.path;
  /** Runs the action as soon as some files are reported as indexed, before all are. */
  const onceUnderWay = (act: () => void): Promise<void> =>
    new Promise((resolve) => {
      whenUnderWay = () => {
        act();
        resolve();
      };
    });
  return { worker, folder, indexing, states, find, onceUnderWay };
}

const save = (folder: string, file: string, text: string): Promise<void> =>
  writeFile(path.join(folder, file), text);

describe('indexing a folder', () => {
  it('starts when it is resumed: first everything, then the changes', async () => {
    const { folder, indexing, find } = await indexFolder(async (folder) => {
      await save(folder, 'a.ts', 'export const alphaWord = 1;\n');
      await save(folder, 'b.ts', 'export const betaWord = 1;\n');
    });
    indexing.checkEverything();
    await indexing.settled();
    expect(indexing.state).toMatchObject({ complete: false, totals: { files: 0 } });

    indexing.resume();
    await indexing.settled();
    expect(indexing.state).toMatchObject({ complete: true, totals: { files: 2, chunks: 2 } });

    await save(folder, 'a.ts', 'export const gammaWord = 1;\n');
    await rename(path.join(folder, 'b.ts'), path.join(folder, 'c.ts'));
    indexing.noteChanges(['a.ts', 'b.ts', 'c.ts'], 0);
    await indexing.settled();
    expect(await find('gammaWord')).toBe('a.ts');
    expect(await find('betaWord')).toBe('c.ts');
    expect(indexing.state.totals.files).toBe(2);
  });

  it('reports the previous state until the folder is open again, and then its own', async () => {
    const { folder, indexing, states, worker } = await indexFolder((folder) =>
      save(folder, 'a.ts', 'export const alphaWord = 1;\n'),
    );
    indexing.checkEverything();
    indexing.resume();
    await indexing.settled();
    const before = { ...indexing.state, totals: { files: 7, chunks: 9 }, waiting: 'for something' };
    const parts = {
      engine: worker.engine,
      logger: silentLogger,
      onDidChange: () => states.push(again.state),
    };
    const indexDirectory = path.join(path.dirname(folder), 'index');
    const again: FolderUpdater = new FolderUpdater({
      ...parts,
      options: { folder, indexDirectory },
      before,
    });
    onTestFinished(() => {
      again.dispose();
    });
    expect(again.state).toEqual({
      totals: { files: 7, chunks: 9 },
      complete: true,
      failedFiles: 0,
      filesWithoutVector: 0,
      skippedPaths: 0,
    });
    await again.open();
    expect(again.state).toMatchObject({ totals: { files: 1, chunks: 1 }, complete: true });
  });

  it('ignores changes in ignored directories until they are no longer ignored', async () => {
    const { folder, indexing, states, find } = await indexFolder(async (folder) => {
      await save(folder, '.gitignore', 'out\n');
      await save(folder, 'a.ts', 'export const alphaWord = 1;\n');
      await mkdir(path.join(folder, 'out'));
      await save(folder, 'out/b.ts', 'export const betaWord = 1;\n');
    });
    indexing.checkEverything();
    indexing.resume();
    await indexing.settled();
    const before = states.length;
    indexing.noteChanges(
      Array.from({ length: 5000 }, (_, i) => `out/${i}.js`),
      0,
    );
    await indexing.settled();
    expect(states.length).toBe(before);

    await save(folder, '.gitignore', '');
    indexing.noteChanges(['.gitignore'], 0);
    await indexing.settled();
    expect(await find('betaWord')).toBe('out/b.ts');
    await save(folder, 'out/b.ts', 'export const gammaWord = 1;\n');
    indexing.noteChanges(['out/b.ts'], 0);
    await indexing.settled();
    expect(await find('gammaWord')).toBe('out/b.ts');
  });

  it('pauses within a run and continues where it stopped', async () => {
    const { indexing, states, onceUnderWay } = await indexFolder(async (folder) => {
      await copyRealSources(folder, ['undici', 'eslint']);
      // A file changed within two seconds before it is read is racy: the next run reads and counts it again.
      await new Promise((resolve) => setTimeout(resolve, 2500));
    });
    const held = onceUnderWay(() => {
      indexing.suspend();
    });
    indexing.checkEverything();
    indexing.resume();
    await held;
    await indexing.settled();
    expect(indexing.state).toMatchObject({ complete: false, progress: undefined, error: undefined });
    const last = states.length;
    indexing.noteChanges(['lib/new.js'], 0);
    await indexing.settled();
    expect(states.length).toBe(last);

    indexing.resume();
    await indexing.settled();
    expect(indexing.state.complete).toBe(true);
    // It did not start over: the first count of remaining files is smaller than the count of all.
    const counts = states.flatMap(({ progress }) => (progress && progress.total > 0 ? progress.total : []));
    expect(Math.min(...counts)).toBeLessThan(Math.max(...counts));
  });

  it('waits for the next change after a cancellation, and then completes the rest', async () => {
    const { indexing, onceUnderWay } = await indexFolder((folder) =>
      copyRealSources(folder, ['undici', 'eslint']),
    );
    const cancelled = onceUnderWay(() => {
      indexing.cancel();
    });
    indexing.checkEverything();
    indexing.resume();
    await cancelled;
    await indexing.settled();
    expect(indexing.state).toMatchObject({ complete: false, waiting: 'Indexing was cancelled.' });
    indexing.noteChanges(['any.js'], 0);
    await indexing.settled();
    expect(indexing.state).toMatchObject({ complete: true, waiting: undefined });
  });

  it('waits while another process writes the index, reports that, and continues automatically', async () => {
    const { folder, worker, indexing, states } = await indexFolder((folder) =>
      save(folder, 'a.ts', 'export const alphaWord = 1;\n'),
    );
    const { indexDirectory } = await worker.engine.call('status', { folder });
    const lock = await acquireLock(indexDirectory, { timeoutMs: 0 });
    indexing.checkEverything();
    indexing.resume();
    while (!states.some(({ waiting }) => waiting?.includes('being written'))) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(indexing.state.error).toBeUndefined();
    await lock.release();
    await indexing.settled();
    expect(indexing.state).toMatchObject({ complete: true, waiting: undefined });
  });

  it('reports an error, keeps the pending changes, and succeeds when it is resumed', async () => {
    const { folder, indexing } = await indexFolder((folder) => save(folder, 'a.ts', 'export const a = 1;\n'));
    await rm(folder, { recursive: true });
    indexing.checkEverything();
    indexing.resume();
    await indexing.settled();
    expect(indexing.state.error).toMatchObject({ code: 'FOLDER_NOT_FOUND' });

    await mkdir(folder);
    await save(folder, 'b.ts', 'export const b = 1;\n');
    indexing.resume();
    await indexing.settled();
    expect(indexing.state).toMatchObject({ error: undefined, complete: true, totals: { files: 1 } });
  });
});
