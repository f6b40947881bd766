import { SemanticSearchError } from '../../../../src/common/errors/errors';
import type { OpenaiFacts } from '../../../../src/engine/embedding/providers/openaiDialect';
import { Exchange } from '../../../../src/engine/embedding/remote/exchange';
import { KnownLimits } from '../../../../src/engine/embedding/remote/knownLimits';
import { volatileMemory, type LimitMemory } from '../../../../src/engine/embedding/remote/learnedLimits';
import { Pace } from '../../../../src/engine/embedding/remote/pace';
import { RequestQueue } from '../../../../src/engine/embedding/remote/requestQueue';
import {
  fakeDimensions,
  fakeEndpoint,
  FakeTransport,
  type FakeAnswer,
  type FakeRequest,
} from './fakeProvider';

/** A queue connected to a provider. */
export interface QueueSetup {
  readonly queue: RequestQueue;
  readonly transport: FakeTransport;
  readonly memory: LimitMemory;
  readonly refused: SemanticSearchError[];
  /** Resolves to the vectors of texts when all are available. */
  readonly embed: (texts: readonly string[], signal?: AbortSignal) => Promise<(Float32Array | undefined)[]>;
}

/** Differences from a provider without limits. */
export interface QueueOptions extends Partial<OpenaiFacts> {
  readonly memory?: LimitMemory;
  readonly prefix?: string;
  readonly latencyMs?: number;
}

/** @param answer as in {@link FakeTransport} */
export function setUpQueue(
  answer?: (request: FakeRequest, number: number) => FakeAnswer | undefined,
  { memory = volatileMemory(), prefix = '', latencyMs = 20, ...facts }: QueueOptions = {},
): QueueSetup {
  const endpoint = fakeEndpoint(facts);
  const transport = new FakeTransport(answer, latencyMs);
  const documented = endpoint.record.limitsOf(endpoint.model);
  const limits = new KnownLimits(documented, memory);
  const pace = new Pace(documented.concurrency);
  const refused: SemanticSearchError[] = [];
  const queue = new RequestQueue({
    exchange: new Exchange(endpoint, transport, pace, limits),
    pace,
    limits,
    prefix,
    askedDimensions: undefined,
    dimensions: fakeDimensions,
    jobDeadlineMs: 300_000,
    onRefusedText: (error) => refused.push(error),
    pausedFor: (delayMs) => new SemanticSearchError('PROVIDER_BUSY', `Paused for ${delayMs} ms.`, ''),
  });
  const embed: QueueSetup['embed'] = (texts, signal) =>
    Promise.all(texts.map(async (text) => (await queue.embed(text, signal)).vector));
  return { queue, transport, memory, refused, embed };
}
