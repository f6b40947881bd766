import { describe, expect, it } from 'vitest';
import { countLikely } from '../../../src/engine/searching/lessLikely';

const of = (marks: string): boolean[] => Array.from(marks, (mark) => mark === '+');

describe('countLikely', () => {
  it.each([
    ['+++', 3],
    ['+-+--+', 6],
    ['++---', 2],
    ['++---+++', 2],
    ['---', 0],
    ['--', 0],
    ['+--', 3],
    ['', 0],
  ])('of %s, with more results below: %d', (marks, expected) => {
    expect(countLikely(of(marks), false)).toBe(expected);
  });

  it.each([
    ['+--', 1],
    ['+-+-', 3],
    ['-', 0],
    ['++', 2],
  ])('of %s, without results below: %d', (marks, expected) => {
    expect(countLikely(of(marks), true)).toBe(expected);
  });
});
