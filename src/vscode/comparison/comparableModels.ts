import type { NetworkOptions } from '../../common/contracts/engineOptions';
import type { ModelInfo, ProviderInfo } from '../../common/contracts/providerInfo';
import { isThisMachine } from '../../common/thisMachine';
import type { ApiKeys } from '../provider/apiKeys';
import { hostOfChoice, providerOptionsOf, type ProviderChoice } from '../provider/providerChoice';
import type { ProviderTrial } from '../provider/providerTrial';

/** A model that the user could compare with the built-in one, without entering anything. */
export interface ComparableModel {
  readonly choice: ProviderChoice;
  readonly info: ProviderInfo;
  readonly model: ModelInfo;
  /** As `hostOfChoice`. */
  readonly host: string;
  readonly apiKey?: string | undefined;
  /** Whether it is the model of the settings. */
  readonly isCurrent: boolean;
}

/** Sources of {@link comparableModels}. */
export interface ComparableSources {
  readonly infos: readonly ProviderInfo[];
  readonly keys: Pick<ApiKeys, 'get'>;
  readonly current: ProviderChoice;
  readonly network: NetworkOptions;
  readonly trial: Pick<ProviderTrial, 'listModels'>;
}

/** A server on this machine that does not run refuses at once; others answer within this time, milliseconds. */
const listingMs = 5000;

/**
 * The models of all providers that have what they need: an address, and a key if one is required. Nothing of the
 * workspace is sent; servers without documented models are asked for the list of theirs.
 */
export async function comparableModels(sources: ComparableSources): Promise<ComparableModel[]> {
  const all = await Promise.all(sources.infos.map((info) => modelsOf(info, sources)));
  return all.flat();
}

async function modelsOf(info: ProviderInfo, sources: ComparableSources): Promise<ComparableModel[]> {
  const { current, keys, network, trial } = sources;
  const isCurrent = current.provider === info.id;
  const choice: ProviderChoice = isCurrent
    ? { provider: info.id, baseUrl: current.baseUrl, resultPath: current.resultPath }
    : { provider: info.id };
  const host = hostOfChoice(choice, info);
  if (host === undefined) return [];
  const apiKey = info.key === 'none' ? undefined : await keys.get(info.id, host);
  if (apiKey === undefined && !isCurrent && !(info.key === 'none' && isThisMachine(host))) return [];
  if (apiKey === undefined && info.key === 'required') return [];
  // What a server has installed differs from what is documented.
  const isAsked = info.listsModels && (info.models.length === 0 || info.installCommand !== undefined);
  const models = isAsked
    ? await trial
        .listModels(providerOptionsOf(choice, apiKey, network), { signal: AbortSignal.timeout(listingMs) })
        .catch(() => [])
    : info.models;
  const own = isCurrent ? (current.model ?? info.defaultModel) : undefined;
  const known = own === undefined || models.some(({ id }) => id === own) ? models : [{ id: own }, ...models];
  return known.map((model) => ({
    ...{ info, model, host, apiKey },
    choice: {
      ...choice,
      model: model.id,
      ...(model.id === own && {
        dimensions: current.dimensions,
        queryModel: current.queryModel,
        outputType: current.outputType,
      }),
    },
    isCurrent: model.id === own,
  }));
}
