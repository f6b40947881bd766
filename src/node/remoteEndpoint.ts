import * as l10n from '@vscode/l10n';
import { listOf } from '../common/text/listText';
import type { EngineOptions, ProviderOptions } from '../common/contracts/engineOptions';
import { SemanticSearchError } from '../common/errors/errors';
import { silentLogger, type Logger } from '../common/logger';
import { message } from '../common/messages/message';
import { hostOf, normalizeBaseUrl } from '../engine/embedding/providers/baseUrl';
import type { ProviderRecord } from '../engine/embedding/providers/providerRecord';
import type { ServiceRecord } from '../engine/embedding/providers/serviceRecord';
import { findRecord, providerRecords } from '../engine/embedding/providers/providerRecords';
import type { Endpoint } from '../engine/embedding/remote/endpoint';
import type { HttpTransport } from '../engine/embedding/remote/httpTransport';
import type { LimitMemory } from '../engine/embedding/remote/learnedLimits';
import { checkParameters } from '../engine/embedding/remote/requestParameters';
import { outputTypeOf } from './outputType';
import { createTransport } from './http/undiciTransport';
import { learnedLimitsFile } from './learnedLimitsFile';
import { sharedDirectory } from './indexDirectory';

/** Ids of all providers. */
export const providerIds: readonly string[] = ['builtin', ...providerRecords.map(({ id }) => id)];

/** An endpoint, its transport, and its known properties. */
export interface RemoteEndpoint<R extends ServiceRecord = ProviderRecord> {
  readonly endpoint: Endpoint<R>;
  readonly transport: HttpTransport;
  readonly memory: LimitMemory;
}

/**
 * Creates the endpoint of the provider selected in the options. Nothing is sent.
 *
 * @throws SemanticSearchError PROVIDER_UNKNOWN, USAGE
 */
export async function openEndpoint(
  { provider, cacheDirectory }: Pick<EngineOptions, 'provider' | 'cacheDirectory'>,
  logger: Logger = silentLogger,
): Promise<RemoteEndpoint> {
  const service = await openService(recordOf(provider.provider), provider, { cacheDirectory, logger });
  const outputType = outputTypeOf(service.endpoint, provider.outputType);
  return { ...service, endpoint: { ...service.endpoint, outputType } };
}

/** Dependencies of {@link openService}. */
interface ServiceParts {
  readonly cacheDirectory: string;
  /** Default: it makes vectors. */
  readonly kind?: 'rerank';
  readonly logger: Logger;
}

/**
 * Creates the endpoint of a service. Nothing is sent.
 *
 * @throws SemanticSearchError USAGE
 */
export async function openService<R extends ServiceRecord>(
  record: R,
  chosen: Omit<ProviderOptions, 'provider'>,
  { cacheDirectory, kind, logger }: ServiceParts,
): Promise<RemoteEndpoint<R>> {
  const address = chosen.baseUrl ?? record.baseUrl;
  if (address === undefined) {
    throw new SemanticSearchError(
      'USAGE',
      l10n.t('{0} has no default address.', record.label),
      record.baseUrlExample === undefined
        ? l10n.t('Set semanticSearch.baseUrl (--base-url on the command line).')
        : l10n.t(
            'Set semanticSearch.baseUrl (--base-url on the command line), for example to {0}.',
            record.baseUrlExample,
          ),
    );
  }
  const baseUrl = normalizeBaseUrl(record, address);
  const model = chosen.model ?? record.defaultModel;
  if (model === undefined) {
    throw new SemanticSearchError(
      'USAGE',
      l10n.t('{0} has no default model.', record.label),
      l10n.t('Set semanticSearch.model (--model on the command line).'),
    );
  }
  const advice = kind && message('removeRerankerParameter');
  if (chosen.parameters) checkParameters(record, chosen.parameters, advice);
  const endpoint: Endpoint<R> = {
    record,
    baseUrl,
    host: hostOf(baseUrl),
    model,
    apiKey: keyOf(chosen.apiKey),
    resultPath: chosen.resultPath,
    parameters: chosen.parameters,
  };
  const transport = await createTransport(new URL(baseUrl).origin, {
    ...(chosen.network && { network: chosen.network }),
    // One connection more than documents use, for queries.
    connections: record.limitsOf(model).concurrency + 1,
    logger,
  });
  const memory = learnedLimitsFile(
    sharedDirectory(cacheDirectory),
    `${kind ? `${kind} ` : ''}${record.id} ${baseUrl} ${model}`,
    logger,
  );
  return { endpoint, transport, memory };
}

/** @throws SemanticSearchError PROVIDER_UNKNOWN */
export function recordOf(provider: string): ProviderRecord {
  const record = findRecord(provider);
  if (record) return record;
  throw new SemanticSearchError(
    'PROVIDER_UNKNOWN',
    l10n.t('There is no provider "{0}".', provider),
    l10n.t('Choose one of: {0}.', listOf(providerIds)),
  );
}

function keyOf(text: string | undefined): string | undefined {
  const key = text?.trim();
  if (key === undefined || key === '') return undefined;
  if (/^[\x21-\x7e]+$/.test(key)) return key;
  throw new SemanticSearchError(
    'USAGE',
    l10n.t('The API key contains invalid characters.'),
    l10n.t('Copy the whole key again, without surrounding text.'),
  );
}
