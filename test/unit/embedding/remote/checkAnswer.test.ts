import { describe, expect, it } from 'vitest';
import { textOf } from '../../../../src/common/messages/textOf';
import type { RawEmbedding } from '../../../../src/engine/embedding/providers/providerRecord';
import { checkAnswer } from '../../../../src/engine/embedding/remote/checkAnswer';
import { decodeFloats } from '../../../../src/engine/embedding/remote/decodeBase64';

function base64(...numbers: number[]): string {
  return Buffer.from(Float32Array.from(numbers).buffer).toString('base64');
}

/** What {@link checkAnswer} finds, with its texts. */
function readOf(...args: Parameters<typeof checkAnswer>): unknown {
  const checked = checkAnswer(...args);
  if ('fault' in checked) return { fault: textOf(checked.fault) };
  return { ...checked, ...(checked.flaw && { flaw: textOf(checked.flaw) }) };
}

function vectorsOf(raw: readonly RawEmbedding[], dimensions?: number): number[][] {
  const checked = checkAnswer(raw, raw.length, dimensions);
  if ('fault' in checked) throw new Error(textOf(checked.fault));
  return checked.vectors.map((vector) => [...(vector ?? [])]);
}

const [x, y, z] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

describe('an answer that is right', () => {
  it.each<[string, readonly RawEmbedding[]]>([
    ['without numbers of its vectors', [{ vector: x }, { vector: y }, { vector: z }]],
    [
      'in order',
      [
        { index: 0, vector: x },
        { index: 1, vector: y },
        { index: 2, vector: z },
      ],
    ],
    [
      'in another order',
      [
        { index: 2, vector: z },
        { index: 0, vector: x },
        { index: 1, vector: y },
      ],
    ],
    [
      'in base64',
      [
        { index: 1, vector: base64(...y) },
        { index: 2, vector: base64(...z) },
        { index: 0, vector: base64(...x) },
      ],
    ],
    [
      'without the first index, which is 0',
      [
        { index: undefined, vector: x },
        { index: 1, vector: y },
        { index: 2, vector: z },
      ],
    ],
    [
      'without the index 0, in another order',
      [
        { index: 2, vector: z },
        { index: 1, vector: y },
        { index: undefined, vector: x },
      ],
    ],
    [
      'with the index 0 for all',
      [
        { index: 0, vector: x },
        { index: 0, vector: y },
        { index: 0, vector: z },
      ],
    ],
    [
      'counted from 1',
      [
        { index: 1, vector: x },
        { index: 2, vector: y },
        { index: 3, vector: z },
      ],
    ],
    [
      'counted from 1, in another order',
      [
        { index: 3, vector: z },
        { index: 1, vector: x },
        { index: 2, vector: y },
      ],
    ],
    ['in both encodings', [{ vector: x }, { vector: base64(...y) }, { vector: z }]],
  ])('gives the vectors in the order of the texts: %s', (_, raw) => {
    expect(vectorsOf(raw, 3)).toEqual([x, y, z]);
    expect(vectorsOf(raw)).toEqual([x, y, z]);
  });

  it('is brought to length 1', () => {
    const [floats, encoded] = vectorsOf([{ vector: [3, -4] }, { vector: base64(-30, 40) }]);
    expect(floats![0]).toBeCloseTo(0.6);
    expect(floats![1]).toBeCloseTo(-0.8);
    expect(encoded![0]).toBeCloseTo(-0.6);
    expect(encoded![1]).toBeCloseTo(0.8);
  });

  it('may have any index for its only vector', () => {
    expect(vectorsOf([{ index: 7, vector: x }])).toEqual([x]);
  });

  it('may contain the smallest numbers', () => {
    expect(vectorsOf([{ vector: [1.4e-45, 0] }])).toEqual([[1, 0]]);
  });
});

