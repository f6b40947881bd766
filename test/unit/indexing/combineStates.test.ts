import { describe, expect, it } from 'vitest';
import { combineStates } from '../../../src/vscode/indexing/combineStates';
import type { FolderState } from '../../../src/vscode/indexing/folderIndexing';

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

describe('the state of a window', () => {
  it('is empty without a folder, before anything was done, and with nothing to index', () => {
    expect(combineStates([], undefined)).toEqual({ kind: 'empty', reason: 'noFolder' });
    expect(combineStates([fresh], undefined)).toEqual({ kind: 'empty', reason: 'notStarted' });
    expect(combineStates([{ ...fresh, complete: true }], undefined)).toEqual({
      kind: 'empty',
      reason: 'noFiles',
    });
  });

  it('sums up folders', () => {
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

  it('lets the worst decide', () => {
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
