import { describe, expect, it } from 'vitest';
import { editDistance, nearestWord } from '../../../src/engine/searching/hints/editDistance';

describe('editDistance', () => {
  it.each([
    ['abort', 'abort', 0],
    ['abrot', 'abort', 1],
    ['abor', 'abort', 1],
    ['abort', 'abbort', 1],
    ['abort', 'about', 1],
    ['recver', 'recovery', 2],
    ['', 'ab', 2],
    ['unicorn', 'websocket', 3],
  ])('%s, %s: %d', (a, b, expected) => {
    expect(editDistance(a, b, 2)).toBe(expected);
    expect(editDistance(b, a, 2)).toBe(expected);
  });
});

describe('nearestWord', () => {
  it('is the nearest one, the first of two equally near ones, and none that is too far', () => {
    expect(nearestWord('typescipt', ['postscript', 'TypeScript', 'typescripts'])).toBe('TypeScript');
    expect(nearestWord('cat', ['car', 'cut'])).toBe('car');
    expect(nearestWord('go', ['gi', 'c'])).toBeUndefined();
    expect(nearestWord('klingon', ['python', 'kotlin'])).toBeUndefined();
  });
});
