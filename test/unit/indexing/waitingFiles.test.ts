import { describe, expect, it, vi } from 'vitest';
import { CancelledError, SemanticSearchError } from '../../../src/common/errors/errors';
import type { IndexProgress } from '../../../src/common/contracts/indexReport';
import { silentLogger } from '../../../src/common/logger';
import type { AnsweringState } from '../../../src/common/contracts/indexState';
import { combineStates } from '../../../src/vscode/indexing/combineStates';
import { FolderUpdater, type FolderUpdaterParts } from '../../../src/vscode/indexing/folderUpdater';
import { headlineOf } from '../../../src/vscode/status/indexStateText';
import { patienceMs } from '../../support/patience';

const unreachable = new SemanticSearchError('PROVIDER_UNREACHABLE', 'Qhaigc (h): refused.', 'Check it.', {
  retryAfterMs: 30_000,
  provider: 'Qhaigc',
});
const report = {
  ...{ files: 2, chunks: 4, skipped: 0, skippedBy: {}, failed: 0, withoutVector: 0, provisional: 0 },
  ...{ skippedDirectories: [], embedded: 0, reused: 0, removed: 0, unreadable: 0, requests: 0, tookMs: 1 },
};

/** An active run of the engine, which the test ends. */
interface Run {
  readonly paths: readonly string[] | undefined;
  progress(done: number, total: number): void;
  succeed(): void;
  fail(error: Error): void;
}

/** A folder whose engine is controlled by the test, with all headlines shown to the user. */
function watchedFolder() {
  const runs: Run[] = [];
  const shown: string[] = [];
  const call = (
    method: string,
    { paths }: { paths?: readonly string[] },
    options?: { onProgress?: (progress: IndexProgress) => void },
  ): Promise<unknown> => {
    if (method === 'openFolder')
      return Promise.resolve({ files: 2, chunks: 4, state: 'ready', unreadable: 0 });
    if (method === 'warmUp') return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      runs.push({
        paths,
        progress: (done, total) => options?.onProgress?.({ phase: 'indexing', done, total }),
        succeed: () => {
          resolve(report);
        },
        fail: reject,
      });
    });
  };
  const indexing = new FolderUpdater({
    options: { folder: '/w', indexDirectory: '/index' },
    engine: { call } as unknown as FolderUpdaterParts['engine'],
    logger: silentLogger,
    onDidChange: () => {
      const headline = headlineOf(state());
      if (headline !== shown.at(-1)) shown.push(headline);
    },
  });
  const state = (): AnsweringState => combineStates([indexing.state], undefined, indexing.state.progress);
  let taken = 0;
  const nextRun = async (): Promise<Run> => {
    await vi.waitUntil(() => runs.length > taken);
    return runs[taken++]!;
  };
  return { indexing, shown, state, nextRun };
}

/** Opens the folder, and saves a file while the provider does not answer. */
async function failedSave() {
  const folder = watchedFolder();
  const { indexing, nextRun } = folder;
  await indexing.open();
  indexing.resume();
  indexing.noteChanges(['a.ts'], 0);
  const run = await nextRun();
  run.progress(0, 1);
  run.fail(unreachable);
  await vi.waitUntil(() => indexing.state.error !== undefined);
  folder.shown.length = 0;
  return folder;
}

describe('files that wait for a provider', () => {
  it('are shown in one state that stays during unsuccessful retries', async () => {
    const { indexing, shown, state, nextRun } = await failedSave();
    expect(headlineOf(state())).toBe('1 file waits for Qhaigc');
    for (let i = 0; i < 3; i++) {
      indexing.resume();
      const run = await nextRun();
      expect(run.paths).toEqual(['a.ts']);
      expect(headlineOf(state())).toBe('1 file waits for Qhaigc; retrying now');
      run.progress(0, 1);
      run.fail(unreachable);
      await indexing.settled();
    }
    expect(new Set(shown)).toEqual(
      new Set(['1 file waits for Qhaigc; retrying now', '1 file waits for Qhaigc']),
    );
  });

  it('are counted together with those that are saved meanwhile', async () => {
    const { indexing, state, nextRun } = await failedSave();
    indexing.noteChanges(['b.ts'], 0);
    const run = await nextRun();
    run.progress(0, 2);
    run.fail(unreachable);
    await indexing.settled();
    expect(headlineOf(state())).toBe('2 files wait for Qhaigc');
  });

  it('are being indexed as soon as one of them is done', async () => {
    const { indexing, state, nextRun } = await failedSave();
    indexing.checkEverything();
    const run = await nextRun();
    // Progress on other files says nothing about the provider.
    run.progress(2, 3);
    expect(headlineOf(state())).toBe('1 file waits for Qhaigc; retrying now');
    run.progress(3, 3);
    expect(headlineOf(state())).toBe('Indexing 3 of 3 files');
    run.succeed();
    await indexing.settled();
    expect(state().kind).toBe('ready');
  });

  it('are no longer shown after the user cancels the retry', async () => {
    const { indexing, state, nextRun } = await failedSave();
    indexing.resume();
    const run = await nextRun();
    indexing.cancel();
    run.fail(new CancelledError());
    await indexing.settled();
    expect(state()).toMatchObject({ kind: 'stale', why: 'Indexing was cancelled.' });
  });

  it('are shown as being indexed only if that takes a while', async () => {
    const { indexing, state, nextRun } = watchedFolder();
    await indexing.open();
    indexing.resume();
    indexing.noteChanges(['a.ts'], 0);
    const run = await nextRun();
    run.progress(0, 1);
    expect(state().kind).toBe('ready');
    await vi.waitUntil(() => state().kind === 'building', { timeout: patienceMs });
    expect(headlineOf(state())).toBe('Indexing 0 of 1 file');
    run.succeed();
    await indexing.settled();
    expect(state().kind).toBe('ready');
  });

  it('wait for the user if the failure is permanent', async () => {
    const { indexing, state, nextRun } = await failedSave();
    indexing.resume();
    (await nextRun()).fail(new SemanticSearchError('PROVIDER_KEY', 'No.', 'Set one.', {}));
    await indexing.settled();
    expect(headlineOf(state())).toBe('Indexing failed');
  });
});
