import type { MatchedBy } from '../../common/contracts/searchResult';
import type { Shard } from '../indexing/shard';
import { pastedPlaces, type PastedPlace } from '../pasted/pastedPlaces';
import type { NamedFile, SearchedFiles } from '../pasted/resolveMention';
import type { Evidence, RankedFile } from '../ranking/rank';
import { textWithPaths } from '../retrieval/query';
import { bestChunk } from './chunksOfFiles';
import { matchesOf, placeOf, type Hit } from './hits';

/**
 * Hits for the files that the query names by path, in the order of the query. They are not ranked: a user who pastes
 * a path wants that file, at the given line.
 *
 * @param folderName name of the workspace folder of a shard, in lower case
 */
export function pastedHits(
  evidence: Evidence,
  ranked: readonly RankedFile[],
  folderName: (shard: number) => string,
): Hit[] {
  const files: SearchedFiles = { ...evidence, folderName };
  let scores: ReadonlyMap<string, RankedFile> | undefined;
  // Made when needed: hardly any query names a path.
  const rankedAs = (one: PlacedFile): RankedFile | undefined => {
    scores ??= new Map(ranked.map((file) => [keyOf(file), file]));
    return scores.get(keyOf(one));
  };
  const places = pastedPlaces(textWithPaths(evidence.query), files, byScore(evidence.shards, rankedAs));
  return places.map((place, i) =>
    pastedHit(evidence, place, rankedAs(place), (ranked[0]?.score ?? 0) + places.length - i),
  );
}

function pastedHit(
  evidence: Evidence,
  { shard, file, line, endLine }: PastedPlace,
  ranked: RankedFile | undefined,
  score: number,
): Hit {
  const best =
    line === undefined
      ? bestChunk(evidence, { shard, file })!.chunk
      : chunkAt(evidence.shards[shard]!, file, line);
  const matches: readonly MatchedBy[] = ranked ? matchesOf(evidence, ranked, best) : [];
  return {
    ...placeOf(evidence.shards[shard]!, best),
    shard,
    chunk: best,
    score,
    matchedBy: [...matches.filter((match) => match !== 'path'), 'path'],
    namedBy: 'path',
    ...(line !== undefined && { lines: { line, endLine: endLine ?? line } }),
  };
}

/** The chunk of a file that contains a line; the last one if the file is shorter. */
function chunkAt({ files, chunks }: Shard, file: number, line: number): number {
  const { firstChunk, chunkCount } = files[file]!;
  let found = firstChunk;
  for (let chunk = firstChunk; chunk < firstChunk + chunkCount; chunk++) {
    if (chunks.startLines[chunk]! <= line) found = chunk;
  }
  return found;
}

function byScore(
  shards: readonly Shard[],
  rankedAs: (one: PlacedFile) => RankedFile | undefined,
): (a: NamedFile, b: NamedFile) => number {
  const pathOf = ({ shard, file }: NamedFile): string => shards[shard]!.files[file]!.path;
  const scoreOf = (one: NamedFile): number => rankedAs(one)?.score ?? -Infinity;
  const depthOf = (one: NamedFile): number => pathOf(one).split('/').length;
  return (a, b) => {
    const [first, second] = [scoreOf(a), scoreOf(b)];
    if (first !== second) return second - first;
    return depthOf(a) - depthOf(b) || (pathOf(a) < pathOf(b) ? -1 : 1);
  };
}

type PlacedFile = Pick<RankedFile, 'shard' | 'file'>;

function keyOf({ shard, file }: PlacedFile): string {
  return `${shard}/${file}`;
}
