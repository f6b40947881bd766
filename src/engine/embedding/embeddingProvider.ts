/** How much a provider takes at once. */
export interface EmbeddingLimits {
  /** Most texts in one call of `embedDocuments`. */
  readonly maxInputs: number;
  /** Most tokens of one text; undefined when the provider cuts by itself. */
  readonly maxInputTokens?: number;
  /** Most tokens in one request. */
  readonly maxRequestTokens?: number;
}

/**
 * A vector of a text, of length 1, `dimensions` numbers; undefined when the model knows nothing of the text
 * (no known token), so that lexical retrieval alone answers for it.
 */
export type Embedding = Float32Array | undefined;

/** Turns texts into vectors. Documents and queries are different calls: many models treat them differently. */
export interface EmbeddingProvider {
  /** Id as in the settings, for instance `builtin`. */
  readonly id: string;
  readonly model: string;
  readonly dimensions: number;
  /** Host that texts are sent to; undefined when nothing leaves the machine. */
  readonly host?: string;
  readonly limits: EmbeddingLimits;
  /** One embedding for each text, in their order. Rejects with `CancelledError` or `SemanticSearchError`. */
  embedDocuments(texts: readonly string[], signal?: AbortSignal): Promise<readonly Embedding[]>;
  embedQuery(text: string, signal?: AbortSignal): Promise<Embedding>;
}
