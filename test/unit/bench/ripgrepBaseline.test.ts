import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseCounts, rankFiles, RipgrepBaseline, wordsOf } from '../../../bench/quality/ripgrepBaseline';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('RipgrepBaseline', () => {
  it('reports that there is no ripgrep', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await RipgrepBaseline.create('.', 'no-such-command-anywhere')).toBeUndefined();
    expect(printed).toHaveBeenCalledWith(expect.stringContaining('not on PATH'));
  });
});

describe('wordsOf', () => {
  it('drops stop words and repetitions', () => {
    expect(wordsOf('How does the flat_hash_map grow, and the Map?')).toEqual([
      'flat_hash_map',
      'grow',
      'map',
    ]);
  });

  it('keeps a query of stop words only', () => {
    expect(wordsOf('where is it')).toEqual(['where', 'is', 'it']);
    expect(wordsOf('?!')).toEqual([]);
  });
});

describe('parseCounts', () => {
  it('reads paths with colons, digits and either slash', () => {
    const counts = parseCounts('./a:1.ts\u00002\n./b\\c d.ts\u000010\r\n');
    expect([...counts]).toEqual([
      ['a:1.ts', 2],
      ['b/c d.ts', 10],
    ]);
    expect(parseCounts('').size).toBe(0);
  });
});

describe('rankFiles', () => {
  it('ranks by words, then by lines, then by path', () => {
    const retry = new Map([
      ['many.ts', 90],
      ['both.ts', 1],
      ['b.ts', 3],
      ['a.ts', 3],
    ]);
    const upload = new Map([['both.ts', 1]]);
    expect(rankFiles([retry, upload])).toEqual(['both.ts', 'many.ts', 'a.ts', 'b.ts']);
    expect(rankFiles([])).toEqual([]);
  });
});
