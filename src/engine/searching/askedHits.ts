import type { ResultOrder } from '../../common/engineContract';
import type { MatchedBy } from '../../common/searchResult';
import type { Shard } from '../indexing/shard';
import { pastedPlaces, type PastedPlace } from '../pasted/pastedPlaces';
import type { NamedFile, SearchedFiles } from '../pasted/resolveMention';
import type { Evidence, RankedFile } from '../ranking/rank';
import { chunksByScore, hitsInOrder, matchesOf, placeOf, type Hit } from './hits';

/** What is needed beside the evidence. */
export interface AskedHitsOptions {
  readonly order: ResultOrder;
  /** What the workspace folder of a shard is called, in lower case. */
  readonly folderName: (shard: number) => string;
  /** The files that are shown as one with a file, itself included; undefined where there are no others. */
  readonly groupOf: (shard: number, file: number) => readonly NamedFileKey[] | undefined;
}

type NamedFileKey = Pick<RankedFile, 'shard' | 'file'>;

/**
 * All hits, those before all others whose files the query names by their paths. These are not ranked: a person who gives a path
 * wants that file, at the line that is given.
 *
 * @param ranked with translations folded
 */
export function hitsWithAsked(
  evidence: Evidence,
  ranked: readonly RankedFile[],
  { order, folderName, groupOf }: AskedHitsOptions,
): Iterable<Hit> {
  const files: SearchedFiles = { ...evidence, folderName };
  const scores = new Map(ranked.map((one) => [keyOf(one), one]));
  const places = pastedPlaces(evidence.query.text, files, byScore(evidence.shards, scores));
  if (places.length === 0) return hitsInOrder(evidence, ranked, order);
  const asked = places.map((place, i) =>
    askedHit(evidence, place, scores.get(keyOf(place)), (ranked[0]?.score ?? 0) + places.length - i),
  );
  return inFrontOf(evidence, ranked, asked, { order, groupOf });
}

function* inFrontOf(
  evidence: Evidence,
  ranked: readonly RankedFile[],
  asked: readonly Hit[],
  { order, groupOf }: Pick<AskedHitsOptions, 'order' | 'groupOf'>,
): Generator<Hit> {
  yield* asked;
  const chunks = new Set(asked.map(({ shard, chunk }) => `${shard}/${chunk}`));
  const files = new Set(asked.map((hit) => keyOf(fileOf(evidence, hit))));
  const isAsked = (one: NamedFileKey): boolean => files.has(keyOf(one));
  const isTranslation = (one: NamedFileKey): boolean =>
    !isAsked(one) && (groupOf(one.shard, one.file)?.some(isAsked) ?? false);
  const others = ranked.filter((one) => !isTranslation(one));
  // By file, each stands once before any stands twice: the other chunks of these come last.
  const [first, last] =
    order === 'files'
      ? [others.filter((one) => !isAsked(one)), others.filter((one) => isAsked(one))]
      : [others, []];
  for (const list of [first, last]) {
    for (const hit of hitsInOrder(evidence, list, order))
      if (!chunks.has(`${hit.shard}/${hit.chunk}`)) yield hit;
  }
}

function askedHit(
  evidence: Evidence,
  { shard, file, line, endLine }: PastedPlace,
  ranked: RankedFile | undefined,
  score: number,
): Hit {
  const best =
    line === undefined
      ? chunksByScore(evidence, { shard, file })[0]!.chunk
      : chunkAt(evidence.shards[shard]!, file, line);
  const matches: readonly MatchedBy[] = ranked ? matchesOf(evidence, ranked, best) : [];
  return {
    ...placeOf(evidence.shards[shard]!, best),
    shard,
    chunk: best,
    score,
    matchedBy: [...matches.filter((match) => match !== 'path'), 'path'],
    isAsked: true,
    ...(line !== undefined && { lines: { line, endLine: endLine ?? line } }),
  };
}

/** The chunk of a file that holds a line; the last one where the file is shorter. */
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
  scores: ReadonlyMap<string, RankedFile>,
): (a: NamedFile, b: NamedFile) => number {
  const pathOf = ({ shard, file }: NamedFile): string => shards[shard]!.files[file]!.path;
  const scoreOf = (one: NamedFile): number => scores.get(keyOf(one))?.score ?? -Infinity;
  const depthOf = (one: NamedFile): number => pathOf(one).split('/').length;
  return (a, b) => {
    const [first, second] = [scoreOf(a), scoreOf(b)];
    if (first !== second) return second - first;
    return depthOf(a) - depthOf(b) || (pathOf(a) < pathOf(b) ? -1 : 1);
  };
}

function fileOf({ shards }: Evidence, { shard, chunk }: Hit): NamedFileKey {
  return { shard, file: shards[shard]!.chunks.files[chunk]! };
}

function keyOf({ shard, file }: NamedFileKey): string {
  return `${shard}/${file}`;
}
