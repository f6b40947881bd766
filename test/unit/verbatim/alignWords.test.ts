import { describe, expect, it } from 'vitest';
import { WordAligner } from '../../../src/engine/verbatim/readings/alignWords';
import { wordSequence } from '../../../src/engine/verbatim/wordSequence';

function align(query: string, text: string) {
  const found = new WordAligner(wordSequence(query).words).align(wordSequence(text));
  return found && { share: Math.round(found.share * 100) / 100, run: found.run };
}

describe('words in a row', () => {
  it.each([
    ['with the same signs', 'no such cart', 'fail("no such cart")', 1, 3],
    ['over lines of a literal', 'no such cart found', '"no such " +\n  "cart\\nfound"', 1, 4],
    ['without words of another script', '购物车 不存在', 'fail("购物车不存在")', 1, 6],
    ['with a word between', 'cart has no price', 'cart %s has no price', 0.93, 3],
    ['with another value', 'cart 17 has no price', 'cart %s has no price', 0.72, 3],
    ['in another order', 'price cart', 'cart price', 0.5, 1],
    ['far apart', 'cart price', `cart ${'x '.repeat(40)} price`, 0.5, 1],
  ])('%s', (_, query, text, share, run) => {
    expect(align(query, text)).toEqual({ share, run });
  });

  it.each([
    ['cart has no price', 'CART\\nhas NO price', 1],
    ['cart has no price', 'price of a cart', 0.59],
    ['cart cart price', 'no cart', 0.67],
    ['cart', 'basket', 0],
    // Not examined: the lower case of other letters can depend on their neighbours.
    ['δρόμος', 'basket', 1],
  ])('are at most what the text has of them: %s in %s', (query, text, share) => {
    const most = new WordAligner(wordSequence(query).words).mostShare(text);
    expect(most).toBeCloseTo(share, 1);
    expect(most).toBeGreaterThanOrEqual(align(query, text)?.share ?? 0);
  });

  it('are none where no word is there', () => {
    expect(align('cart', 'basket')).toBeUndefined();
  });
});
