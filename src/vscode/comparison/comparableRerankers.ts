import type { NetworkOptions, RerankOptions } from '../../common/contracts/engineOptions';
import type { ModelInfo, ProviderInfo } from '../../common/contracts/providerInfo';
import type { ApiKeys } from '../provider/apiKeys';
import { hostOfChoice } from '../provider/providerChoice';
import { rerankOptionsOf, type RerankerChoice } from '../reranking/rerankerChoice';

/** A reranker that the user could compare models with, without entering anything. */
export interface ComparableReranker {
  readonly options: RerankOptions;
  readonly info: ProviderInfo;
  readonly model: ModelInfo;
  /** As `hostOfChoice`. */
  readonly host: string;
  /** Whether it is the reranker of the settings. */
  readonly isCurrent: boolean;
}

/** Sources of {@link comparableRerankers}. */
export interface RerankerSources {
  readonly infos: readonly ProviderInfo[];
  readonly keys: Pick<ApiKeys, 'get'>;
  /** The reranker of the settings; undefined if none is set. */
  readonly current: RerankerChoice | undefined;
  readonly network: NetworkOptions;
}

/**
 * The models of all services with a key for their address, also if it was entered for embedding, and the reranker of the
 * settings. A server of the user does not say which model it runs, so it is offered only if it is in the settings.
 */
export async function comparableRerankers(sources: RerankerSources): Promise<ComparableReranker[]> {
  const all = await Promise.all(sources.infos.map((info) => rerankersOf(info, sources)));
  return all.flat();
}

async function rerankersOf(
  info: ProviderInfo,
  { keys, current: configured, network }: RerankerSources,
): Promise<ComparableReranker[]> {
  const current = configured?.reranker === info.id ? configured : undefined;
  const isCloud = info.key === 'required';
  if (!isCloud && !current) return [];
  const host = hostOfChoice({ provider: info.id, baseUrl: current?.baseUrl }, info);
  if (host === undefined) return [];
  const apiKey = await keys.get(info.id, host);
  if (isCloud && apiKey === undefined) return [];
  const own = current && (current.model ?? info.defaultModel);
  const isKnown = own === undefined || info.models.some(({ id }) => id === own);
  const models = isKnown ? info.models : [{ id: own }, ...info.models];
  return models.map((model) => {
    const choice = { reranker: info.id, model: model.id, baseUrl: current?.baseUrl };
    const options = rerankOptionsOf(choice, apiKey, network);
    return { options, info, model, host, isCurrent: model.id === own };
  });
}
