import type { RawEmbedding } from '../providers/providerRecord';

/**
 * The vectors of an answer in the order of the inputs, one for each; undefined if their indices are ambiguous or
 * invalid. Answers are documented to be in the order of the inputs, so this order applies if the indices carry no
 * information. Servers are known to write these indices:
 *
 * - 0 to n-1, in any order
 * - none
 * - none for the first one: encoders of Go and of protocol buffers omit zero values
 * - 0 for all: each text was embedded separately
 * - 1 to n, in any order
 */
export function inInputOrder(raw: readonly RawEmbedding[]): readonly RawEmbedding[] | undefined {
  const indices = raw.map(({ index }) => index);
  // One text and one vector match whatever the index.
  if (raw.length === 1 || indices.every((index) => index === undefined)) return raw;
  if (indices.every((index) => index === 0)) return raw;
  const missing = indices.filter((index) => index === undefined).length;
  if (missing > 1) return undefined;
  const fromZero = indices.map((index) => index ?? 0);
  const fromOne = indices.map((index) => (index ?? 0) - 1);
  return sorted(raw, fromZero) ?? sorted(raw, fromOne);
}

/** Undefined if the indices are not 0 to n-1, each once. */
function sorted(
  raw: readonly RawEmbedding[],
  indices: readonly number[],
): readonly RawEmbedding[] | undefined {
  const ordered = new Array<RawEmbedding | undefined>(raw.length).fill(undefined);
  for (const [i, index] of indices.entries()) {
    if (!(index in ordered) || ordered[index] !== undefined) return undefined;
    ordered[index] = raw[i]!;
  }
  return ordered as RawEmbedding[];
}
