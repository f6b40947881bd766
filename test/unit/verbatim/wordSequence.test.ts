import { describe, expect, it } from 'vitest';
import { wordSequence } from '../../../src/engine/verbatim/wordSequence';

describe('the words of a text', () => {
  it.each([
    ['identifiers', 'cart.total_of($x)', ['cart', 'total_of', '$x']],
    ['letters beyond ASCII', 'Größe der Lücke', ['größe', 'der', 'lücke']],
    ['Chinese, each character', '购物车 x', ['购', '物', '车', 'x']],
    ['Thai, each character', 'ดี', ['ด', 'ี']],
    ['Korean', '오류', ['오', '류']],
    ['decomposed letters', 'Lu\u0308cke', ['lücke']],
    ['decomposed syllables', '오류'.normalize('NFD'), ['오', '류']],
    ['half-width characters', 'ｶﾞｽ', ['ガ', 'ス']],
    ['full-width letters', 'Ｃａｒｔ', ['cart']],
  ])('%s', (_, text, words) => {
    expect(wordSequence(text).words).toEqual(words);
  });

  it('have the position of their run', () => {
    const { starts, ends } = wordSequence('a 购物 b');
    expect([starts, ends]).toEqual([
      [0, 2, 2, 5],
      [1, 4, 4, 6],
    ]);
  });
});
