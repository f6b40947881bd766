import { message, type Message } from '../../../common/messages/message';
import type { RawEmbedding } from '../providers/providerRecord';
import { inInputOrder } from './answerOrder';
import { decodeFloats, decodeIntegers } from './decodeBase64';
import { normalized, squaredLength } from './vectorMath';

/**
 * The vectors of an answer in the order of the inputs, each of length 1. Vectors are matched by their `index`, see
 * {@link inInputOrder}. A text whose vector is empty, not finite or zero has no vector, as long as another text of
 * the answer has one.
 *
 * @param dimensions required dimensions; undefined: all must be equal
 * @param outputType the requested type of the numbers. With `int8`, an answer with other numbers is wrong as a whole: the
 *   provider has ignored the request, and its vectors would not be those that the index is named by
 * @returns `flaw`: what the provider answered for a text without a vector; `fault` if the whole answer is wrong. Both
 *   are shown to the user, as in `3 vectors for 5 texts`
 */
export function checkAnswer(
  raw: readonly RawEmbedding[],
  count: number,
  dimensions: number | undefined,
  outputType?: 'int8',
):
  | { readonly vectors: readonly (Float32Array | undefined)[]; readonly flaw?: Message | undefined }
  | { readonly fault: Message } {
  if (raw.length !== count) {
    return wrong(message('vectorsForTexts', raw.length, count));
  }
  const ordered = inInputOrder(raw);
  if (!ordered) return wrong(message('vectorsOfOtherTexts'));
  const decode = outputType === 'int8' ? decodeIntegers : decodeFloats;
  const read = ordered.map(({ vector }) =>
    typeof vector === 'string' ? decode(vector) : readNumbers(vector),
  );
  if (outputType === 'int8' && !read.every((numbers) => numbers?.every(isInt8) ?? true)) {
    return wrong(message('notIntegers'));
  }
  const expected = dimensions ?? read.find((numbers) => numbers && numbers.length > 0)?.length ?? 0;
  const vectors: (Float32Array | undefined)[] = [];
  let flaw: Message | undefined;
  for (const numbers of read) {
    if (numbers && numbers.length > 0 && numbers.length !== expected)
      return wrong(wrongLength(numbers, expected));
    const squares = numbers ? squaredLength(numbers) : NaN;
    const isUsable = numbers !== undefined && squares > 0 && squares < Infinity;
    if (!isUsable) flaw ??= flawOf(numbers, squares, expected);
    vectors.push(isUsable ? normalized(numbers, squares) : undefined);
  }
  if (flaw !== undefined && vectors.every((vector) => vector === undefined)) return wrong(flaw);
  return { vectors, flaw };
}

/** A missing number concerns one text only; it is found later. */
function isInt8(value: number): boolean {
  return (Number.isInteger(value) && value >= -128 && value <= 127) || Number.isNaN(value);
}

/** Why these numbers are not a valid vector for their text. */
function flawOf(numbers: Float32Array | undefined, squares: number, expected: number): Message {
  if (!numbers) return message('notAVector');
  if (numbers.length < expected) return wrongLength(numbers, expected);
  return squares === 0 ? message('zeroVector') : message('notFiniteNumber');
}

function wrongLength(numbers: Float32Array, expected: number): Message {
  return message('wrongDimensions', numbers.length, expected);
}

function wrong(fault: Message): { fault: Message } {
  return { fault };
}

function readNumbers(values: readonly unknown[]): Float32Array | undefined {
  const numbers = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value === 'number') numbers[i] = value;
    // JSON has no NaN: servers write null or a string instead.
    else if (value === null || value === 'NaN') numbers[i] = NaN;
    else return undefined;
  }
  return numbers;
}
