import { describe, expect, it } from 'vitest';
import { normalizeWord, splitIdentifier } from '../../../src/engine/retrieval/words';

describe('splitIdentifier', () => {
  it.each([
    ['parseHTTPResponse2', ['parse', 'HTTP', 'Response', '2']],
    ['snake_case_name', ['snake', 'case', 'name']],
    ['__init__', ['init']],
    ['XMLHttpRequest', ['XML', 'Http', 'Request']],
    ['utf8_to_UTF16LE', ['utf', '8', 'to', 'UTF', '16', 'LE']],
    ['$scope', ['scope']],
    ['v2alpha', ['v', '2', 'alpha']],
    ['ABC2x', ['ABC', '2', 'x']],
    ['ABC', ['ABC']],
    ['aB', ['a', 'B']],
    ['größeÄndern', ['größe', 'Ändern']],
    ['', []],
    ['___', []],
  ])('%s', (identifier, parts) => {
    expect(splitIdentifier(identifier)).toEqual(parts);
  });
});

describe('normalizeWord', () => {
  it('removes English endings, so that forms of a word match', () => {
    expect(normalizeWord('Retries')).toBe(normalizeWord('retry'));
    expect(normalizeWord('invalidated')).toBe(normalizeWord('invalidating'));
  });

  it.each(["one's", 'v8s', 'a_s', 'go', 'x'.repeat(25)])('does not change %s', (word) => {
    expect(normalizeWord(word)).toBe(word);
  });

  it('only lower-cases words of other scripts', () => {
    expect(normalizeWord('Größe')).toBe('größe');
  });
});
