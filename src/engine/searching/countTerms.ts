import type { Shard } from '../indexing/shard';
import { chunksIn, type CountedChunks } from '../retrieval/tellingTerms';
import { publishedRoots } from './findCandidates';
import type { PlacedShard } from './fileStates';
import type { SearchRoot } from './searchParts';

/**
 * Counts chunks over all roots: those in memory, and the published indexes, which are asked for some terms.
 *
 * @param terms only these have counts of the published indexes
 * @throws as `PublishedIndex.countChunks`
 */
export async function countTerms(
  roots: readonly SearchRoot[],
  all: readonly PlacedShard[],
  terms: readonly number[],
): Promise<CountedChunks> {
  const own = chunksIn(shardsHere(all));
  const published = publishedRoots(roots);
  if (published.length === 0) return own;
  const parts = [own, ...(await Promise.all(published.map((root) => root.published.countChunks(terms))))];
  return {
    chunkCount: parts.reduce((sum, { chunkCount }) => sum + chunkCount, 0),
    chunksWith: (term) => parts.reduce((sum, part) => sum + part.chunksWith(term), 0),
  };
}

/** Shards that are in memory with their chunks. */
export function shardsHere(all: readonly PlacedShard[]): readonly Shard[] {
  return all.filter(({ root }) => !root.published).map(({ shard }) => shard);
}
