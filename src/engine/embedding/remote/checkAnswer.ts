import * as l10n from '@vscode/l10n';
import { countOf } from '../../../common/countText';
import type { RawEmbedding } from '../providers/providerRecord';
import { inInputOrder } from './answerOrder';
import { decodeFloats } from './decodeBase64';
import { normalized, squaredLength } from './vectorMath';

/**
 * The vectors of an answer in the order of the inputs, each of length 1. Vectors are matched by their `index`, see
 * {@link inInputOrder}.
 *
 * @param dimensions that they must have; undefined: all the same
 * @returns `fault` where the answer is wrong: what the provider answered with, for people, as in `3 vectors for 5 texts`
 */
export function checkAnswer(
  raw: readonly RawEmbedding[],
  count: number,
  dimensions: number | undefined,
): { readonly vectors: readonly Float32Array[] } | { readonly fault: string } {
  if (raw.length !== count) {
    return wrong(l10n.t('{0} for {1}', countOf(raw.length, 'vector'), countOf(count, 'text')));
  }
  const ordered = inInputOrder(raw);
  if (!ordered) return wrong(l10n.t('vectors whose numbers do not fit the texts'));
  const vectors: Float32Array[] = [];
  let expected = dimensions;
  for (const { vector } of ordered) {
    const numbers = typeof vector === 'string' ? decodeFloats(vector) : readNumbers(vector);
    if (!numbers) return wrong(l10n.t('something that is not a vector'));
    expected ??= numbers.length;
    if (numbers.length !== expected) {
      return wrong(l10n.t('a vector of {0} dimensions instead of {1}', numbers.length, expected));
    }
    const squares = squaredLength(numbers);
    if (!Number.isFinite(squares)) return wrong(l10n.t('a number that is not finite'));
    if (squares === 0) return wrong(l10n.t('a vector of nothing but zeros'));
    vectors.push(normalized(numbers, squares));
  }
  return { vectors };
}

function wrong(fault: string): { fault: string } {
  return { fault };
}

function readNumbers(values: readonly unknown[]): Float32Array | undefined {
  const numbers = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value === 'number') numbers[i] = value;
    // JSON has no NaN: those who have one write null, or a word.
    else if (value === null || value === 'NaN') numbers[i] = NaN;
    else return undefined;
  }
  return numbers;
}
