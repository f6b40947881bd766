import type { PlannedCandidate, PlannedReranker } from '../../common/contracts/evaluation';
import type { EvaluationCandidate } from '../../common/contracts/engineContract';
import type { RerankOptions } from '../../common/contracts/engineOptions';
import { noEmbeddingCache } from '../../engine/embedding/embeddingCache';
import type { PlannedRun } from '../../engine/evaluation/evaluate';
import { createProvider } from '../createProvider';
import { createReranker } from '../createReranker';
import { openSharedCache } from '../modelCaches';
import { withDefaults, type HostParts } from '../hostParts';
import { queryModelOf } from '../queryModel';
import { openEndpoint } from '../remoteEndpoint';
import { openTogether } from '../../common/opened';
import { modelText } from '../../common/text/modelText';

/**
 * The candidates, to be opened one after another. Nothing is sent.
 *
 * @throws SemanticSearchError PROVIDER_UNKNOWN, USAGE, as `openEndpoint`
 */
export async function planRuns(
  candidates: readonly EvaluationCandidate[],
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
  { rerank, ...options }: EvaluationCandidate,
  cacheDirectory: string,
  hostParts: HostParts,
): Pick<PlannedRun, 'open'> {
  const host = withDefaults(hostParts);
  return {
    open: (label, signal) =>
      openTogether(async (opened) => {
        const engineOptions = { provider: options, cacheDirectory };
        const { provider } = await createProvider(engineOptions, host.dist, host.logger, { signal });
        opened.add(provider);
        const isCached = provider.host !== undefined;
        const cache = opened.add(
          isCached ? await openSharedCache(cacheDirectory, provider, host) : noEmbeddingCache,
        );
        const reranker = opened.add(rerank && (await createReranker(rerank, cacheDirectory, host.logger)));
        return { label, provider, cache, ...(reranker && { reranker }), close: () => opened.close() };
      }),
  };
}

async function describe(
  options: EvaluationCandidate,
  cacheDirectory: string,
): Promise<Omit<PlannedCandidate, 'label'>> {
  const { provider, rerank } = options;
  const reranker = rerank && (await describeReranker(rerank, cacheDirectory));
  const rest = { ...(reranker && { reranker }) };
  if (provider === 'builtin') return { provider, model: options.model ?? '', host: null, ...rest };
  const { endpoint, transport } = await openEndpoint({ provider: options, cacheDirectory });
  await transport.close();
  const { record, model, host } = endpoint;
  const queryModel = queryModelOf(endpoint, options.queryModel);
  const price = record.models.find(({ id }) => id === model)?.price;
  const asked = { ...(queryModel !== undefined && { queryModel }) };
  return { provider, model, ...asked, host, ...(price && { price }), ...rest };
}

async function describeReranker(rerank: RerankOptions, cacheDirectory: string): Promise<PlannedReranker> {
  const reranker = await createReranker(rerank, cacheDirectory);
  const { name, endpoint } = reranker;
  await reranker.close();
  const price = endpoint.record.models.find(({ id }) => id === endpoint.model)?.price;
  return { name, host: endpoint.host, ...(price && { price }) };
}

/** `ID:MODEL`, with the host if another one has the same, and with the reranker: `builtin + Cohere rerank-v3.5`. */
function labelOf(
  { provider, model, queryModel, host, reranker }: Omit<PlannedCandidate, 'label'>,
  all: readonly Omit<PlannedCandidate, 'label'>[],
): string {
  const name = model === '' ? provider : `${provider}:${modelText({ model, queryModel })}`;
  const isAlone = all.every((one) => one.provider !== provider || one.model !== model || one.host === host);
  const own = isAlone || host === null ? name : `${name}@${host}`;
  return reranker ? `${own} + ${reranker.name}` : own;
}
