import { beforeEach, describe, expect, it } from 'vitest';
import type { AnsweringState } from '../../../src/common/contracts/indexState';
import { combineStates as combine, type Suspension } from '../../../src/vscode/indexing/combineStates';
import type { FolderState } from '../../../src/vscode/indexing/folderState';
import { ProgressSum } from '../../../src/vscode/indexing/progressSum';
import { quickSearchTitle } from '../../../src/vscode/search/quickSearchNotes';

const ready: FolderState = {
  totals: { files: 2, chunks: 5 },
  complete: true,
  failedFiles: 1,
  skippedPaths: 3,
};
const fresh: FolderState = {
  totals: { files: 0, chunks: 0 },
  complete: false,
  failedFiles: 0,
  skippedPaths: 0,
};
const error = { code: 'DISK_FULL', message: 'The disk is full.', hint: 'Make room.' } as const;
const totals = { files: 4, chunks: 10 };

/** As in a window that receives only this state. */
function combineStates(folders: readonly FolderState[], hold: Suspension): AnsweringState {
  const progress = new ProgressSum();
  progress.note(new Map(folders.map((folder, index) => [String(index), folder])));
  return combine(folders, hold, progress.current);
}

describe('the state of a window', () => {
  it('is empty without a folder, before the first run, and without files to index', () => {
    expect(combineStates([], undefined)).toEqual({ kind: 'empty', reason: 'noFolder' });
    expect(combineStates([fresh], undefined)).toEqual({ kind: 'empty', reason: 'notStarted' });
    expect(combineStates([{ ...fresh, complete: true }], undefined)).toEqual({
      kind: 'empty',
      reason: 'noFiles',
    });
  });

  it('adds up the folders', () => {
    expect(combineStates([ready, ready], undefined)).toEqual({
      kind: 'ready',
      totals,
      failedFiles: 2,
      skippedPaths: 6,
    });
    const half = { ...ready, progress: { done: 3, total: 7 } };
    expect(combineStates([half, half], undefined)).toEqual({ kind: 'building', totals, done: 6, total: 14 });
    expect(combineStates([ready, half], undefined)).toMatchObject({ kind: 'building', done: 3, total: 7 });
  });

  it('counts the files without a vector', () => {
    const without = (...counts: (number | undefined)[]) =>
      combineStates(
        counts.map((filesWithoutVector) => ({ ...ready, filesWithoutVector })),
        undefined,
      );
    expect(without(2, undefined, 3)).toMatchObject({ filesWithoutVector: 5 });
    expect(without(1)).toMatchObject({ filesWithoutVector: 1 });
    expect(without(0, undefined)).not.toHaveProperty('filesWithoutVector');
  });

  it('shows that a run waits for the model', () => {
    const waits = { ...ready, waiting: 'The server is loading the model.', isModelLoading: true };
    const half = { ...waits, progress: { done: 3, total: 7 } };
    const why = 'The server is loading the model.';
    expect(combineStates([ready, half], undefined)).toMatchObject({ kind: 'building', done: 3, why });
    expect(combineStates([ready, waits], undefined)).toMatchObject({ kind: 'stale', why });
    expect(combineStates([{ ...half, isModelLoading: false }], undefined)).not.toHaveProperty('why');
  });

  it('shows files that wait because of a temporary failure, and the time of the next retry', () => {
    const passing = { code: 'PROVIDER_UNREACHABLE', message: 'Down.', hint: '', retryAfterMs: 1 } as const;
    const waiting = { ...ready, error: passing, waitingFiles: 2 };
    expect(combine([waiting, waiting, ready], undefined, undefined, 5)).toEqual({
      ...{ kind: 'failed', totals: { files: 6, chunks: 15 }, error: passing },
      waits: { isTrying: false, files: 4, retryAtMs: 5 },
    });
    expect(combine([{ ...waiting, isTrying: true }], undefined, undefined, 5)).toMatchObject({
      waits: { isTrying: true, files: 2 },
    });
    const unknown = combine([waiting, { ...waiting, waitingFiles: undefined }], undefined, undefined);
    expect(unknown).toMatchObject({ kind: 'failed', waits: { isTrying: false } });
    expect(unknown).not.toHaveProperty('waits.files');
    // Errors that need the user come first, and a pause prevents retries.
    expect(combine([waiting, { ...ready, error }], 'paused', undefined)).toMatchObject({ error });
    expect(combineStates([waiting], 'paused')).toMatchObject({ kind: 'paused' });
  });

  it('is the worst state of the folders', () => {
    const half = { ...ready, progress: { done: 3, total: 7 } };
    expect(combineStates([{ ...ready, error }, half], 'paused')).toEqual({ kind: 'failed', totals, error });
    expect(combineStates([ready, half], 'paused')).toEqual({ kind: 'paused', totals });
    expect(combineStates([ready, { ...ready, waiting: 'Another window writes.' }], undefined)).toEqual({
      kind: 'stale',
      totals,
      why: 'Another window writes.',
    });
    expect(combineStates([ready, { ...ready, complete: false }], 'manual')).toMatchObject({
      kind: 'stale',
      why: 'Automatic indexing is off.',
    });
  });
});

describe('the progress of several folders', () => {
  let sum: ProgressSum;
  beforeEach(() => {
    sum = new ProgressSum();
  });
  const title = (...progress: readonly ([number, number] | undefined)[]): string => {
    const folders = progress.map((one) => ({
      ...fresh,
      progress: one && { done: one[0], total: one[1] },
    }));
    sum.note(new Map(folders.map((folder, index) => [String(index), folder])));
    return quickSearchTitle(combine(folders, undefined, sum.current)).replace(/; results.*$/, '');
  };

  it('is one sum that does not start again with each folder', () => {
    expect(title([0, 0], [0, 0])).toBe('Semantic Search · Looking for files to index');
    expect(title([40, 100], [0, 0])).toBe('Semantic Search · Indexing 40 of 100 files');
    expect(title([90, 100], [10, 50])).toBe('Semantic Search · Indexing 100 of 150 files');
    expect(title(undefined, [20, 50])).toBe('Semantic Search · Indexing 120 of 150 files');
    // A file is saved in the first folder during the run.
    expect(title([0, 1], [30, 50])).toBe('Semantic Search · Indexing 130 of 151 files');
    expect(title(undefined, [40, 50])).toBe('Semantic Search · Indexing 141 of 151 files');
  });

  it('starts again once all have finished', () => {
    expect(title([90, 100], [50, 50])).toContain('140 of 150');
    title(undefined, undefined);
    expect(title([1, 3], undefined)).toBe('Semantic Search · Indexing 1 of 3 files');
  });

  it('does not count a closed folder', () => {
    title([5, 10], [50, 50]);
    expect(title([6, 10])).toBe('Semantic Search · Indexing 6 of 10 files');
  });
});
