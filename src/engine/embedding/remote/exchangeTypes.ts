import type { SemanticSearchError } from '../../../common/errors/errors';
import type { EmbeddingCall } from '../providers/providerRecord';
import type { ProviderFault } from '../providers/serviceRecord';

/** Options of one exchange. */
export interface ExchangeOptions {
  /** Required dimensions of the vectors; undefined: any. */
  readonly dimensions: number | undefined;
  /** Time to give up, by `performance.now()`. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
  /**
   * Most tries. Default 6, and for a rate limit as many as fit into 75 s after its start or the last
   * success.
   */
  readonly tries?: number | undefined;
  /**
   * Most failed tries that one of the texts may have caused. The last one is returned as a refusal. Default: the
   * number of tries.
   */
  readonly doubts?: number | undefined;
  /**
   * How long to wait for a model that is being loaded, also beyond the deadline, milliseconds. Default 10 minutes,
   * and 0 if `tries` is set.
   */
  readonly loadingPatienceMs?: number | undefined;
  /**
   * Called whenever the request is sent to the provider, and when its whole answer has arrived but is not yet read:
   * the next request may be sent then.
   */
  readonly onMove?: ((isAtProvider: boolean) => void) | undefined;
}

/** The provider does not accept this request as it is, or all tries failed; it may accept another one. */
export interface Refused {
  /**
   * Status of the refusal; undefined if all tries ended with a temporary failure, a broken connection or an invalid
   * answer.
   */
  readonly status: number | undefined;
  readonly fault: ProviderFault | undefined;
  readonly error: SemanticSearchError;
}

/** The variable part of a call: the rest is the same for all calls of an endpoint. */
export type EmbeddingAsk = Pick<EmbeddingCall, 'inputs' | 'role' | 'dimensions' | 'asString'>;

/**
 * Result of an exchange: vectors in the order of the inputs, each of length 1, or a refusal that may be caused by its
 * texts.
 */
export type ExchangeOutcome = Vectors | { readonly refused: Refused };

/** Vectors in the order of the inputs. */
export interface Vectors {
  /** Undefined for a text without a vector, or with an unusable one; never for all texts. */
  readonly vectors: readonly (Float32Array | undefined)[];
  /** The answer for a text without a vector. */
  readonly flaw?: SemanticSearchError | undefined;
  /** The texts were accepted after base64 was dropped: the texts did not cause the earlier refusal. */
  readonly encodingWasWrong?: boolean;
}
