import type { EmbeddingCall } from '../providers/providerRecord';
import type { Endpoint } from './endpoint';
import { Exchange } from './exchange';
import type { HttpTransport } from './httpTransport';
import type { LimitMemory } from './learnedLimits';
import { Pace } from './pace';
import { remedyOf } from './sizeRefusal';

/** The text that is sent to see what comes back: nothing of anybody's. */
const probeText = 'Semantic search finds code by meaning.';
const probeDeadlineMs = 30_000;
const probeTries = 3;

/** What a probe found. */
export interface ProbeResult {
  readonly dimensions: number;
  /** From the request that was answered to its answer. */
  readonly latencyMs: number;
}

/**
 * Embeds one short text of our own to learn what the model's vectors look like, and remembers it.
 *
 * @param askedDimensions to ask for; undefined: the model's own
 * @throws CancelledError, SemanticSearchError
 */
export async function probeProvider(
  endpoint: Endpoint,
  transport: HttpTransport,
  memory: LimitMemory,
  askedDimensions: number | undefined,
  signal?: AbortSignal,
): Promise<ProbeResult> {
  const { record, model } = endpoint;
  const exchange = new Exchange(endpoint, transport, new Pace(1));
  const patienceMs = Math.max(probeDeadlineMs, record.timeoutMs);
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const { asString, floatOnly } = memory.read();
    const call: EmbeddingCall = {
      baseUrl: endpoint.baseUrl,
      model,
      inputs: [record.prefixOf(model, 'document') + probeText],
      role: 'document',
      dimensions: askedDimensions,
      encoding: floatOnly ? 'float' : (record.encodings[0] ?? 'float'),
      asString: asString === true,
    };
    const started = performance.now();
    const outcome = await exchange.send(call, {
      dimensions: askedDimensions,
      deadline,
      signal,
      tries: probeTries,
    });
    if ('vectors' in outcome) {
      const dimensions = outcome.vectors[0]!.length;
      if (askedDimensions === undefined) memory.write({ ...memory.read(), dimensions });
      return { dimensions, latencyMs: performance.now() - started };
    }
    const remedy = remedyOf(outcome.refused, call);
    if (remedy === 'array') memory.write({ ...memory.read(), maxInputs: 1, asString: true });
    else if (remedy === 'encoding') memory.write({ ...memory.read(), floatOnly: true });
    else throw outcome.refused.error;
  }
}
