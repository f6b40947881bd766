import type { NetworkOptions, RerankOptions } from '../../common/contracts/engineOptions';

/** The user's choice of a reranker, as stored in the settings. */
export interface RerankerChoice {
  /** Id of a reranker. */
  readonly reranker: string;
  readonly model?: string | undefined;
  readonly baseUrl?: string | undefined;
  /** From the settings only: no step asks for them. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
}

/** The value of the setting without a reranker. */
export const noReranker = 'off';

/** Options for the engine from a choice. */
export function rerankOptionsOf(
  { reranker, model, baseUrl, parameters }: RerankerChoice,
  apiKey: string | undefined,
  network: NetworkOptions,
): RerankOptions {
  return { provider: reranker, model, baseUrl, parameters, apiKey, network };
}
