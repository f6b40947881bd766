import { describe, expect, it } from 'vitest';
import { ndcgAt10, type RankedLocation } from '../../../bench/quality/ndcg';

function files(...paths: string[]): RankedLocation[] {
  return paths.map((path) => ({ path }));
}

const second = 1 / Math.log2(3);
const third = 1 / Math.log2(4);

describe('ndcgAt10', () => {
  it.each([
    ['one target first', files('a', 'b'), files('a'), 1],
    ['one target second', files('b', 'a'), files('a'), second],
    ['one target not there', files('b', 'c'), files('a'), 0],
    ['two targets first', files('b', 'a', 'c'), files('a', 'b'), 1],
    ['one of two', files('a', 'x'), files('a', 'b'), 1 / (1 + second)],
    ['first and third of two', files('a', 'x', 'b'), files('a', 'b'), (1 + third) / (1 + second)],
    ['only the first of several hits in a file', files('x', 'a', 'a', 'a'), files('a'), second],
    ['no result', [], files('a'), 0],
    ['no target', files('a'), [], 0],
  ])('scores %s', (_, results, targets, expected) => {
    expect(ndcgAt10(results, targets)).toBeCloseTo(expected, 12);
  });

  it('looks at ten results', () => {
    const others = Array.from({ length: 9 }, (_, i) => `other${i}`);
    expect(ndcgAt10(files(...others, 'a'), files('a'))).toBeCloseTo(1 / Math.log2(11), 12);
    expect(ndcgAt10(files(...others, 'other9', 'a'), files('a'))).toBe(0);
  });

  it('expects no more than ten of more targets', () => {
    const targets = Array.from({ length: 25 }, (_, i) => `target${i}`);
    expect(ndcgAt10(files(...targets.slice(7, 17)), files(...targets))).toBeCloseTo(1, 12);
  });

  it('counts a rank once that two targets share', () => {
    const spans = [
      { path: 'a', startLine: 1, endLine: 5 },
      { path: 'a', startLine: 3, endLine: 9 },
    ];
    expect(ndcgAt10(files('a'), spans)).toBeCloseTo(1 / (1 + second), 12);
  });

  it.each([
    ['lib/rack/response.rb', 'lib/rack/response.rb', 1],
    ['rack/response.rb', 'lib/rack/response.rb', 1],
    ['/home/me/rack/lib/rack/response.rb', 'lib/rack/response.rb', 1],
    ['lib\\rack\\response.rb', 'lib/rack/response.rb', 1],
    ['response.rb', 'lib/rack/mock_response.rb', 0],
    ['lib/rack', 'lib/rack/response.rb', 0],
    ['lib/rack/response.rbs', 'lib/rack/response.rb', 0],
  ])('takes %s for %s: %i', (result, target, expected) => {
    expect(ndcgAt10(files(result), files(target))).toBe(expected);
  });

  it.each([
    [1, 22, 0],
    [1, 23, 1],
    [40, 41, 1],
    [62, 90, 1],
    [63, 90, 0],
    [1, 900, 1],
  ])('takes lines %i to %i for a target in lines 23 to 62: %i', (startLine, endLine, expected) => {
    const target = { path: 'a', startLine: 23, endLine: 62 };
    expect(ndcgAt10([{ path: 'a', startLine, endLine }], [target])).toBe(expected);
    expect(ndcgAt10(files('a'), [target])).toBe(1);
  });
});