describe('an answer that is wrong', () => {
  const numbered = (...indices: (number | undefined)[]): RawEmbedding[] =>
    indices.map((index) => ({ index, vector: x }));

  it.each<[string, readonly RawEmbedding[], number, string]>([
    ['has none', [], 2, '0 vectors for 2 texts'],
    ['has too few', numbered(0), 2, '1 vector for 2 texts'],
    ['has too many', numbered(0, 1, 2), 1, '3 vectors for 1 text'],
    ['has two of the same number', numbered(0, 1, 1), 3, 'vectors whose numbers do not fit the texts'],
    ['has another number for all', numbered(1, 1), 2, 'vectors whose numbers do not fit the texts'],
    ['has 0 for most', numbered(0, 0, 2), 3, 'vectors whose numbers do not fit the texts'],
    ['counts from 1 and leaves one out', numbered(1, 3), 2, 'vectors whose numbers do not fit the texts'],
    ['counts from 2', numbered(2, 3), 2, 'vectors whose numbers do not fit the texts'],
    [
      'leaves out another index than 0',
      numbered(0, undefined, 2),
      3,
      'vectors whose numbers do not fit the texts',
    ],
    ['leaves out two', numbered(undefined, undefined, 2), 3, 'vectors whose numbers do not fit the texts'],
    ['has what is no number', numbered(NaN, 1), 2, 'vectors whose numbers do not fit the texts'],
    ['leaves a number out', numbered(0, 2), 2, 'vectors whose numbers do not fit the texts'],
    ['has a negative number', numbered(-1, 0), 2, 'vectors whose numbers do not fit the texts'],
    ['has half a number', numbered(0, 0.5), 2, 'vectors whose numbers do not fit the texts'],
    ['numbers only some', numbered(0, undefined), 2, 'vectors whose numbers do not fit the texts'],
  ])('has wrong indices: %s', (_, raw, count, what) => {
    expect(readOf(raw, count, 3)).toEqual({ fault: what });
  });

  it.each<[string, readonly unknown[] | string, string]>([
    ['no dimensions', [], 'a vector of 0 dimensions instead of 3'],
    ['an empty text', '', 'a vector of 0 dimensions instead of 3'],
    ['null', [1, null, 0], 'a number that is not finite'],
    ['NaN as a word', [1, 'NaN', 0], 'a number that is not finite'],
    ['a number too large for JSON', [JSON.parse('1e999'), 0, 0], 'a number that is not finite'],
    ['a number too large for a float', [1e39, 0, 0], 'a number that is not finite'],
    ['NaN in base64', base64(0, NaN, 0), 'a number that is not finite'],
    ['infinity in base64', base64(0, 0, -Infinity), 'a number that is not finite'],
    ['zeros', [0, 0, 0], 'a vector of zeros only'],
    ['zeros of either sign in base64', base64(0, -0, 0), 'a vector of zeros only'],
    ['numbers too small for a float', [1e-60, 0, 0], 'a vector of zeros only'],
    ['words', ['a', 'b', 'c'], 'something that is not a vector'],
    ['numbers in quotes', ['1', '0', '0'], 'something that is not a vector'],
    ['lists', [[1], [0], [0]], 'something that is not a vector'],
    ['holes', [1, undefined, 0], 'something that is not a vector'],
    ['words in one', 'no vector', 'something that is not a vector'],
    ['broken base64', 'AAAA*AAAAAAAAAA=', 'something that is not a vector'],
    ['base64 of bytes that are no floats', 'AAAAAAA=', 'something that is not a vector'],
  ])('contains a vector of %s: the others are right', (_, vector, what) => {
    const raw = [
      { index: 0, vector: x },
      { index: 1, vector },
    ];
    expect(readOf(raw, 2, 3)).toEqual({ vectors: [Float32Array.from(x), undefined], flaw: what });
    expect(readOf([...raw].reverse(), 2, undefined)).toMatchObject({ flaw: what });
    // If no text has a vector, the text is not the cause.
    expect(readOf([{ vector }, { vector }], 2, 3)).toEqual({ fault: what });
  });

  it.each<[string, readonly unknown[] | string, string]>([
    ['fewer dimensions', [1, 0], 'a vector of 2 dimensions instead of 3'],
    ['more dimensions', [1, 0, 0, 0], 'a vector of 4 dimensions instead of 3'],
    ['more dimensions in base64', base64(1, 0, 0, 0), 'a vector of 4 dimensions instead of 3'],
  ])('contains a vector of %s', (_, vector, what) => {
    expect(readOf([{ vector: x }, { vector }], 2, 3)).toEqual({ fault: what });
  });

  it('has vectors of different dimensions, although none are expected', () => {
    const what = 'a vector of 2 dimensions instead of 3';
    expect(readOf([{ vector: x }, { vector: [1, 0] }], 2, undefined)).toEqual({ fault: what });
  });

  it('has an empty vector, although no dimensions are expected', () => {
    expect(readOf([{ vector: [] }], 1, undefined)).toEqual({ fault: 'a vector of zeros only' });
  });
});

