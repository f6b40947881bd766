import { expect, onTestFinished } from 'vitest';
import { silentLogger } from '../../../src/common/logger';
import { hostOf } from '../../../src/engine/embedding/providers/baseUrl';
import { openai } from '../../../src/engine/embedding/providers/openai';
import type { ProviderLimits, ProviderRecord } from '../../../src/engine/embedding/providers/providerRecord';
import { volatileMemory, type LimitMemory } from '../../../src/engine/embedding/remote/learnedLimits';
import { RemoteProvider } from '../../../src/engine/embedding/remote/remoteProvider';
import { createTransport } from '../../../src/node/http/undiciTransport';
import type { FaultServer } from './faultServer';
import { cosine, textVector } from './textVector';

/** How a provider of a test differs from OpenAI. */
export interface RemoteChanges {
  /** Default: that of OpenAI, with answers in numbers. */
  readonly record?: Partial<ProviderRecord>;
  readonly limits?: Partial<ProviderLimits>;
  readonly memory?: LimitMemory;
  readonly resultPath?: string;
  /** Default 64. */
  readonly dimensions?: number;
  /** Collects what is warned of. */
  readonly warnings?: string[];
  /** Collects the statuses of the answers that the provider was given. */
  readonly answers?: number[];
}

/** A key that is like nothing else. */
export const remoteKey = 'sk-NobodysKeyZq4Wm9Xv2Lp';

/** The provider as it is put together for a server at `origin`/v1, for one test. */
export async function openRemote(
  origin: string,
  {
    record: changes,
    limits,
    memory = volatileMemory(),
    resultPath,
    dimensions = 64,
    warnings,
    answers,
  }: RemoteChanges = {},
): Promise<RemoteProvider> {
  const documented: ProviderRecord = { ...openai, encodings: ['float'], ...changes };
  const record: ProviderRecord = {
    ...documented,
    limitsOf: (model) => ({ ...documented.limitsOf(model), ...limits }),
  };
  const baseUrl = `${origin}/v1`;
  const model = 'text-embedding-3-small';
  const transport = await createTransport(origin, {
    connections: record.limitsOf(model).concurrency + 1,
    env: {},
  });
  onTestFinished(() => transport.close());
  return new RemoteProvider({
    endpoint: { record, baseUrl, host: hostOf(baseUrl), model, apiKey: remoteKey, resultPath },
    transport: {
      ...transport,
      send: async (request, signal) => {
        const response = await transport.send(request, signal);
        answers?.push(response.status);
        return response;
      },
      close: () => transport.close(),
    },
    memory,
    dimensions,
    askedDimensions: dimensions,
    mask: (text) => text,
    logger: { ...silentLogger, warn: (message) => warnings?.push(message) },
  });
}

/** Texts that differ from each other, each with a word of its own. */
export function sampleTexts(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `Remark ${i}: the kettle of room ${i} is never found.`);
}

/** Embeds texts, and sees to it that each has the vector that a server makes of it. */
export async function expectRightVectors(
  provider: RemoteProvider,
  texts: readonly string[],
  server: FaultServer,
): Promise<void> {
  const vectors = await provider.embedDocuments(texts);
  const alike = vectors.map((vector, i) => cosine(vector ?? [], textVector(texts[i]!, server.dimensions)));
  expect(alike).toHaveLength(texts.length);
  expect(alike.filter((value) => !(value > 0.999))).toEqual([]);
}

/** What a promise fails with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => expect.fail(`It did not fail, but: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
}
