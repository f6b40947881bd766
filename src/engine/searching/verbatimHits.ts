import type { MatchedBy } from '../../common/contracts/searchResult';
import type { Evidence, RankedFile } from '../ranking/rank';
import { exactPlaces } from '../verbatim/exactPlaces';
import { exactTexts } from '../verbatim/exactTexts';
import { allWords, certain, toTheLetter } from '../verbatim/strength';
import { verbatimPlaces, type ReadChunk, type VerbatimPlace } from '../verbatim/verbatimPlaces';
import type { FileStates } from './fileStates';
import { matchesOf, placeOf, type Hit } from './hits';

/** Hits that contain the query verbatim. */
export interface VerbatimHits {
  readonly hits: readonly Hit[];
  /** The query contains a quoted text, and these hits contain it: there are no other results. */
  readonly isAll: boolean;
  /** They contain all words of the query. */
  readonly isWhole: boolean;
  /** They contain all of the query with its punctuation. */
  readonly isToTheLetter: boolean;
  /** Only the first hit contains all of the query with its punctuation. */
  readonly isUnique: boolean;
}

/** A text found in more files than these is frequent: then the rest of the query decides. */
const mostFiles = 10;

/**
 * Hits for places with the text of the query: exact texts (quotes, flags, versions, punctuation), otherwise the whole
 * query or a long part of it, as when the user pastes a message or a line of code. Equal matches are in the order of
 * the ranking.
 *
 * @param limit most results
 */
export async function verbatimHits(
  evidence: Evidence,
  ranked: readonly RankedFile[],
  states: FileStates,
  limit: number,
): Promise<VerbatimHits> {
  const { shards } = evidence;
  const read: ReadChunk = (shard, chunk) => states.locate({ shard, ...placeOf(shards[shard]!, chunk) });
  let order: ReadonlyMap<string, number> | undefined;
  // Made when needed: hardly any query is found verbatim.
  const rankOf = ({ shard, chunk }: VerbatimPlace): number => {
    order ??= new Map(ranked.map((one, i) => [keyOf(one.shard, one.file), i]));
    return order.get(keyOf(shard, shards[shard]!.chunks.files[chunk]!)) ?? Infinity;
  };
  const whole = (await verbatimPlaces(evidence, read)).sort(
    (a, b) => roughly(b.strength) - roughly(a.strength) || compare(rankOf(a), rankOf(b)),
  );
  const same = whole.filter(({ strength }) => strength > toTheLetter).length;
  const isToTheLetter = same > 0;
  // In a text that was found verbatim and in a message, quotes and punctuation are part of the text; in a setting they are around its value.
  const { text, pasted } = evidence.query;
  const isMessage = pasted !== undefined && pasted.message !== pasted.excerpt;
  const isSetting = whole.length > 0 && (pasted?.tokens.length ?? 0) > 0;
  // A number in a message is a value, even if it looks like a version.
  const isPrinted = whole.some(({ strength }) => strength >= certain);
  const texts = isToTheLetter
    ? []
    : exactTexts(text).filter(({ isRequired }) => (isRequired ? !isMessage && !isSetting : !isPrinted));
  const isRequired = texts.some((text) => text.isRequired);
  const exact =
    texts.length > 0 ? await exactPlaces(evidence, ranked, texts, read, isRequired ? limit : mostFiles) : [];
  const isAll = isRequired && exact.length > 0;
  const shown = isAll ? exact : (exact.length > 0 ? exact : whole).slice(0, mostFiles);
  const highest = ranked[0]?.score ?? 0;
  return {
    isWhole: whole.some(({ strength }) => strength > allWords),
    isToTheLetter,
    isUnique: same === 1,
    isAll,
    hits: shown.map((place, i) => hitOf(evidence, place, ranked[rankOf(place)], highest + shown.length - i)),
  };
}

function hitOf(
  evidence: Evidence,
  { shard, chunk, line, endLine }: VerbatimPlace,
  ranked: RankedFile | undefined,
  score: number,
): Hit {
  const matches: readonly MatchedBy[] = ranked ? matchesOf(evidence, ranked, chunk) : [];
  return {
    ...placeOf(evidence.shards[shard]!, chunk),
    ...{ shard, chunk, score, namedBy: 'text', lines: { line, endLine } },
    matchedBy: [...new Set<MatchedBy>(['text', ...matches])],
  };
}

/** Rounds the strength, so that the ranking decides between nearly equal ones. */
function roughly(strength: number): number {
  return Math.round(strength * 10);
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function keyOf(shard: number, file: number): string {
  return `${shard}/${file}`;
}
