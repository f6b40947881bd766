import * as l10n from '@vscode/l10n';
import type { EngineOptions } from '../common/contracts/engineOptions';
import { SemanticSearchError } from '../common/errors/errors';
import type { ModelInfo, ProviderTest } from '../common/contracts/providerInfo';
import { maxListingBytes } from '../engine/embedding/remote/answerSize';
import { Connection } from '../engine/embedding/remote/connection';
import { describeLearned } from '../engine/embedding/remote/learnedLimits';
import { probeProvider, type ProbeOptions, type ProbeResult } from '../engine/embedding/remote/probe';
import { openEndpoint, recordOf } from './remoteEndpoint';
import { queryModelOf } from './queryModel';
import { askedDimensionsOf } from './remoteDimensions';

/** Placeholder model id: listing models needs none. */
const anyModel = '-';

/**
 * The ids of the embedding models that a provider lists, in its order; empty if it lists none.
 *
 * @throws CancelledError, SemanticSearchError
 */
export async function listModels(
  options: EngineOptions,
  signal?: AbortSignal,
): Promise<readonly ModelInfo[]> {
  const { listing, models } = recordOf(options.provider.provider);
  if (!listing) return [];
  const provider = { ...options.provider, model: options.provider.model ?? anyModel, outputType: undefined };
  const { endpoint, transport } = await openEndpoint({ ...options, provider });
  try {
    const body = await new Connection(endpoint, transport).fetchJson(listing.path, maxListingBytes, signal);
    const known = new Map(models.map((model) => [model.id, model]));
    return listing.read(body).map((model) => ({ ...known.get(model.id), ...model }));
  } finally {
    await transport.close();
  }
}

/**
 * Embeds one short built-in text, to check the connection. If the provider returns integers, or if questions have a
 * model of their own, it is asked a second time for each.
 *
 * @throws CancelledError, SemanticSearchError
 */
export async function testProvider(options: EngineOptions, probe: ProbeOptions = {}): Promise<ProviderTest> {
  const { queryModel: _, ...provider } = options.provider;
  const { test, asked } = await testModel(options, probe);
  if (asked === undefined) return test;
  const dimensions = provider.dimensions ?? test.dimensions;
  await testModel({ ...options, provider: { ...provider, dimensions, model: asked } }, probe);
  return test;
}

/** Also returns the model of the questions, if it is another one. */
async function testModel(
  options: EngineOptions,
  probe: ProbeOptions,
): Promise<{ readonly test: ProviderTest; readonly asked: string | undefined }> {
  const { endpoint, transport, memory } = await openEndpoint(options);
  try {
    const { dimensions: wanted, queryModel } = options.provider;
    const asked = queryModelOf(endpoint, queryModel);
    const askedDimensions = askedDimensionsOf(endpoint, wanted);
    const send = (at: typeof endpoint, expected?: number): Promise<ProbeResult> =>
      probeProvider(at, transport, memory, askedDimensions, { ...probe, dimensions: expected });
    // The length of an encoded vector of integers says nothing without that of another one.
    const { dimensions, latencyMs } = await send({ ...endpoint, outputType: undefined });
    if (endpoint.outputType) await send(endpoint, dimensions);
    if (wanted !== undefined && wanted !== dimensions) {
      throw new SemanticSearchError(
        'PROVIDER_ANSWER',
        l10n.t(
          '{0} returned {1} dimensions instead of {2}.',
          `${endpoint.record.label} (${endpoint.host})`,
          dimensions,
          wanted,
        ),
        l10n.t('Remove the dimensions, or set them to {0}.', dimensions),
      );
    }
    const documented = endpoint.record.limitsOf(endpoint.model);
    const learned = memory.read();
    const maxRequestTokens = learned.maxRequestTokens ?? documented.maxRequestTokens;
    const test = {
      host: endpoint.host,
      model: endpoint.model,
      dimensions,
      latencyMs,
      maxInputs: learned.maxInputs ?? documented.maxInputs,
      maxInputTokens: learned.maxInputTokens ?? documented.maxInputTokens,
      ...(maxRequestTokens !== undefined && { maxRequestTokens }),
      learned: describeLearned(learned),
    };
    return { test, asked };
  } finally {
    await transport.close();
  }
}
