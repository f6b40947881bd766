import type { ProviderRequest, ServiceRecord } from '../embedding/providers/serviceRecord';

/** One call of a rerank endpoint. */
export interface RerankCall {
  /** Undefined: the model that the server runs. */
  readonly model: string | undefined;
  readonly query: string;
  /** At least one, none of them empty. */
  readonly documents: readonly string[];
}

/** One score of an answer, as it was sent and not yet checked. */
export interface RawScore {
  /** Number of the document that it belongs to. */
  readonly index: unknown;
  /** Higher is more relevant. */
  readonly score: unknown;
}

/**
 * A reranker: everything needed to communicate with it. One file each, readable beside its documentation. In its
 * limits, the inputs are the documents; each is sent and counted together with the query.
 */
export interface RerankerRecord extends ServiceRecord {
  requestOf(call: RerankCall): ProviderRequest;
  /** The scores of a JSON answer; undefined if it has none. Does not throw. */
  readAnswer(body: unknown): readonly RawScore[] | undefined;
}
