import { describe, expect, it } from 'vitest';
import type { IndexState } from '../../../src/common/contracts/indexState';
import { hasGrown } from '../../../src/vscode/search/indexGrowth';

const building = (done: number, files = 0): IndexState => ({
  kind: 'building',
  totals: { files, chunks: files },
  done,
  total: 1000,
});
const notStarted: IndexState = { kind: 'empty', reason: 'notStarted' };

describe('hasGrown', () => {
  it.each<[string, IndexState, IndexState, boolean]>([
    ['the first files', notStarted, building(7), false],
    ['enough of them', notStarted, building(8), true],
    ['less than twice as many', building(100), building(199), false],
    ['twice as many', building(100), building(200), true],
    ['a few files of a large index anew', building(0, 500), building(30, 500), false],
    ['a run that ended', building(100), { kind: 'paused', totals: { files: 900, chunks: 900 } }, false],
  ])('%s', (_, from, to, expected) => {
    expect(hasGrown(from, to)).toBe(expected);
  });
});
