import type { PlannedCandidate } from '../../common/contracts/evaluation';
import type { ProviderOptions } from '../../common/contracts/engineContract';
import type { EmbeddingCache } from '../../engine/embedding/embeddingCache';
import type { PlannedRun } from '../../engine/evaluation/evaluate';
import { createProvider } from '../createProvider';
import { openSharedCache, type HostParts } from '../openEngine';
import { openEndpoint } from '../remoteEndpoint';
import { silentLogger } from '../../common/logger';

/** The model that runs here costs nothing, so that its vectors need not be kept. */
const noCache: EmbeddingCache = {
  getMany: (keys) => Promise.resolve(keys.map(() => undefined)),
  putMany: () => Promise.resolve(),
};

const noThreads = { has: () => false };

/**
 * The candidates, to be opened one after another. Nothing is sent.
 *
 * @throws SemanticSearchError PROVIDER_UNKNOWN, USAGE, as `openEndpoint`
 */
export async function planRuns(
  candidates: readonly ProviderOptions[],
  cacheDirectory: string,
  host: HostParts,
): Promise<PlannedRun[]> {
  const described = await Promise.all(candidates.map((options) => describe(options, cacheDirectory)));
  return described.map((planned, i) => ({
    planned: { ...planned, label: labelOf(planned, described) },
    ...opener(candidates[i]!, cacheDirectory, host),
  }));
}

function opener(
  options: ProviderOptions,
  cacheDirectory: string,
  { dist, logger = silentLogger, endedThreads = noThreads }: HostParts,
): Pick<PlannedRun, 'open' | 'close'> {
  return {
    open: async (label, signal) => {
      const engineOptions = { provider: options, cacheDirectory };
      const { provider } = await createProvider(engineOptions, dist, logger, { signal });
      const cache =
        provider.host === undefined
          ? noCache
          : await openSharedCache(cacheDirectory, provider, { logger, endedThreads });
      return { label, provider, cache };
    },
    close: async ({ cache, provider }) => {
      await cache.close?.();
      await provider.close?.();
    },
  };
}

async function describe(
  options: ProviderOptions,
  cacheDirectory: string,
): Promise<Omit<PlannedCandidate, 'label'>> {
  const { provider } = options;
  if (provider === 'builtin') return { provider, model: options.model ?? '', host: null };
  const { endpoint, transport } = await openEndpoint({ provider: options, cacheDirectory });
  await transport.close();
  const { record, model, host } = endpoint;
  const price = record.models.find(({ id }) => id === model)?.price;
  return { provider, model, host, ...(price && { price }) };
}

/** `ID:MODEL`, with the host if another candidate has the same. */
function labelOf(
  { provider, model, host }: Omit<PlannedCandidate, 'label'>,
  all: readonly Omit<PlannedCandidate, 'label'>[],
): string {
  const name = model === '' ? provider : `${provider}:${model}`;
  const isAlone = all.filter((one) => one.provider === provider && one.model === model).length === 1;
  return isAlone || host === null ? name : `${name}@${host}`;
}
