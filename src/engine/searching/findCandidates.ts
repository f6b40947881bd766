import { workspaceFolderName } from '../../common/query/queryFilters';
import { pastedPlaces } from '../pasted/pastedPlaces';
import { allowedFiles } from '../retrieval/filter';
import type { PlacedShard } from './fileStates';
import type { CandidateRequest, Candidates } from './publishedIndex';
import type { SearchRoot } from './searchParts';

/** Candidates as they are searched. */
export interface FoundCandidates extends Omit<Candidates, 'shards'> {
  readonly placed: readonly PlacedShard[];
}

/** As {@link CandidateRequest}, before the vector has arrived. */
type PendingRequest = Omit<CandidateRequest, 'paths' | 'vector'> & {
  readonly pending: Promise<Pick<CandidateRequest, 'vector'>>;
};

/**
 * Retrieves the candidates for a query, and the files that it names by path. Undefined if no root has a published index:
 * an index in memory is searched as a whole.
 *
 * @param catalogue the records of all files
 */
export async function findCandidates(
  roots: readonly SearchRoot[],
  catalogue: readonly PlacedShard[],
  { pending, ...request }: PendingRequest,
  signal: AbortSignal | undefined,
): Promise<FoundCandidates | undefined> {
  const root = roots.find(({ published }) => published);
  if (!root?.published) return undefined;
  const shards = catalogue.map(({ shard }) => shard);
  const named = pastedPlaces(
    request.query.text,
    {
      shards,
      allowed: allowedFiles(shards, request.accepts, () => root.folder),
      folderName: () => workspaceFolderName(root.folder).toLowerCase(),
    },
    () => 0,
  );
  const paths = named.map(({ shard, file }) => shards[shard]!.files[file]!.path);
  const { vector } = await pending;
  const candidates = await root.published.findCandidates({ ...request, vector, paths }, signal);
  const { shards: found, ...rest } = candidates;
  return { ...rest, placed: found.map((one) => ({ ...one, root })) };
}
