import { throwIfCancelled } from '../../common/errors/errors';
import type { FileReference, SearchResult, SiblingResult } from '../../common/contracts/searchResult';
import type { FreshChunk } from '../freshness/freshness';
import { describeHit, type DescribedEvidence } from './describeHit';
import { Copies } from './folding/copies';
import type { ChunkReference, IndexedPlace } from './folding/sameInOthers';
import { siblingOf, type FileStates } from './fileStates';
import type { Hit } from './hits';
import { countLikely } from './lessLikely';
import type { SearchTools, ShownHits } from './searchParts';

/** How many hits are shown, and which are left out. */
export interface ShowOptions {
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
  /** Leaves out a hit by its current position. */
  readonly leaveOut?: (file: FileReference, place: FreshChunk) => boolean;
  /** Folds duplicate results into one; without it none are folded. */
  readonly folding?: Folding;
  /** Whether a hit is likely to be an answer; without it all are. */
  readonly isLikely?: ((hit: Hit) => boolean) | undefined;
}

/** Dependencies for folding duplicate results. */
export interface Folding {
  /** How much of the query the words of a hit cover, in any unit. */
  cover(hit: Hit): number;
  /** The corresponding chunks in translations of the file. */
  translationsOf(hit: Hit): readonly ChunkReference[];
  /** For each hit, the chunks of other files with the same text. */
  copiesOf(hits: readonly Hit[]): readonly (readonly (IndexedPlace & ChunkReference)[])[];
}

/** The current state of a hit. */
interface Resolved {
  readonly hit: Hit;
  readonly place: FreshChunk;
  readonly result: SearchResult;
}

/**
 * Turns hits into results that match the current files, until there are `limit`; if one is gone or is folded into
 * another, the next takes its place. Of folded results, only existing files with correct lines are listed: a file
 * with the stamp that it was indexed with is not read for that.
 */
export async function showHits(
  hits: Iterable<Hit>,
  evidence: DescribedEvidence,
  states: FileStates,
  { analyzer }: Pick<SearchTools, 'analyzer'>,
  { limit, signal, leaveOut, folding, isLikely = () => true }: ShowOptions,
): Promise<ShownHits> {
  const rows: { readonly shown: Resolved; readonly copies: SiblingResult[] }[] = [];
  const copies = new Copies();
  const resolve = async (hit: Hit): Promise<Resolved | undefined> => {
    const folder = states.folderOf(hit.shard);
    const place = await states.locate(hit);
    if (!place || leaveOut?.({ folder, path: hit.file.path }, place)) return undefined;
    return { hit, place, result: describeHit(evidence, hit, place, folder, analyzer) };
  };
  const remaining = hits[Symbol.iterator]();
  while (rows.length < limit) {
    throwIfCancelled(signal);
    const page = take(remaining, limit - rows.length);
    if (page.length === 0) break;
    for (const resolved of await Promise.all(page.map(resolve))) {
      if (!resolved) continue;
      const { result } = resolved;
      const same = folding && addTo(copies, resolved, folding);
      if (same !== undefined) rows[same]?.copies.push(siblingOf(result, 'copy'));
      else rows.push({ shown: resolved, copies: [] });
    }
  }
  const likely = countLikely(
    rows.map(({ shown }) => shown.hit.namedBy !== undefined || isLikely(shown.hit)),
    rows.length < limit,
  );
  const identical = folding?.copiesOf(rows.map(({ shown }) => shown.hit)) ?? [];
  const shownChunks = new Set(rows.map(({ shown: { hit } }) => keyOf(states.folderOf(hit.shard), hit)));
  const results = await Promise.all(
    rows.map(async ({ shown, copies: alike }, i): Promise<SearchResult> => {
      const { hit, result } = shown;
      const others = folding?.translationsOf(hit) ?? [];
      const translations = await Promise.all(others.map((chunk) => states.sibling(chunk, 'translation')));
      const siblings = [...translations.filter((one) => one !== undefined), ...alike];
      const known = new Set(siblings.map(({ folder, path }) => fileKeyOf(folder, path)));
      const isNew = ({ shard, file, startLine }: IndexedPlace): boolean => {
        const folder = states.folderOf(shard);
        return (
          !known.has(fileKeyOf(folder, file.path)) && !shownChunks.has(keyOf(folder, { file, startLine }))
        );
      };
      const copied = hit.namedBy === 'path' ? [] : (identical[i] ?? []).filter(isNew);
      const more = await Promise.all(copied.map((place) => states.sibling(place, 'copy')));
      siblings.push(...more.filter((one) => one !== undefined).map((one) => sameLines(one, shown)));
      return {
        ...result,
        ...(i >= likely && { isLessLikely: true }),
        ...(siblings.length > 0 && { siblings }),
      };
    }),
  );
  // A file that could not be read counts as gone, whatever the reason, so a cancellation must not be returned as an
  // answer.
  throwIfCancelled(signal);
  const named = rows.filter(({ shown }) => shown.hit.namedBy !== undefined).length;
  return { results, stale: states.stale, named };
}

function fileKeyOf(folder: string, path: string): string {
  return `${folder}\n${path}`;
}

function keyOf(folder: string, { file, startLine }: Pick<Hit, 'file' | 'startLine'>): string {
  return `${fileKeyOf(folder, file.path)}\n${startLine}`;
}

/** The lines of a copied chunk that correspond to those of the result. */
function sameLines(copy: SiblingResult, { place, result }: Resolved): SiblingResult {
  const startLine = Math.min(copy.startLine + result.startLine - place.startLine, copy.endLine);
  return {
    ...copy,
    startLine,
    endLine: Math.min(startLine + result.endLine - result.startLine, copy.endLine),
  };
}

/** Position of the result that this one is a copy of; a file that the query names is always shown. */
function addTo(copies: Copies, { hit, place, result }: Resolved, folding: Folding): number | undefined {
  if (hit.namedBy !== 'path') return copies.add(result, place, folding.cover(hit));
  copies.keep(result, place, folding.cover(hit));
  return undefined;
}

/** The next items, at most `count`. */
function take<T>(items: Iterator<T>, count: number): T[] {
  const taken: T[] = [];
  while (taken.length < count) {
    const next = items.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}
