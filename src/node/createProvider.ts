import * as l10n from '@vscode/l10n';
import type { EngineOptions, ProviderOptions } from '../common/contracts/engineOptions';
import { SemanticSearchError } from '../common/errors/errors';
import { silentLogger, type Logger } from '../common/logger';
import { openTogether } from '../common/opened';
import { maskSecrets } from '../engine/corpus/secrets/maskSecrets';
import { createBuiltinProvider } from '../engine/embedding/builtinProvider';
import type { EmbeddingProvider } from '../engine/embedding/embeddingProvider';
import type { StaticModel } from '../engine/embedding/staticModel';
import { DocumentTranslator } from '../engine/lexicon/documentTranslator';
import { probeProvider, type ProbeOptions } from '../engine/embedding/remote/probe';
import { askedWithAnother } from '../engine/embedding/remote/askedWithAnother';
import { RemoteProvider } from '../engine/embedding/remote/remoteProvider';
import { builtinModel } from './builtinModel';
import { openLexicons } from './lexicons';
import { loadModelFiles } from './modelFiles';
import { queryModelOf } from './queryModel';
import { askedDimensionsOf } from './remoteDimensions';
import { openEndpoint, type RemoteEndpoint } from './remoteEndpoint';

/** The selected provider. */
export interface CreatedProvider {
  readonly provider: EmbeddingProvider;
  /** The model that the built-in provider runs. */
  readonly model?: StaticModel | undefined;
}

/**
 * Creates the provider selected in the options. No workspace content is sent. If the dimensions of a model are
 * unknown, one short built-in text is sent once.
 *
 * @param dist directory of the build; the built-in model is in its `model` folder
 * @throws SemanticSearchError PROVIDER_UNKNOWN, MODEL_UNREADABLE, USAGE, and the provider's errors if a model has to
 *   be asked
 */
export async function createProvider(
  options: EngineOptions,
  dist: string,
  logger: Logger = silentLogger,
  probe: ProbeOptions = {},
): Promise<CreatedProvider> {
  return options.provider.provider === 'builtin'
    ? createBuiltin(options.provider, dist, logger)
    : { provider: await createRemote(options, logger, probe) };
}

async function createBuiltin(
  options: ProviderOptions,
  dist: string,
  logger: Logger,
): Promise<CreatedProvider> {
  if (options.baseUrl !== undefined) {
    throw new SemanticSearchError(
      'USAGE',
      l10n.t('The built-in provider has no address: it runs on this machine.'),
      l10n.t('Remove --base-url, or choose another provider.'),
    );
  }
  if (options.parameters !== undefined) {
    throw new SemanticSearchError(
      'USAGE',
      l10n.t('The built-in provider has no request parameters: it runs on this machine.'),
      l10n.t('Remove --param, or choose another provider.'),
    );
  }
  if (options.queryModel !== undefined) {
    throw new SemanticSearchError(
      'USAGE',
      l10n.t('The built-in provider embeds questions with the model of the index.'),
      l10n.t('Remove --query-model, or choose another provider.'),
    );
  }
  if (options.outputType !== undefined) {
    throw new SemanticSearchError(
      'USAGE',
      l10n.t('The built-in provider has no output type: nothing is transferred.'),
      l10n.t('Remove --output-type, or choose another provider.'),
    );
  }
  const { dimensions } = options;
  const ownOptions = dimensions === undefined ? {} : { dimensions };
  if (options.model !== undefined) {
    const model = await loadModelFiles(options.model);
    return { provider: createBuiltinProvider(model, ownOptions), model };
  }
  const model = await builtinModel(dist);
  const translator = new DocumentTranslator(openLexicons(dist, logger));
  return { provider: createBuiltinProvider(model, { ...ownOptions, translator }), model };
}

async function createRemote(
  options: EngineOptions,
  logger: Logger,
  probe: ProbeOptions,
): Promise<EmbeddingProvider> {
  return openTogether(async (opened) => {
    const remote = await openEndpoint(options, logger);
    opened.add(remote.transport);
    const queryModel = queryModelOf(remote.endpoint, options.provider.queryModel);
    const dimensions = await dimensionsOf(options.provider, remote, probe);
    const providerOf = (of: RemoteEndpoint): RemoteProvider =>
      new RemoteProvider({
        ...of,
        dimensions,
        askedDimensions: askedDimensionsOf(of.endpoint, options.provider.dimensions),
        mask: (text) => maskSecrets(text).text,
        logger,
      });
    const documents = providerOf(remote);
    if (queryModel === undefined) return documents;
    const asked = { ...options, provider: { ...options.provider, model: queryModel } };
    return askedWithAnother(documents, providerOf(await openEndpoint(asked, logger)));
  });
}

/** The dimensions of a model: as wanted, as known, or else as it answers to a probe. */
async function dimensionsOf(
  { dimensions: wanted }: ProviderOptions,
  { endpoint, transport, memory }: RemoteEndpoint,
  probe: ProbeOptions,
): Promise<number> {
  const { record, model } = endpoint;
  // The length of an encoded vector of integers says nothing without that of another one.
  const plain = { ...endpoint, outputType: undefined };
  const documented = record.models.find(({ id }) => id === model)?.dimensions;
  const known = wanted ?? memory.read().dimensions ?? documented;
  if (known !== undefined) return known;
  return (await probeProvider(plain, transport, memory, askedDimensionsOf(endpoint, wanted), probe))
    .dimensions;
}