describe('an answer of 8-bit integers', () => {
  const ofBytes = (...numbers: number[]): string =>
    Buffer.from(Int8Array.from(numbers).buffer).toString('base64');
  const vectorOf = (vector: readonly unknown[] | string) => checkAnswer([{ vector }], 1, 3, 'int8');

  it('is read as numbers and as base64 of its bytes, and has length 1', () => {
    const expected = { vectors: [Float32Array.of(-0.8, 0, 0.6)] };
    expect(vectorOf([-4, 0, 3])).toEqual(expected);
    expect(vectorOf(ofBytes(-4, 0, 3))).toEqual(expected);
    const ends = vectorOf(ofBytes(-128, 127, 0));
    expect('vectors' in ends && ends.vectors[0]![0]! / ends.vectors[0]![1]!).toBeCloseTo(-128 / 127, 6);
  });

  const other = { fault: 'numbers other than the requested 8-bit integers' };
  it.each<[string, readonly unknown[] | string, unknown]>([
    ['floating-point numbers', [0.1, 0.2, 0.3], other],
    ['a number that is too large', [1, 2, 128], other],
    ['a number that is too small', [1, 2, -129], other],
    ['an infinite number', [1, 2, 1e400], other],
    [
      'base64 of floating-point numbers',
      base64(1, 2, 3),
      { fault: 'a vector of 12 dimensions instead of 3' },
    ],
    ['a missing number', [1, 2, null], { fault: 'a number that is not finite' }],
    ['no base64', 'AAAAA', { fault: 'something that is not a vector' }],
    ['zeros', [0, 0, 0], { fault: 'a vector of zeros only' }],
  ])('is wrong with %s', (_, vector, expected) => {
    expect(readOf([{ vector }], 1, 3, 'int8')).toEqual(expected);
  });

  it('is wrong as a whole, if one vector has other numbers', () => {
    expect(readOf([{ vector: [1, 2, 3] }, { vector: [0.5, 2, 3] }], 2, 3, 'int8')).toEqual(other);
  });
});

describe('floats in base64', () => {
  it.each([0, 1, 2, 3, 4, 5, 257])('are decoded, %i of them', (count) => {
    const floats = Float32Array.from({ length: count }, (_, i) => Math.sin(i * 7.3) * 10 ** ((i % 60) - 30));
    const text = Buffer.from(floats.buffer).toString('base64');
    expect(decodeFloats(text)).toEqual(floats);
    expect(decodeFloats(text.replaceAll('=', ''))).toEqual(floats);
  });

  it('may have every pattern of bits', () => {
    const bytes = Uint8Array.from({ length: 1024 }, (_, i) => (i * 2_654_435_761) >>> 24);
    const decoded = decodeFloats(Buffer.from(bytes).toString('base64'))!;
    expect(decoded).toEqual(new Float32Array(bytes.buffer));
  });

  it.each([
    'A',
    'AAAAA',
    'AAAAAA===',
    'AAAAAAA',
    'AA==AA==',
    'AAAA AAA',
    'AAAAAé==',
    'AAAAA\u0100==',
    'AAAAA-_=',
    '=',
  ])('are refused in another form: %j', (text) => {
    expect(decodeFloats(text)).toBeUndefined();
  });
});
