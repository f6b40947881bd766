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
  const order = new RankOfFiles(evidence, ranked);
  const places = pastedPlaces(
    textWithPaths(evidence.query),
    searchedFiles(evidence, folderName),
    order.compare,
  );
  return hitsOfPlaces(evidence, places, order);
}

/** Hits for files that the query names in another way, the best first. */
export function hitsOfFiles(
  evidence: Evidence,
  ranked: readonly RankedFile[],
  files: readonly NamedFile[],
): Hit[] {
  const order = new RankOfFiles(evidence, ranked);
  const places = files
    .toSorted(order.compare)
    .map(({ shard, file }) => ({ shard, file, line: undefined, endLine: undefined }));
  return hitsOfPlaces(evidence, places, order);
}

/** The files in which the paths of a query are looked for. */
export function searchedFiles(evidence: Evidence, folderName: (shard: number) => string): SearchedFiles {
  return { ...evidence, folderName };
}

function hitsOfPlaces(evidence: Evidence, places: readonly PastedPlace[], order: RankOfFiles): Hit[] {
  return places.map((place, i) =>
    pastedHit(evidence, place, order.rankedAs(place), order.highest + places.length - i),
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

/** The order of files that match equally well: that of the ranking, then by depth and path. */
class RankOfFiles {
  private scores: ReadonlyMap<string, RankedFile> | undefined;

  constructor(
    private readonly evidence: Evidence,
    private readonly ranked: readonly RankedFile[],
  ) {}

  get highest(): number {
    return this.ranked[0]?.score ?? 0;
  }

  /** Made when needed: hardly any query names a path. */
  rankedAs(one: PlacedFile): RankedFile | undefined {
    this.scores ??= new Map(this.ranked.map((file) => [keyOf(file), file]));
    return this.scores.get(keyOf(one));
  }

  readonly compare = (a: NamedFile, b: NamedFile): number => {
    const scoreOf = (one: NamedFile): number => this.rankedAs(one)?.score ?? -Infinity;
    const [first, second] = [scoreOf(a), scoreOf(b)];
    if (first !== second) return second - first;
    const [path, other] = [this.pathOf(a), this.pathOf(b)];
    return path.split('/').length - other.split('/').length || (path < other ? -1 : 1);
  };

  private pathOf({ shard, file }: NamedFile): string {
    return this.evidence.shards[shard]!.files[file]!.path;
  }
}

type PlacedFile = Pick<RankedFile, 'shard' | 'file'>;

function keyOf({ shard, file }: PlacedFile): string {
  return `${shard}/${file}`;
}
