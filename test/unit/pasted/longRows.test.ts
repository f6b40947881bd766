import { describe, expect, it } from 'vitest';
import { languageOfQuestion } from '../../../src/engine/language/questionLanguage';
import { findPathMentions, isPathAlone } from '../../../src/engine/pasted/pathMentions';

// Patterns that try all ways to divide such a text never end.
describe('a row of 9,000 equal characters', () => {
  it.each(['/', '\\', '/\\', '.', ':', 'a', 'a1', '[', '(a', '(a)', '-'])(
    'of %s is read to its end',
    (unit) => {
      const row = unit.repeat(9000 / unit.length);
      for (const text of [row, `where ${row} x`]) {
        findPathMentions(text);
        isPathAlone(text);
        languageOfQuestion(text);
      }
    },
  );

  it('of slashes is no path, and hides none', () => {
    const row = '/'.repeat(9000);
    expect(findPathMentions(row)).toEqual([]);
    const paths = findPathMentions(`${row}\nsrc/retry.ts\n${row} lib//deep\\a.ts`);
    expect(paths.map(({ segments }) => segments.join('/'))).toEqual(['src/retry.ts', 'lib/deep/a.ts']);
  });
});

it('identifiers at any place of a question do not count as words of a language', () => {
  expect(languageOfQuestion('wie::wird der.Cache #geleert')).toBeUndefined();
  expect(languageOfQuestion('wie wird openCache() geleert ::der')).toBe('de');
});
