import { describe, expect, it } from 'vitest';
import { stemmedWordsIn, wordLikeness } from '../../../src/engine/ranking/wordLikeness';

describe('the similarity of two words', () => {
  it.each([
    ['retry', 'retries', 1],
    ['cache', 'cache', 1],
    ['auth', 'authenticate', 0.8],
    ['configuration', 'config', 0.8],
    ['ser', 'serializer', 0.6],
    ['serializer', 'serialport', 0.7],
    ['serializer', 'serialization', 1],
    ['deserialize', 'description', 0],
    ['contract', 'contain', 0],
    ['internal', 'interpolation', 0],
    ['internet', 'internals', 0.7],
    ['internal', 'interval', 0.7],
    ['go', 'golang', 0],
    ['parse', 'format', 0],
  ])('%s and %s: %d', (one, other, likeness) => {
    const [first, second] = stemmedWordsIn(`${one} ${other}`);
    expect(wordLikeness(first!, second!)).toBe(likeness);
    expect(wordLikeness(second!, first!)).toBe(likeness);
  });
});
