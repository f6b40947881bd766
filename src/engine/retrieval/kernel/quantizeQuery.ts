/** A query vector in int16. Its cosine with a row is `dot(values, row) * row scale * scale`. */
export interface QuantizedQuery {
  readonly values: Int16Array;
  /** 1 / length of `values`; 0 if the query has no direction (zeros, or a number that is not finite). */
  readonly scale: number;
}

/**
 * Writes a query as int16, with its largest number as large as possible without any dot product exceeding 32 bits:
 * all of int16 up to 512 dimensions, still 12 bits and a sign at 4,096.
 */
export function quantizeQuery(query: Float32Array): QuantizedQuery {
  const values = new Int16Array(query.length);
  let largest = 0;
  for (const value of query) {
    // Math.max propagates NaN, so one check at the end is enough.
    largest = Math.max(largest, Math.abs(value));
  }
  if (!(largest > 0 && largest < Infinity)) return { values, scale: 0 };

  const range = Math.min(32767, Math.floor((2 ** 31 - 1) / (128 * query.length)));
  let squares = 0;
  for (let i = 0; i < query.length; i++) {
    // Divide first: range / largest overflows for the smallest numbers.
    const value = Math.round((query[i]! / largest) * range);
    values[i] = value;
    squares += value * value;
  }
  return { values, scale: Math.fround(1 / Math.sqrt(squares)) };
}
