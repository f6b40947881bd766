import type { ProviderSummary } from '../../../common/engineContract';
import type { ProviderInfo } from '../../../common/providerInfo';
import { isThisMachine } from '../../provider/providerChoice';
import type { HealthFacts } from './healthReport';

/**
 * What may be told of the model that answers. An address that a person entered may be that of their company, and so may the
 * name of a model: what is not publicly known is not told.
 *
 * @param hasOwnModel the built-in provider runs a model of a folder of the person
 */
export function safeProvider(
  summary: ProviderSummary | undefined,
  providers: readonly ProviderInfo[],
  hasOwnModel: boolean,
): HealthFacts['provider'] {
  if (!summary) return { id: 'not loaded', model: 'unknown', dimensions: undefined, host: 'unknown' };
  const { id, model, dimensions, host } = summary;
  const info = providers.find((provider) => provider.id === id);
  const isKnown = id === 'builtin' ? !hasOwnModel : isKnownModel(summary, info);
  return {
    id: info || id === 'builtin' ? id : 'unknown',
    model: isKnown ? model : 'own model',
    dimensions,
    host: safeHost(host, info),
  };
}

function isKnownModel({ model }: ProviderSummary, info: ProviderInfo | undefined): boolean {
  return model === info?.defaultModel || info?.models.some((known) => known.id === model) === true;
}

function safeHost(host: string | null, info: ProviderInfo | undefined): string {
  if (host === null) return 'nobody';
  if (isThisMachine(host)) return 'this machine';
  const usual = info?.baseUrl;
  return usual !== undefined && URL.canParse(usual) && new URL(usual).host === host ? host : 'own address';
}
