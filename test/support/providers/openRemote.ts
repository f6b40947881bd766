import { expect, onTestFinished } from 'vitest';
import { silentLogger } from '../../../src/common/logger';
import { hostOf } from '../../../src/engine/embedding/providers/baseUrl';
import { openai } from '../../../src/engine/embedding/providers/openai';
import type { ProviderRecord } from '../../../src/engine/embedding/providers/providerRecord';
import type { ProviderLimits } from '../../../src/engine/embedding/providers/serviceRecord';
import { volatileMemory, type LimitMemory } from '../../../src/engine/embedding/remote/learnedLimits';
import { RemoteProvider } from '../../../src/engine/embedding/remote/remoteProvider';
import { createTransport } from '../../../src/node/http/undiciTransport';
import type { FaultServer } from './faultServer';
import { cosine, textVector } from './textVector';

/** Differences of a test provider from OpenAI. */
export interface RemoteChanges {
  /** Default: the record of OpenAI, with numeric answers. */
  readonly record?: Partial<ProviderRecord>;
  readonly limits?: Partial<ProviderLimits>;
  readonly memory?: LimitMemory;
  readonly resultPath?: string;
  /** Default 64. */
  readonly dimensions?: number;
  /** Collects warnings. */
  readonly warnings?: string[];
  /** Collects the status codes received by the provider. */
  readonly answers?: number[];
}

/** A unique key. */
export const remoteKey = 'sk-NobodysKeyZq4Wm9Xv2Lp';

/** A provider for a server at `origin`/v1, for one test. */
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

/** Different texts, each with a unique word. */
export function sampleTexts(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `Remark ${i}: the kettle of room ${i} is never found.`);
}

/** Embeds texts and checks that each has the vector that the server returns for it. */
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

/** The error with which a promise rejects. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => expect.fail(`It did not fail, but: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
}
