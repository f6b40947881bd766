import type { ErrorFacts } from '../errors/errors';

/**
 * Why the first order is kept, in one word: it took too long; no connection; too many requests; the key; the quota; an
 * answer whose scores cannot be assigned to the texts; any other refusal.
 */
export type RerankFailure = 'slow' | 'unreachable' | 'busy' | 'key' | 'quota' | 'answer' | 'refused';

/** What a reranker did with an answer. */
export interface Reranking {
  /** Label and model, as in `Cohere rerank-v3.5`. */
  readonly by: string;
  /** Host that the question and the texts are sent to. */
  readonly host: string;
  /** Number of results that it put in order; 0 if it failed, or if there was nothing to order. */
  readonly count: number;
  /** Why the first order was kept; undefined if the reranker did not fail. */
  readonly failure?: { readonly why: RerankFailure; readonly error: ErrorFacts } | undefined;
  /** Duration, milliseconds from when the first order was known. */
  readonly tookMs: number;
}

/** Result of a connection test of a reranker. */
export interface RerankerTest {
  readonly host: string;
  readonly model: string;
  /** Time from sending two short texts to receiving their scores. */
  readonly latencyMs: number;
}
