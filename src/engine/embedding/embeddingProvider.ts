import type { ErrorCode } from '../../common/errors';
import type { EmbeddingRole } from './providers/providerRecord';

/** How much a provider is given at once. */
export interface EmbeddingLimits {
  /** Most texts in one call of `embedDocuments`. */
  readonly maxInputs: number;
  /** Texts that may wait for their vectors at a time, over all calls: more would not keep it busier. */
  readonly inputsUnderWay: number;
}

/** How a query is embedded. */
export interface QueryOptions {
  readonly signal?: AbortSignal | undefined;
  /** How long to wait for the vector at most, milliseconds; the provider has a default. */
  readonly patienceMs?: number | undefined;
  /**
   * `document`: the text is a piece of code or of a document that others like it are looked for, in the form of
   * `documentText`; its vector is that of a document. Default `query`.
   */
  readonly role?: EmbeddingRole | undefined;
}

/**
 * A vector of a text, of length 1, `dimensions` numbers; undefined when the model knows nothing of the text
 * (no known token), so that lexical retrieval alone answers for it.
 */
export type Embedding = Float32Array | undefined;

/** Why a provider gives no vector for a text, though it does for others. */
export interface TextRefusal {
  readonly code: ErrorCode;
  /** What the provider said or did, for people: one short line, without keys and control characters. */
  readonly message: string;
}

/** What is asked and told of single documents while many are embedded. */
export interface DocumentHooks {
  /**
   * Told of a text and its vector as soon as it is there, so that it can be kept though another text fails; of none by a provider
   * that costs nothing.
   */
  readonly onEmbedding?: ((row: number, embedding: Float32Array) => void) | undefined;
  /** Told of a text that the provider does not take; its embedding is undefined. */
  readonly onRefused?: ((row: number, refusal: TextRefusal) => void) | undefined;
  /** Whether a text was most likely refused in an earlier run. Default: none was. */
  readonly wasRefused?: ((row: number) => boolean) | undefined;
}

/** Turns texts into vectors. Documents and queries are different calls: many models treat them differently. */
export interface EmbeddingProvider {
  /** Id as in the settings, for instance `builtin`. */
  readonly id: string;
  readonly model: string;
  readonly dimensions: number;
  /** Host that texts are sent to; undefined when nothing leaves the machine. */
  readonly host?: string;
  readonly limits: EmbeddingLimits;
  /**
   * Follows whether the server is loading the model, so that documents wait for it. Told at once where it is.
   *
   * @returns ends it
   */
  followLoading?(follower: (isLoading: boolean) => void): () => void;
  /** A person asked for another try: one request is sent at once, however long the server asked to wait. */
  tryNow?(): void;
  /** Requests sent over the network so far; undefined where there is none. */
  readonly requests?: number;
  /**
   * One embedding for each text, in their order. Rejects with `CancelledError` or `SemanticSearchError`, not for the sake of single
   * texts.
   */
  embedDocuments(
    texts: readonly string[],
    signal?: AbortSignal,
    hooks?: DocumentHooks,
  ): Promise<readonly Embedding[]>;
  /** Rejects as {@link embedDocuments} does. */
  embedQuery(text: string, options?: QueryOptions): Promise<Embedding>;
  /** The vector of a few words at once; only of a model that runs in this thread. */
  embedWords?(text: string): Embedding;
}
