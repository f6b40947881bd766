import { workspaceFolderName } from '../../common/query/queryFilters';
import type { Shard } from '../indexing/shard';
import { pastedPlaces } from '../pasted/pastedPlaces';
import { pooledSpreads, spreadOf, type CosineSpreads, type SizedSpreads } from '../ranking/spread';
import { allowedFiles } from '../retrieval/filter';
import type { CountedIndexes } from '../retrieval/lexicalRetriever';
import { textWithPaths } from '../retrieval/query';
import type { VectorScores } from '../retrieval/vectorRetriever';
import type { PlacedShard } from './fileStates';
import type { CandidateRequest, Candidates, PublishedIndex } from './publishedIndex';
import type { SearchRoot } from './searchParts';

/** What is searched if some roots have a published index: their candidates, and all of the other roots. */
export interface FoundCandidates {
  readonly placed: readonly PlacedShard[];
  /** The published indexes; their shards are the candidates. */
  readonly elsewhere: CountedIndexes;
  /** Of the published indexes; none without a vector. */
  readonly spreads: readonly SizedSpreads[];
  /** Of the files of each candidate. */
  readonly centralities: ReadonlyMap<Shard, Float32Array>;
}

/** As {@link CandidateRequest}, before the vector has arrived. */
type PendingRequest = Omit<CandidateRequest, 'paths' | 'vector'> & {
  readonly pending: Promise<Pick<CandidateRequest, 'vector'>>;
};

/** A root with a published index. */
type PublishedRoot = SearchRoot & { readonly published: PublishedIndex };

/**
 * Retrieves the candidates for a query from the published indexes, and the files that it names by path. Undefined if no root
 * has one: an index in memory is searched as a whole.
 *
 * @param all the records of all files
 */
export async function findCandidates(
  roots: readonly SearchRoot[],
  all: readonly PlacedShard[],
  request: PendingRequest,
  signal: AbortSignal | undefined,
): Promise<FoundCandidates | undefined> {
  const published = publishedRoots(roots);
  if (published.length === 0) return undefined;
  const found = await Promise.all(
    published.map((root) =>
      candidatesOf(
        root,
        all.filter((one) => one.root === root),
        request,
        signal,
      ),
    ),
  );
  // Two roots may use the same numbers: the step makes them differ.
  const step = published.length + 1;
  const here = all.filter(({ root }) => !root.published);
  const shards = found.flatMap((candidates) => candidates.shards.map(({ shard }) => shard));
  return {
    placed: [
      ...here.map((one) => ({ ...one, number: one.number * step })),
      ...found.flatMap((candidates, i) =>
        candidates.shards.map(({ shard, number }) => ({
          root: published[i]!,
          shard,
          number: number * step + i + 1,
        })),
      ),
    ],
    elsewhere: { shards: new Set(shards), counts: found.map(({ counts }) => counts) },
    spreads: found.flatMap(({ spreads }) => spreads ?? []),
    centralities: new Map(
      found.flatMap(({ shards: of, centrality }) =>
        of.map(({ shard }) => [shard, centrality.of(shard)] as const),
      ),
    ),
  };
}

/** The roots whose index is published. */
export function publishedRoots(roots: readonly SearchRoot[]): readonly PublishedRoot[] {
  return roots.filter((root): root is PublishedRoot => root.published !== undefined);
}

/** The spreads of a query over all that is searched, if the published indexes had its vector. */
export function spreadsOfAll(
  found: FoundCandidates,
  scores: readonly VectorScores[],
  allowed: readonly Uint8Array[] | undefined,
): CosineSpreads | undefined {
  if (found.spreads.length === 0) return undefined;
  const here = spreadsHere(found, scores, allowed);
  return pooledSpreads(here ? [...found.spreads, here] : found.spreads);
}

/** Over the shards that are not of a published index; undefined if there are none. */
function spreadsHere(
  { placed, elsewhere }: FoundCandidates,
  scores: readonly VectorScores[],
  allowed: readonly Uint8Array[] | undefined,
): SizedSpreads | undefined {
  const isHere = (_: unknown, i: number): boolean => !elsewhere.shards.has(placed[i]!.shard);
  const shards = placed.filter(isHere).map(({ shard }) => shard);
  if (shards.length === 0) return undefined;
  const of = scores.filter(isHere);
  const matching = allowed?.filter(isHere);
  return {
    chunks: spreadOf(of.map(({ chunks }) => chunks)),
    best: spreadOf(
      of.map(({ best }) => best),
      matching,
    ),
    files: spreadOf(
      of.map(({ files }) => files),
      matching,
    ),
    sizes: {
      chunks: shards.reduce((sum, { chunks }) => sum + chunks.count, 0),
      files: matching
        ? matching.reduce((sum, files) => sum + files.reduce((count, is) => count + is, 0), 0)
        : shards.reduce((sum, { files }) => sum + files.length, 0),
    },
  };
}

async function candidatesOf(
  root: PublishedRoot,
  catalogue: readonly PlacedShard[],
  { pending, ...request }: PendingRequest,
  signal: AbortSignal | undefined,
): Promise<Candidates> {
  const shards = catalogue.map(({ shard }) => shard);
  const named = pastedPlaces(
    textWithPaths(request.query),
    {
      shards,
      allowed: allowedFiles(shards, request.accepts, () => root.folder),
      folderName: () => workspaceFolderName(root.folder).toLowerCase(),
    },
    () => 0,
  );
  const paths = named.map(({ shard, file }) => shards[shard]!.files[file]!.path);
  const { vector } = await pending;
  return root.published.findCandidates({ ...request, vector, paths }, signal);
}
