import { unpricedTokens, type PlannedCandidate } from '../../common/contracts/evaluation';
import type { SampleBudget } from './sampleFiles';

type Service = Pick<PlannedCandidate, 'host' | 'price'>;

/** Most chunks of a comparison: a server on this machine takes minutes for them. */
export const mostChunks = 10_000;

/**
 * What the sample may have, so that no model and no reranker costs more than the limit, however many candidates have it.
 *
 * @param maxCost in the currency of each candidate's price
 * @param isRemote whether texts leave this machine for a candidate
 */
export function budgetOf(
  candidates: readonly PlannedCandidate[],
  maxCost: number,
  isRemote: (service: Service) => boolean,
): SampleBudget {
  const tokensOf = (service: Service): number => {
    const { price } = service;
    // What has a price costs it, also through a server on this machine that passes the texts on.
    if (price !== undefined) return (maxCost / price.amount) * 1e6;
    return isRemote(service) ? unpricedTokens : Infinity;
  };
  const least = <S extends Service>(services: readonly S[], timesOf: (service: S) => number) =>
    services
      .map((service) => ({ service, tokens: tokensOf(service) / timesOf(service) }))
      .reduce<{ readonly service?: Service; readonly tokens: number }>(
        (a, b) => (b.tokens < a.tokens ? b : a),
        { tokens: Infinity },
      );
  const rerankers = candidates.flatMap(({ reranker }) => reranker ?? []);
  // Chunks are embedded once for all candidates with the same model.
  const embedding = least(candidates, () => 1);
  const reranking = least(
    rerankers,
    timesIn(rerankers, ({ name, host }) => [name, host]),
  );
  const timesAsked = timesIn(candidates, ({ provider, model, host }) => [provider, model, host]);
  return {
    chunks: mostChunks,
    tokens: embedding.tokens,
    limit: limitOf(embedding.service),
    timesAsked: Math.max(1, ...candidates.map(timesAsked)),
    rerankTokens: reranking.tokens,
    rerankLimit: limitOf(reranking.service),
  };
}

/** How many elements have the key of an element. */
function timesIn<T>(elements: readonly T[], keyOf: (element: T) => unknown): (element: T) => number {
  const keys = elements.map((one) => JSON.stringify(keyOf(one)));
  return (element) => keys.filter((key) => key === JSON.stringify(keyOf(element))).length;
}

function limitOf(service: Service | undefined): SampleBudget['limit'] {
  return service && service.price === undefined ? 'unpriced' : 'cost';
}
