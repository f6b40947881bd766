import type { SemanticSearchError } from '../../../common/errors/errors';
import type { Piece } from './requestPacking';
import { meanDirection } from './vectorMath';

/** Result for a text. */
export interface TextOutcome {
  /** Of length 1; undefined if the text is blank, or the provider refuses it but accepts others. */
  readonly vector?: Float32Array | undefined;
  /** The provider's refusal of this text. */
  readonly refusal?: SemanticSearchError | undefined;
}

/** The result for a text by its pieces: if the provider refuses some of them, the vector of the rest. */
export function outcomeOf(pieces: readonly Piece[]): TextOutcome {
  const taken = pieces.filter((piece) => 'vector' in piece);
  if (taken.length === 0) return { refusal: pieces.find((piece) => 'refusal' in piece)?.refusal };
  const vectors = taken.map(({ vector }) => vector);
  const weights = taken.map(({ weight }) => weight);
  return { vector: meanDirection(vectors, weights) };
}
