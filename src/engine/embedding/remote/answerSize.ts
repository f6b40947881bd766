import type { VectorEncoding } from '../providers/providerRecord';

/** Bytes of one number: JSON writes up to 24 characters with the comma, and some indentation; base64 takes 5.4. */
const bytesPerNumber: Readonly<Record<VectorEncoding, number>> = { float: 32, base64: 8 };
/** Fields beside each vector. */
const bytesPerInput = 4096;
/** Some providers repeat the texts (Cohere), and escape non-ASCII characters: `\u00e9`. */
const bytesPerCharacter = 6;
/** Bytes of all other fields. */
const bytesOfAnswer = 64 * 1024;

/**
 * Every answer may have this size: other dimensions than expected are detected from the vectors, and the first
 * request does not know the dimensions. 4 MiB hold 180,000 numbers.
 */
const leastBytes = 4 * 1024 * 1024;

/** Longest model listing. */
export const maxListingBytes = 16 * 1024 * 1024;

/**
 * A generous limit for the body of an answer that contains the vectors of some texts.
 *
 * @param dimensions undefined if not known yet
 * @param encoding requested encoding: a server that ignores base64 answers with numbers
 */
export function maxAnswerBytes(
  inputs: readonly string[],
  dimensions: number | undefined,
  encoding: VectorEncoding,
): number {
  const characters = inputs.reduce((sum, text) => sum + text.length, 0);
  const vectors = inputs.length * ((dimensions ?? 0) * bytesPerNumber[encoding] + bytesPerInput);
  return Math.max(leastBytes, bytesOfAnswer + vectors + characters * bytesPerCharacter);
}
