import { SemanticSearchError } from '../../common/errors/errors';
import { message, type Message } from '../../common/messages/message';

/** One vector as the cache and the index store it. Its cosine with a query is `dot(data, query) * scale`. */
export interface QuantizedVector {
  readonly data: Int8Array;
  /** 1 / length of `data`; 0: the text has no vector. */
  readonly scale: number;
}

/** Many quantized vectors, row after row. */
export interface QuantizedVectors {
  readonly dimensions: number;
  /** Length: rows × dimensions. */
  readonly data: Int8Array;
  /** One for each row; 0: the text has no vector. */
  readonly scales: Float32Array;
}

/**
 * Writes a vector as int8 at `out[offset]`, scaled so that its largest number becomes ±127.
 * @returns the row's scale, 1 / length of the written vector, so that cosines need only a dot product
 * @throws SemanticSearchError `PROVIDER_ANSWER` for a vector of zeros or with a number that is not finite: either
 *   would silently corrupt rankings
 */
export function quantize(vector: Float32Array, out: Int8Array, offset: number): number {
  let largest = 0;
  for (const value of vector) {
    const magnitude = Math.abs(value);
    // Written this way to catch NaN too.
    if (!(magnitude < Infinity)) {
      throw unusable(message('providerReturnedNotFinite'));
    }
    if (magnitude > largest) {
      largest = magnitude;
    }
  }
  if (largest === 0) {
    throw unusable(message('providerReturnedZeros'));
  }
  let squares = 0;
  for (let i = 0; i < vector.length; i++) {
    // Divide first: 127 / largest overflows for the smallest numbers.
    const rounded = Math.round((vector[i]! / largest) * 127);
    out[offset + i] = rounded;
    squares += rounded * rounded;
  }
  return Math.fround(1 / Math.sqrt(squares));
}

function unusable(what: Message): SemanticSearchError {
  return new SemanticSearchError('PROVIDER_ANSWER', what, message('checkModelOrChooseAnother'));
}
