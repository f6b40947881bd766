import type { NetworkOptions, ProviderOptions } from '../../../common/engineContract';
import type { ModelInfo, ProviderInfo, SendingPlan } from '../../../common/providerInfo';
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
  /** What indexing the workspace with it would send. */
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
