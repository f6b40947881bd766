import type { NetworkOptions, ProviderOptions } from '../../../common/engineContract';
import type { ModelInfo, ProviderInfo, SendingPlan } from '../../../common/providerInfo';
import type { ApiKeys } from '../apiKeys';
import type { SendingOffer } from '../previewText';
import { hostOfChoice, providerOptionsOf, type ProviderChoice } from '../providerChoice';

/** A choice that is being made. */
export interface Draft {
  readonly info: ProviderInfo;
  /** undefined means the usual address of the provider. */
  readonly baseUrl?: string | undefined;
  /** Typed in just now; stored once it has worked. */
  readonly newKey?: string | undefined;
  /** From the secret storage, for the provider and host of this draft. */
  readonly storedKey?: string | undefined;
  readonly model?: ModelInfo | undefined;
  readonly dimensions?: number | undefined;
  readonly resultPath?: string | undefined;
  /** The provider answered with a task: without the path of its result nothing can be had. */
  readonly needsResultPath?: boolean | undefined;
  /** What indexing the workspace with it would send; undefined where that has not been found out. */
  readonly plan?: SendingPlan | undefined;
}

/** A draft to begin with: what is in force, where it is of the same provider. */
export function draftOf(info: ProviderInfo, current: ProviderChoice): Draft {
  if (current.provider !== info.id) return { info };
  const { baseUrl, model: id = info.defaultModel, dimensions, resultPath } = current;
  const model = id === undefined ? undefined : (info.models.find((known) => known.id === id) ?? { id });
  return { info, baseUrl, model, dimensions, resultPath };
}

/** The draft as it would stand in the settings. */
export function choiceOf({ info, baseUrl, model, dimensions, resultPath }: Draft): ProviderChoice {
  return { provider: info.id, model: model?.id, baseUrl, dimensions, resultPath };
}

/** The host of a draft; undefined while it has no address. */
export function hostOf(draft: Draft): string | undefined {
  return hostOfChoice(choiceOf(draft), draft.info);
}

/** What the engine is given to try a draft. */
export function optionsOf(draft: Draft, network: NetworkOptions): ProviderOptions {
  return providerOptionsOf(choiceOf(draft), draft.newKey ?? draft.storedKey, network);
}

/** The draft with another address. A key of another host does not go there. */
export function withAddress(draft: Draft, address: string): Draft {
  const baseUrl = address === draft.info.baseUrl ? undefined : address;
  const moved = { ...draft, baseUrl };
  return hostOf(moved) === hostOf(draft) ? moved : { ...moved, newKey: undefined, storedKey: undefined };
}

/** The draft with another model. Its dimensions are its own. */
export function withModel(draft: Draft, model: ModelInfo): Draft {
  return { ...draft, model, dimensions: model.id === draft.model?.id ? draft.dimensions : undefined };
}

/** The draft with the key that is stored for its provider and host. */
export async function withStoredKey(keys: Pick<ApiKeys, 'get'>, draft: Draft): Promise<Draft> {
  const host = hostOf(draft);
  const storedKey =
    host === undefined || draft.info.key === 'none' ? undefined : await keys.get(draft.info.id, host);
  return { ...draft, storedKey };
}

/** What a person would agree to; undefined where there is nothing to send, or it has not been counted. */
export function offerOf(draft: Draft): SendingOffer | undefined {
  const { info, model, plan } = draft;
  const host = hostOf(draft);
  if (!plan || host === undefined) return undefined;
  return { provider: info.label, model: model?.id ?? '', host, price: model?.price, plan };
}
