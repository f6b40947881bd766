import { throwIfCancelled } from '../../common/errors';
import type { FileReference, SearchResult } from '../../common/searchResult';
import { inspectFile, type FileState, type FreshChunk } from '../freshness/freshness';
import type { Shard, ShardFile } from '../indexing/shard';
import { describeHit, type DescribedEvidence } from './describeHit';
import type { Hit } from './hits';
import type { SearchRoot, SearchTools } from './searchParts';

/** A shard that is searched, and where it belongs. */
export interface PlacedShard {
  readonly root: SearchRoot;
  readonly shard: Shard;
  /** Number of the shard among those of all roots. */
  readonly number: number;
}

/** Results, and what was met on the way. */
export interface ShownHits {
  readonly results: readonly SearchResult[];
  /** Files that differ from what was indexed. */
  readonly stale: readonly FileReference[];
}

/** How many hits are shown, and which are not. */
export interface ShowOptions {
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
  /** Leaves out a hit for where it stands now. */
  readonly leaveOut?: (file: FileReference, place: FreshChunk) => boolean;
}

/**
 * Turns hits into results that are true of the files as they are now, until there are `limit`; for one that vanished the next
 * takes its place.
 */
export async function showHits(
  hits: Iterable<Hit>,
  evidence: DescribedEvidence,
  placed: readonly PlacedShard[],
  tools: SearchTools,
  { limit, signal, leaveOut }: ShowOptions,
): Promise<ShownHits> {
  const states = new Map<ShardFile, Promise<FileState>>();
  const results: SearchResult[] = [];
  const stale: FileReference[] = [];
  const resolve = async (hit: Hit): Promise<SearchResult | undefined> => {
    const { folder, source, corpus } = placed[hit.shard]!.root;
    const reference = { folder, path: hit.file.path };
    let state = states.get(hit.file);
    if (!state) {
      state = inspectFile(hit.file, { source, corpus, ...tools }, signal);
      states.set(hit.file, state);
      if ((await state).stale) stale.push(reference);
    }
    const fresh = await (await state).locate(hit);
    if (!fresh || leaveOut?.(reference, fresh)) return undefined;
    return describeHit(evidence, hit, fresh, folder, tools.analyzer);
  };
  for (const page of inPages(hits, limit)) {
    throwIfCancelled(signal);
    const resolved = await Promise.all(page.map(resolve));
    for (const result of resolved) if (result && results.length < limit) results.push(result);
    if (results.length >= limit) break;
  }
  return { results, stale };
}

function* inPages<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let page: T[] = [];
  for (const item of items) {
    page.push(item);
    if (page.length === size) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}
