import { describe, expect, it } from 'vitest';
import { emptyShard, updateShard } from '../../../src/engine/indexing/buildShard';
import type { IndexedFile } from '../../../src/engine/indexing/indexedFile';
import { splitShard } from '../../../src/engine/indexing/splitShard';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { encodeShard } from '../../../src/node/store/shardFormat';
import { indexedFile, smallDimensions } from '../../support/memoryIndex';

const analyzer = new TermAnalyzer();
const symbol = (name: string) => ({ name, kind: 'function', line: 1 }) as const;

const files: readonly IndexedFile[] = [
  indexedFile({
    path: 'a.ts',
    chunks: [
      { text: 'open valve', symbols: [symbol('openValve'), symbol('valve')] },
      { text: 'close valve' },
    ],
  }),
  indexedFile({ path: 'b.ts', chunks: [] }),
  indexedFile({ path: 'c.ts', chunks: [{ text: 'valve of c', symbols: [symbol('valveOfC')] }] }),
  indexedFile({ path: 'd.ts', chunks: [{ text: 'nothing' }, { text: 'pump', symbols: [symbol('pump')] }] }),
];
const shardOf = (of: readonly IndexedFile[]) =>
  updateShard(emptyShard(smallDimensions), of, new Set(), analyzer);

describe('splitShard', () => {
  it('returns for each file with chunks the shard that has only this file', () => {
    const parts = splitShard(shardOf(files));
    const expected = files.filter(({ chunks }) => chunks.length > 0).map((file) => shardOf([file]));
    expect(parts.map(encodeShard)).toEqual(expected.map(encodeShard));
  });

  it('returns nothing for an empty shard', () => {
    expect(splitShard(emptyShard(smallDimensions))).toEqual([]);
  });
});
