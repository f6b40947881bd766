import type { VectorEncoding } from '../providers/providerRecord';

/** Bytes of one number: JSON writes up to 24 characters with its comma, and some indent; base64 takes 5.4. */
const bytesPerNumber: Readonly<Record<VectorEncoding, number>> = { float: 32, base64: 8 };
/** Fields beside each vector. */
const bytesPerInput = 4096;
/** Some repeat the texts (Cohere), and escape what is not ASCII: `\u00e9`. */
const bytesPerCharacter = 6;
/** Of all other fields. */
const bytesOfAnswer = 64 * 1024;

/**
 * Any answer may have so many bytes: that a model has other dimensions than expected is told by its vectors, and the first
 * request does not know what to expect. 4 MiB are 180,000 numbers.
 */
const leastBytes = 4 * 1024 * 1024;

/** Longest answer with a list of models. */
export const maxListingBytes = 16 * 1024 * 1024;

/**
 * Longest body of an answer that holds the vectors of some texts, generously.
 *
 * @param dimensions undefined where they are not known yet
 * @param encoding in which the vectors come: a server that ignores base64 answers with numbers
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
