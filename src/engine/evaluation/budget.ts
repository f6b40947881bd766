import { unpricedTokens, type PlannedCandidate } from '../../common/contracts/evaluation';
import type { SampleBudget } from './sampleFiles';

/** Most chunks of a comparison: a server on this machine takes minutes for them. */
export const mostChunks = 10_000;

/**
 * What the sample may have, so that no candidate costs more than the limit.
 *
 * @param maxCost in the currency of each candidate's price
 * @param isRemote whether texts leave this machine for a candidate
 */
export function budgetOf(
  candidates: readonly PlannedCandidate[],
  maxCost: number,
  isRemote: (service: Pick<PlannedCandidate, 'host'>) => boolean,
): SampleBudget {
  const tokensOf = (service: Pick<PlannedCandidate, 'host' | 'price'>): number => {
    const { price } = service;
    // What has a price costs it, also through a server on this machine that passes the texts on.
    if (price !== undefined) return (maxCost / price.amount) * 1e6;
    return isRemote(service) ? unpricedTokens : Infinity;
  };
  const least = (services: readonly Pick<PlannedCandidate, 'host' | 'price'>[]) =>
    services
      .map((service) => ({ service, tokens: tokensOf(service) }))
      .reduce<{ readonly service?: Pick<PlannedCandidate, 'price'>; readonly tokens: number }>(
        (a, b) => (b.tokens < a.tokens ? b : a),
        { tokens: Infinity },
      );
  const embedding = least(candidates);
  const reranking = least(candidates.flatMap(({ reranker }) => reranker ?? []));
  return {
    chunks: mostChunks,
    tokens: embedding.tokens,
    limit: limitOf(embedding.service),
    rerankTokens: reranking.tokens,
    rerankLimit: limitOf(reranking.service),
  };
}

function limitOf(service: Pick<PlannedCandidate, 'price'> | undefined): SampleBudget['limit'] {
  return service && service.price === undefined ? 'unpriced' : 'cost';
}
