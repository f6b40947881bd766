import { describe, expect, it } from 'vitest';
import { maxAnswerBytes } from '../../../../src/engine/embedding/remote/answerSize';

/** The longest form of an answer: every number with all its digits, indented, each text repeated. */
function longestAnswer(inputs: readonly string[], dimensions: number, isBase64: boolean): string {
  const numbers = Array.from({ length: dimensions }, (_, i) => -1.2345678901234567e-10 / (i + 1));
  const embedding = isBase64 ? Buffer.from(Float32Array.from(numbers).buffer).toString('base64') : numbers;
  const data = inputs.map((text, index) => ({ object: 'embedding', index, embedding, text }));
  return JSON.stringify({ object: 'list', data, usage: { prompt_tokens: 1 } }, undefined, 1).replaceAll(
    /[^\0-\x7f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

describe('the longest answer', () => {
  it.each([
    [1, 64],
    [32, 1024],
    [96, 1536],
    [300, 3072],
  ])('fits the vectors of %d texts with %d dimensions in every notation', (count, dimensions) => {
    const inputs = Array.from({ length: count }, (_, i) => `第${i}段文字`.repeat(50));
    for (const encoding of ['float', 'base64'] as const) {
      const { length } = longestAnswer(inputs, dimensions, encoding === 'base64');
      expect(maxAnswerBytes(inputs, dimensions, encoding)).toBeGreaterThan(length);
    }
  });

  it('is a small part of what a server could send', () => {
    const texts = new Array<string>(32).fill('text');
    expect(maxAnswerBytes(texts, 768, 'float')).toBeLessThan(5e6);
    expect(maxAnswerBytes(new Array<string>(2048).fill('text'), 1536, 'base64')).toBeLessThan(40e6);
    expect(maxAnswerBytes(['text'], undefined, 'float')).toBeLessThan(5e6);
  });
});
