import type { NetworkOptions, RerankOptions } from '../../common/contracts/engineOptions';

/** The user's choice of a reranker, as stored in the settings. */
export interface RerankerChoice {
  /** Id of a reranker. */
  readonly reranker: string;
  readonly model?: string | undefined;
  readonly baseUrl?: string | undefined;
}

/** The value of the setting without a reranker. */
export const noReranker = 'off';

/** Options for the engine from a choice. */
export function rerankOptionsOf(
  { reranker, model, baseUrl }: RerankerChoice,
  apiKey: string | undefined,
  network: NetworkOptions,
): RerankOptions {
  return { provider: reranker, model, baseUrl, apiKey, network };
}
