import type { ProviderSummary } from '../../common/contracts/providerInfo';
import type { ErrorCode } from '../../common/errors/errors';
import type { EmbeddingRole } from './providers/providerRecord';
import type { VectorSpace } from './vectorSpace';

/** How much work a provider is given at once. */
export interface EmbeddingLimits {
  /** Most texts in one call of `embedDocuments`. */
  readonly maxInputs: number;
  /** Texts that may wait for their vectors at a time, over all calls; more would not increase throughput. */
  readonly inputsUnderWay: number;
}

/** Options of {@link EmbeddingProvider.embedQuery}. */
export interface QueryOptions {
  readonly signal?: AbortSignal | undefined;
  /** Longest wait for the vector, milliseconds; the provider has a default. */
  readonly patienceMs?: number | undefined;
  /**
   * `document`: the text is code or documentation to find similar text for, in the form of `documentText`, and gets
   * the vector of a document. Default `query`.
   */
  readonly role?: EmbeddingRole | undefined;
}

/**
 * The vector of a text, of length 1, `dimensions` numbers; undefined when the model knows no token of the text, so
 * that only lexical retrieval finds it.
 */
export type Embedding = Float32Array | undefined;

/** Why a provider gives no vector for one text, though it does for others. */
export interface TextRefusal {
  readonly code: ErrorCode;
  /** The provider's message or failure, to be shown to the user: one short line, without keys and control characters. */
  readonly message: string;
}

/** Callbacks for single documents while many are embedded. */
export interface DocumentHooks {
  /**
   * Called with each text's vector as soon as it arrives, so that it can be kept when another text fails. Not called
   * by a provider that costs nothing.
   */
  readonly onEmbedding?: ((row: number, embedding: Float32Array) => void) | undefined;
  /** Called for a text that the provider refuses; its embedding is undefined. */
  readonly onRefused?: ((row: number, refusal: TextRefusal) => void) | undefined;
  /** Whether a text was most likely refused in an earlier run. Default: none. */
  readonly wasRefused?: ((row: number) => boolean) | undefined;
}

/** Turns texts into vectors. Documents and queries have separate calls because many models treat them differently. */
export interface EmbeddingProvider {
  /** Id as in the settings, for instance `builtin`. */
  readonly id: string;
  readonly model: string;
  readonly dimensions: number;
  /** Host that texts are sent to; undefined when nothing leaves the machine. */
  readonly host?: string;
  /** What distinguishes its vectors beside the model and the dimensions: parameters of the requests, and the type of the numbers. Default: nothing. */
  readonly variant?: string | undefined;
  /** The vector space of the model if it shares it with others; an index belongs to the space. */
  readonly space?: VectorSpace | undefined;
  /** The model of `embedQuery`, if it is another one of the space. */
  readonly queryModel?: string | undefined;
  readonly limits: EmbeddingLimits;
  /**
   * Calls the follower when the server starts or finishes loading the model, so that documents wait for it; at once
   * if it is loading.
   *
   * @returns stops following
   */
  followLoading?(follower: (isLoading: boolean) => void): () => void;
  /** The user asked to retry: one request is sent at once, however long the server asked to wait. */
  tryNow?(): void;
  /** Requests sent over the network so far; undefined for a provider without a network. */
  readonly requests?: number;
  /**
   * One embedding for each text, in order. Rejects with `CancelledError` or `SemanticSearchError`, but not because of
   * single texts.
   */
  embedDocuments(
    texts: readonly string[],
    signal?: AbortSignal,
    hooks?: DocumentHooks,
  ): Promise<readonly Embedding[]>;
  /** Rejects as {@link embedDocuments} does. */
  embedQuery(text: string, options?: QueryOptions): Promise<Embedding>;
  /** The vector of a few words, synchronously; only for a model that runs in this thread. */
  embedWords?(text: string): Embedding;
  /** Closes its connections. The provider must not be called afterwards. */
  close?(): Promise<void>;
}

/** The provider and model, as hosts see them. */
export function summaryOf({ id, model, dimensions, queryModel, host }: EmbeddingProvider): ProviderSummary {
  return { id, model, dimensions, ...(queryModel !== undefined && { queryModel }), host: host ?? null };
}
