import { describe, expect, it } from 'vitest';
import type { AnsweringState, NextIndex } from '../../../src/common/contracts/indexState';
import { nextIndexState } from '../../../src/vscode/generations/nextIndexState';

const totals = { files: 3, chunks: 9 };
const error = { code: 'PROVIDER_KEY', message: 'No key.', hint: 'Set one.' } as const;
const named = { model: 'OpenAI text-embedding-3-small', host: 'api.openai.com' };

describe('the state of an index that is built beside another one', () => {
  it.each<[AnsweringState, NextIndex]>([
    [
      { kind: 'building', totals, done: 2, total: 5 },
      { ...named, kind: 'building', done: 2, total: 5 },
    ],
    [
      { kind: 'building', totals, done: 2, total: 5, why: 'The server is loading the model.' },
      { ...named, kind: 'building', done: 2, total: 5, why: 'The server is loading the model.' },
    ],
    [
      { kind: 'failed', totals, error },
      { ...named, kind: 'failed', error },
    ],
    [
      { kind: 'failed', totals, error, waits: { isTrying: true, files: 3 } },
      { ...named, kind: 'failed', error, waits: { isTrying: true, files: 3 } },
    ],
    [
      { kind: 'paused', totals },
      { ...named, kind: 'waiting', why: 'Indexing is paused.' },
    ],
    [
      { kind: 'stale', totals, why: 'Another window writes.' },
      { ...named, kind: 'waiting', why: 'Another window writes.' },
    ],
    [
      { kind: 'ready', totals, failedFiles: 0, skippedPaths: 1 },
      { ...named, kind: 'building', done: 0, total: 0 },
    ],
    [
      { kind: 'empty', reason: 'notStarted' },
      { ...named, kind: 'building', done: 0, total: 0 },
    ],
  ])('follows from its own: %j', (state, expected) => {
    expect(nextIndexState(state, named.model, named.host)).toStrictEqual(expected);
  });

  it('names no host if nothing is sent', () => {
    expect(nextIndexState({ kind: 'paused', totals }, 'built-in model', undefined).host).toBeUndefined();
  });
});
