/** A list of numbers as an array of PostgreSQL: much faster than the conversion of `pg`. */
export function numberArray(numbers: ArrayLike<number>): string {
  return `{${Array.prototype.join.call(numbers, ',')}}`;
}

/** Vectors, or null for none, as an array of texts that are cast to vectors. */
export function vectorArray(vectors: readonly (ArrayLike<number> | undefined)[]): string {
  return `{${vectors.map((vector) => (vector ? `"${vectorText(vector)}"` : 'null')).join(',')}}`;
}

/** A vector in the form of pgvector. */
export function vectorText(vector: ArrayLike<number>): string {
  return `[${Array.prototype.join.call(vector, ',')}]`;
}

/** A term's hash of 32 bits as the number of PostgreSQL with the same bits, which has a sign. */
export function termNumber(hash: number): number {
  return hash | 0;
}
