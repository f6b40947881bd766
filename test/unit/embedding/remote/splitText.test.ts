import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../../../../src/engine/embedding/remote/estimateTokens';
import { splitText } from '../../../../src/engine/embedding/remote/splitText';
import { garbage, seededRandom } from '../../chunking/randomText';

/** Whether both halves of every surrogate pair are in the same piece. */
function cutsNoPair(pieces: readonly string[]): boolean {
  return pieces.every((piece, i) => {
    const next = pieces[i + 1] ?? '';
    return !(/[\uD800-\uDBFF]$/.test(piece) && /^[\uDC00-\uDFFF]/.test(next));
  });
}

describe('a text that is divided', () => {
  it.each([
    ['lines', 'const a = 1;\n'.repeat(300)],
    ['lines that end in carriage returns too', 'const a = 1;\r\n'.repeat(300)],
    ['one line', 'lorem ipsum dolor sit amet '.repeat(100)],
    ['one word', 'a'.repeat(3000)],
    ['ideographs', '漢字'.repeat(500)],
    ['emoji', '😀'.repeat(500)],
    ['emoji behind a letter', `x${'😀'.repeat(499)}`],
    ['line breaks', '\n'.repeat(1000)],
    ['blanks', ' '.repeat(4000)],
    ['a long line behind short ones', `${'a\n'.repeat(50)}${'b '.repeat(2000)}`],
    ['a long line before short ones', `${'b '.repeat(2000)}${'\na'.repeat(50)}`],
  ])('of %s equals its joined parts, none of which is too long', (_, text) => {
    for (const maxTokens of [10, 33, 100, 511]) {
      const pieces = splitText(text, maxTokens);
      expect(pieces.join('')).toBe(text);
      expect(Math.max(...pieces.map(estimateTokens))).toBeLessThanOrEqual(maxTokens);
      expect(Math.min(...pieces.map((piece) => piece.length))).toBeGreaterThan(0);
      expect(cutsNoPair(pieces)).toBe(true);
      expect(pieces.length).toBeLessThan(1 + (4 * estimateTokens(text)) / maxTokens);
    }
  });

  it('equals its joined parts for any text and limit', () => {
    const random = seededRandom(7);
    for (let i = 0; i < 300; i++) {
      const text = garbage(random, 1 + (i % 80));
      const maxTokens = 1 + Math.floor(random() * 60);
      const pieces = splitText(text, maxTokens);
      expect(pieces.join('')).toBe(text);
      expect(cutsNoPair(pieces)).toBe(true);
      const tooLong = pieces.filter((piece) => estimateTokens(piece) > maxTokens);
      // Only a single character is not divided.
      expect(tooLong.filter((piece) => !/^.$/su.test(piece))).toEqual([]);
    }
  });

  it('is not divided if it fits', () => {
    expect(splitText('const a = 1;', 100)).toEqual(['const a = 1;']);
    expect(splitText('', 1)).toEqual(['']);
  });

  it('is divided after a line break, if there is one near the middle', () => {
    const text = `${'first line of it\n'.repeat(3)}${'second part\n'.repeat(3)}`;
    const pieces = splitText(text, estimateTokens(text) - 1);
    expect(pieces).toHaveLength(2);
    expect(pieces[0]).toMatch(/\n$/);
    // Splitting at this line break would leave a nearly empty piece.
    expect(splitText(`a\n${'b'.repeat(100)}`, 40)[0]).toHaveLength(51);
  });

  it('keeps a character that is longer than the limit', () => {
    expect(splitText('😀', 2)).toEqual(['😀']);
    expect(splitText('😀😀', 2)).toEqual(['😀', '😀']);
  });
});
