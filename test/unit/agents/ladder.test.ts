import { describe, expect, it } from 'vitest';
import { climb, type LadderEntry } from '../../../src/agents/ladder';

/** One line costs 1. */
const costOf = (lines: readonly string[]): number => lines.length;
const lines = (count: number) => () =>
  Promise.resolve({ lines: Array.from({ length: count }, (_, i) => `${i}`) });
const entry = (name: string, ...levels: number[]): LadderEntry => ({
  place: name,
  levels: levels.map(lines),
});
const shape = async (entries: readonly LadderEntry[], budget: number) =>
  (await climb(entries, budget, costOf)).map(({ place, lines: { length } }) => `${place}${length}`);

describe('climb', () => {
  it('shows everything at its highest level if the budget allows', async () => {
    expect(await shape([entry('a', 9, 3), entry('b', 9, 3)], 100)).toEqual(['a9', 'b9']);
  });

  it('names places for a third of the budget, then shows lines of the first ones', async () => {
    const entries = 'a b c d e f g h i j k l'.split(' ').map((name) => entry(name, 3));
    expect(await shape(entries, 12)).toEqual(['a3', 'b3', 'c0', 'd0', 'e0', 'f0']);
  });

  it('uses the next lower level if a higher one does not fit', async () => {
    expect(await shape([entry('a', 20, 3), entry('b', 20, 3)], 10)).toEqual(['a3', 'b3']);
  });

  it('leaves out lines that do not fit, and still shows those of a later entry', async () => {
    expect(await shape([entry('a', 20), entry('b', 2)], 6)).toEqual(['a0', 'b2']);
  });

  it('fills the remaining budget with places', async () => {
    expect(
      await shape(
        'a b c d e f g h'.split(' ').map((name) => entry(name, 50)),
        6,
      ),
    ).toEqual(['a0', 'b0', 'c0', 'd0', 'e0', 'f0']);
  });

  it('shows nothing if no place fits', async () => {
    expect(await climb([entry('a', 1)], 0, costOf)).toEqual([]);
  });

  it('does not load lines of entries that are not shown', async () => {
    let loaded = 0;
    const entries = 'a b c d e f'.split(' ').map((place): LadderEntry => ({
      place,
      levels: [() => Promise.resolve({ lines: [String(loaded++)] })],
    }));
    await climb(entries, 3, costOf);
    expect(loaded).toBeLessThanOrEqual(3);
  });
});
