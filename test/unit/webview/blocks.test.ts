import { describe, expect, it } from 'vitest';
import { blocksOf, type VisibleRow } from '../../../src/webview/model/visibleRows';

const row = (key: string, block: string, parentKey?: string): VisibleRow => ({
  ...{ type: 'more', key, block, parentKey, level: parentKey === undefined ? 1 : 2, count: 2 },
});

describe('the blocks of rows', () => {
  it('have the rows that stay together, each with its position among those with the same parent', () => {
    const rows = [
      row('a', 'a'),
      row('a1', 'a', 'a'),
      row('a2', 'a', 'a'),
      row('b', 'b'),
      row('b1', 'b', 'b'),
    ];
    const blocks = [...blocksOf(rows)].map(
      ([block, placed]) =>
        `${block}: ${placed.map(({ row: { key }, position, count }) => `${key} ${position}/${count}`).join(', ')}`,
    );
    expect(blocks).toEqual(['a: a 1/2, a1 1/2, a2 2/2', 'b: b 2/2, b1 1/1']);
  });
});
