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
  isRemote: (candidate: PlannedCandidate) => boolean,
): SampleBudget {
  let budget: Pick<SampleBudget, 'tokens' | 'limit'> = { tokens: Infinity, limit: 'cost' };
  for (const candidate of candidates) {
    const { price } = candidate;
    // What has a price costs it, also through a server on this machine that passes the texts on.
    if (price === undefined && !isRemote(candidate)) continue;
    const tokens = price === undefined ? unpricedTokens : (maxCost / price.amount) * 1e6;
    if (tokens < budget.tokens) budget = { tokens, limit: price === undefined ? 'unpriced' : 'cost' };
  }
  return { ...budget, chunks: mostChunks };
}
