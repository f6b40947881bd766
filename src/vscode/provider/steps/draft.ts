import type { NetworkOptions, ProviderOptions } from '../../../common/contracts/engineOptions';
import type { ModelInfo, ProviderInfo, SendingPlan } from '../../../common/contracts/providerInfo';
import type { ApiKeys } from '../apiKeys';
import type { SendingOffer } from '../previewText';
import { hostOfChoice, providerOptionsOf, type ProviderChoice } from '../providerChoice';

/** A choice that the user is editing. */
export interface Draft {
  readonly info: ProviderInfo;
  /** undefined means the default address of the provider. */
  readonly baseUrl?: string | undefined;
  /** Newly entered; stored once it has worked. */
  readonly newKey?: string | undefined;
  /** From the secret storage, for the provider and host of this draft. */
  readonly storedKey?: string | undefined;
  readonly model?: ModelInfo | undefined;
  readonly dimensions?: number | undefined;
  /** Model that embeds questions; undefined means the same. */
  readonly queryModel?: string | undefined;
  /** undefined means floating-point numbers. */
  readonly outputType?: 'int8' | undefined;
  readonly resultPath?: string | undefined;
  /** The provider answered with a task, so the path of the task's result is required. */
  readonly needsResultPath?: boolean | undefined;
  /** Plan of what indexing the workspace would send; undefined if not calculated. */
  readonly plan?: SendingPlan | undefined;
}

/** An initial draft, with the configured values if they are for the same provider. */
export function draftOf(info: ProviderInfo, current: ProviderChoice): Draft {
  if (current.provider !== info.id) return { info };
  const { baseUrl, model: id = info.defaultModel, dimensions, queryModel, outputType, resultPath } = current;
  const model = id === undefined ? undefined : (info.models.find((known) => known.id === id) ?? { id });
  return { info, baseUrl, model, dimensions, queryModel, outputType, resultPath };
}

/** The draft as a choice for the settings. */
export function choiceOf(draft: Draft): ProviderChoice {
  const { info, baseUrl, model, dimensions, queryModel, outputType, resultPath } = draft;
  return { provider: info.id, model: model?.id, baseUrl, dimensions, queryModel, outputType, resultPath };
}

/** The host of a draft; undefined while it has no address. */
export function hostOf(draft: Draft): string | undefined {
  return hostOfChoice(choiceOf(draft), draft.info);
}

/** Engine options for testing a draft. */
export function optionsOf(draft: Draft, network: NetworkOptions): ProviderOptions {
  return providerOptionsOf(choiceOf(draft), draft.newKey ?? draft.storedKey, network);
}

/** The draft with another address. Drops the keys if the host changes. */
export function withAddress(draft: Draft, address: string): Draft {
  const baseUrl = address === draft.info.baseUrl ? undefined : address;
  const moved = { ...draft, baseUrl };
  return hostOf(moved) === hostOf(draft) ? moved : { ...moved, newKey: undefined, storedKey: undefined };
}

/** The draft with another model. What belongs to the vectors is kept only within one vector space. */
export function withModel(draft: Draft, model: ModelInfo): Draft {
  const { model: former, queryModel } = draft;
  if (model.id === former?.id) return { ...draft, model };
  if (!isSameSpace(model, former)) {
    return { ...draft, model, dimensions: undefined, queryModel: undefined, outputType: undefined };
  }
  return { ...draft, model, queryModel: queryModel === model.id ? undefined : queryModel };
}

/** Whether the vectors of two different models can be compared, as their maker documents. */
export function isSameSpace({ space }: ModelInfo, other: ModelInfo | undefined): boolean {
  return space !== undefined && space === other?.space;
}

/** The draft with the key stored for its provider and host. */
export async function withStoredKey(keys: Pick<ApiKeys, 'get'>, draft: Draft): Promise<Draft> {
  const host = hostOf(draft);
  const storedKey =
    host === undefined || draft.info.key === 'none' ? undefined : await keys.get(draft.info.id, host);
  return { ...draft, storedKey };
}

/** The offer that the user would agree to; undefined if there is no host or no plan. */
export function offerOf(draft: Draft): SendingOffer | undefined {
  const { info, model, plan } = draft;
  const host = hostOf(draft);
  if (!plan || host === undefined) return undefined;
  return { provider: info.label, model: model?.id ?? '', host, price: model?.price, plan };
}
