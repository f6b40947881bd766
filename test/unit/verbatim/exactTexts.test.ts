import { describe, expect, it } from 'vitest';
import { exactTexts } from '../../../src/engine/verbatim/exactTexts';

/** Whether a text contains all exact texts of a query. */
function has(query: string, text: string): boolean {
  const texts = exactTexts(query);
  return texts.length > 0 && texts.every(({ pattern }) => text.search(pattern) >= 0);
}

describe('exact texts of a query', () => {
  it.each([
    ['"connection reset by peer"', 'Error: Connection reset by peer (104)', true],
    ['"connection reset by peer"', 'connection was reset by a peer', false],
    ['"reset by peer"', '"connection reset " +\n    "by peer"', true],
    ['"reset by peer"', '// connection reset\n  // by peer', true],
    ['why “no such cart”?', 'fail("no such cart")', true],
    ['--dry-run', 'use --dry-run to see', true],
    ['--dry-run', 'a dry run, or --dry-run-all', false],
    ['what does --dry-run do', 'see --no-dry-run', false],
    ['-x', 'call it with -x', true],
    ['release 4.7.3', '## v4.7.3', true],
    ['v4.7.3', '## 4.7.3 (2024)', true],
    ['4.7.3', 'release 14.7.3', false],
    ['4.7.3', 'release 4.7.31', false],
    ['4.7.3', 'host 4.7.3.9', false],
    ['2.0.0', '## 2.0.0-rc.1', false],
    ['2.0.0', '## 2.0.0b3', false],
    ['2.0.0', '## 2.0.0-1ubuntu2', true],
    ['2.0.0-rc.1', '## 2.0.0-rc.1', true],
    ['2.0.0-rc.1', '## 2.0.0', false],
    ['what does <*> mean', 'f <$> a <*> b', true],
    ['for (;;)', 'for (;;) {}', true],
    ['for (;;)', 'for (const one of all) {}', false],
    ['a[::2]', 'b = a[::2]', true],
    [String.raw`^[A-Z]{2}-\d+$`, String.raw`/^[A-Z]{2}-\d+$/`, true],
    ['??=', 'cart ??= empty', true],
    ['=>', 'a >= b', false],
    ['=>', 'a => b', true],
    ['=>', 'a ==> b', false],
    ['🚀', '🚀 launch', true],
    ['🚀', '🎉 party', false],
  ])('%s in %j: %s', (query, text, expected) => {
    expect(has(query, text)).toBe(expected);
  });

  it.each([
    'how is the well-known cart emptied',
    'a cart -- or a basket -- of goods',
    'convert a request => response of the server',
    'print("no such cart")',
  ])('none: %s', (query) => {
    expect(exactTexts(query)).toEqual([]);
  });

  it('are required in quotes only', () => {
    const required = exactTexts('"no such cart" --dry-run 4.7.3').map(({ isRequired }) => isRequired);
    expect(required).toEqual([true, false, false]);
  });
});
