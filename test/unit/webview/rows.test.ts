import { describe, expect, it } from 'vitest';
import { counterpartOf, groupByFile, resultKey } from '../../../src/webview/model/rows';
import { result } from './viewFixtures';

describe('groupByFile', () => {
  it('has name and directory, and shows each place once', () => {
    const root = result('README.md');
    const deep = result('src/deep/a.ts', 3);
    expect(groupByFile([root, deep, { ...deep, id: 7 }])).toMatchObject([
      { name: 'README.md', directory: '', results: [{ result: root }] },
      { name: 'a.ts', directory: 'src/deep', results: [{ result: deep }] },
    ]);
  });

  it('keeps files of the same path in two folders apart', () => {
    const one = result('a.ts', 1, 2, { uri: 'file:///one/a.ts', folder: 'one' });
    const two = result('a.ts', 1, 2, { uri: 'file:///two/a.ts', folder: 'two' });
    expect(groupByFile([one, two]).map((group) => group.folder)).toEqual(['one', 'two']);
  });
});

describe('counterpartOf', () => {
  const old = result('a.ts', 10, 20, { symbol: 'retry' });
  const find = (...after: Parameters<typeof groupByFile>[0]): string | undefined =>
    counterpartOf(resultKey(old), [old], groupByFile(after));

  it('finds the same place', () => {
    expect(find(result('a.ts', 9), old)).toBe(resultKey(old));
  });

  it('finds a moved symbol before a near place', () => {
    const moved = result('a.ts', 90, 99, { symbol: 'retry' });
    expect(find(result('a.ts', 11), moved)).toBe(resultKey(moved));
  });

  it('finds a near place in the same file, and none in another', () => {
    const near = result('a.ts', 12);
    expect(find(result('a.ts', 70), near)).toBe(resultKey(near));
    expect(find(result('b.ts', 10, 20, { symbol: 'retry' }))).toBeUndefined();
  });
});
