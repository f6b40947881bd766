import type { ProviderInfo, ProviderSummary } from '../../../common/contracts/providerInfo';
import { isThisMachine } from '../../../common/thisMachine';
import type { HealthFacts } from './healthReport';

/**
 * Information about the current model that is safe to share. A custom address or model name may reveal the user's company, so
 * only publicly known values are included.
 *
 * @param hasOwnModel whether the built-in provider uses a model from a folder of the user
 */
export function safeProvider(
  summary: ProviderSummary | undefined,
  providers: readonly ProviderInfo[],
  hasOwnModel: boolean,
): HealthFacts['provider'] {
  if (!summary) return { id: 'not loaded', model: 'unknown', dimensions: undefined, host: 'unknown' };
  const { id, model, dimensions, queryModel, host } = summary;
  const info = providers.find((provider) => provider.id === id);
  const isKnown = id === 'builtin' ? !hasOwnModel : isKnownModel(summary, info);
  return {
    id: info || id === 'builtin' ? id : 'unknown',
    model: isKnown ? model : 'own model',
    dimensions,
    // Only a documented model can be one.
    ...(queryModel !== undefined && { queryModel }),
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
