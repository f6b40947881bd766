import { describe, expect, it } from 'vitest';
import { renderHints } from '../../../src/cli/renderHints';

describe('renderHints', () => {
  it('reports what was not understood and what was probably meant', () => {
    expect(
      renderHints([
        { type: 'unknownFilter', filter: 'lang', value: 'typescipt', suggestion: 'typescript' },
        { type: 'unknownFilter', filter: 'path', value: 'nosuch/**' },
        { type: 'didYouMean', word: 'Abrot', suggestion: 'Abort', query: 'context.Abort' },
        { type: 'unknownLanguage', language: 'ar' },
        { type: 'unknownLanguage', language: 'de' },
        { type: 'translated', words: ['retry', 'backoff'] },
      ]),
    ).toEqual([
      'No indexed file is in the language "typescipt". Did you mean typescript?',
      'No indexed file matches the path "nosuch/**".',
      '"Abrot" occurs nowhere in the index. Did you mean Abort?',
      'The built-in model understands English and, with lexicons, Chinese, Czech, French, German, Italian, Japanese, Korean, Polish, Portuguese, Russian, Spanish and Turkish. Ask in one of these languages, or choose a multilingual model with --provider.',
      'The lexicon of the built-in model has no word of this question. Ask in English, or choose a multilingual model with --provider.',
      'Also searched for: retry, backoff',
    ]);
    expect(renderHints(undefined)).toEqual([]);
  });
});
