import type { Endpoint } from './endpoint';
import { Exchange } from './exchange';
import type { EmbeddingAsk } from './exchangeTypes';
import type { HttpTransport } from './httpTransport';
import { KnownLimits } from './knownLimits';
import { loadingPatienceMs } from './loadingModel';
import type { LimitMemory } from './learnedLimits';
import { Pace } from './pace';
import { remedyOf } from './sizeRefusal';

/** Texts sent as a test; they contain nothing of the user's. */
export const probeTexts = [
  'Semantic search finds code by meaning.',
  'A query is compared with every chunk.',
] as const;
const probeDeadlineMs = 30_000;
const probeTries = 3;

/** Options of a probe. */
export interface ProbeOptions {
  /** Dimensions that the vector must have. Default: those that are requested, or any. */
  readonly dimensions?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called when the probe begins to wait for the model to be loaded, and when it no longer waits. */
  readonly onModelLoading?: ((isLoading: boolean) => void) | undefined;
}

/** Result of a probe. */
export interface ProbeResult {
  readonly dimensions: number;
  /** Duration of the successful request. */
  readonly latencyMs: number;
}

/**
 * Embeds one short text of the extension's own to learn the properties of the model's vectors, and remembers them.
 *
 * @param askedDimensions dimensions to request; undefined: the model's own
 * @throws CancelledError, SemanticSearchError
 */
export async function probeProvider(
  endpoint: Endpoint,
  transport: HttpTransport,
  memory: LimitMemory,
  askedDimensions: number | undefined,
  { dimensions: required = askedDimensions, signal, onModelLoading }: ProbeOptions = {},
): Promise<ProbeResult> {
  const { record, model } = endpoint;
  const limits = new KnownLimits(record.limitsOf(model), memory);
  const exchange = new Exchange(endpoint, transport, new Pace(1), limits, onModelLoading);
  const patienceMs = Math.max(probeDeadlineMs, record.timeoutMs);
  for (;;) {
    const deadline = performance.now() + patienceMs;
    const ask: EmbeddingAsk = {
      inputs: [record.prefixOf(model, 'document') + probeTexts[0]],
      role: 'document',
      dimensions: askedDimensions,
      asString: limits.learned.asString === true,
    };
    const started = performance.now();
    const outcome = await exchange.send(ask, {
      dimensions: required,
      deadline,
      signal,
      tries: probeTries,
      loadingPatienceMs,
    });
    if ('vectors' in outcome) {
      const dimensions = outcome.vectors[0]!.length;
      if (askedDimensions === undefined) limits.learn({ dimensions });
      return { dimensions, latencyMs: performance.now() - started };
    }
    if (remedyOf(outcome.refused, ask) !== 'array') throw outcome.refused.error;
    limits.learn({ maxInputs: 1, asString: true });
  }
}
