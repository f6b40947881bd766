import { describe, expect, it } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import type { IndexState } from '../../../src/common/contracts/indexState';
import {
  nothingFoundNote,
  quickSearchTitle,
  searchFailedNote,
  standingNote,
} from '../../../src/vscode/search/quickSearchNotes';

const totals = { files: 100, chunks: 900 };
const nothing = { files: 0, chunks: 0 };
const ready: IndexState = { kind: 'ready', totals, failedFiles: 0, skippedPaths: 0 };
const building: IndexState = { kind: 'building', totals, done: 120, total: 3400 };
const error = {
  code: 'DISK_FULL',
  message: 'The disk is full.',
  hint: 'Free some space.\nat index.ts:1',
} as const;

describe('quickSearchTitle', () => {
  it.each<[IndexState, string]>([
    [ready, 'Semantic Search'],
    [building, 'Semantic Search · Indexing 120 of 3,400 files; results may be incomplete'],
    [
      { kind: 'building', totals: nothing, done: 0, total: 0 },
      'Semantic Search · Looking for files to index; results may be incomplete',
    ],
    [{ kind: 'paused', totals }, 'Semantic Search · Indexing is paused'],
    [{ kind: 'failed', totals, error }, 'Semantic Search · Indexing failed; results may be incomplete'],
    [{ kind: 'failed', totals: nothing, error }, 'Semantic Search · Indexing failed'],
    [{ kind: 'empty', reason: 'noFolder' }, 'Semantic Search'],
  ])('%o', (state, title) => {
    expect(quickSearchTitle(state)).toBe(title);
  });

  it('begins with the filters', () => {
    expect(quickSearchTitle(ready, 'Go, in src/**')).toBe('Semantic Search · Go, in src/**');
    expect(quickSearchTitle({ kind: 'paused', totals }, 'Go')).toBe(
      'Semantic Search · Go · Indexing is paused',
    );
  });

  it('states in any state that the answer is lexical only', () => {
    const error = { code: 'PROVIDER_UNREACHABLE', message: 'h is down.', hint: '' } as const;
    expect(quickSearchTitle(ready, '', { withoutModel: error })).toBe(
      'Semantic Search · Keyword matches only',
    );
    expect(quickSearchTitle({ kind: 'paused', totals }, 'Go', { withoutModel: error })).toBe(
      'Semantic Search · Go · Indexing is paused · Keyword matches only',
    );
    expect(quickSearchTitle(ready, '', {})).toBe('Semantic Search');
  });
});

describe('notes', () => {
  it('offers to open a folder if none is open', () => {
    const state: IndexState = { kind: 'empty', reason: 'noFolder' };
    expect(standingNote(state)).toMatchObject({ text: 'Open a folder to search', action: 'openFolder' });
  });

  it('states that a folder has no indexed files', () => {
    expect(standingNote({ kind: 'empty', reason: 'noFiles' })).toMatchObject({ action: 'showLog' });
  });

  it('is absent if searching is possible', () => {
    for (const state of [ready, building, { kind: 'empty', reason: 'notStarted' } as const]) {
      expect(standingNote(state)).toBeUndefined();
    }
  });

  it('distinguishes a complete index without results from a growing one', () => {
    expect(nothingFoundNote(ready)).toMatchObject({ text: 'Nothing found', action: 'showView' });
    const note = nothingFoundNote(building);
    expect(note.text).toBe('Nothing found yet');
    expect(note.detail).toContain('not complete');
  });

  it('offers to remove filters if there are any', () => {
    expect(nothingFoundNote(ready).detail).not.toContain('filters');
    expect(nothingFoundNote(ready, true).detail).toContain('fewer filters');
  });

  it('contains the reason of an indexing failure, without a stack', () => {
    const note = standingNote({ kind: 'failed', totals, error });
    expect(note).toMatchObject({ text: 'Indexing failed: The disk is full.', action: 'showLog' });
    expect(note?.detail).toContain('Free some space.');
    expect(note?.detail).not.toContain('index.ts');
  });

  it('contains the reason of a search failure, and what to do', () => {
    const note = searchFailedNote(
      new SemanticSearchError('WORKER_DIED', 'The engine stopped.', 'Ask again.'),
    );
    expect(note).toMatchObject({ text: 'The engine stopped.', action: 'showLog' });
    expect(note.detail).toContain('Ask again.');
    expect(searchFailedNote(new Error('odd'))).toMatchObject({ text: 'odd', action: 'showLog' });
  });
});
