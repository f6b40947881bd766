import { throwIfCancelled } from '../../common/errors';
import type { FileReference, SearchResult, SiblingResult } from '../../common/searchResult';
import type { FreshChunk } from '../freshness/freshness';
import { describeHit, type DescribedEvidence } from './describeHit';
import { Copies } from './folding/copies';
import type { IndexedPlace } from './folding/sameInOthers';
import { siblingOf, type FileStates } from './fileStates';
import type { Hit } from './hits';
import { countLikely } from './lessLikely';
import type { SearchTools } from './searchParts';

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
  /** Folds results that say the same into one; without it each stands for itself. */
  readonly folding?: Folding;
  /** Whether a hit is likely to be an answer; without it all are. */
  readonly isLikely?: ((hit: Hit) => boolean) | undefined;
}

/** What is needed to fold results that say the same. */
export interface Folding {
  /** How much of the query the words of a hit cover, in any unit. */
  cover(hit: Hit): number;
  /** Where other files say the same in other languages. */
  translationsOf(hit: Hit): readonly IndexedPlace[];
}

/** A hit as it is now. */
interface Resolved {
  readonly hit: Hit;
  readonly place: FreshChunk;
  readonly result: SearchResult;
}

/**
 * Turns hits into results that are true of the files as they are now, until there are `limit`; for one that vanished, or that
 * is folded into another one, the next takes its place. Of what is folded, only files are named that are there, at lines that
 * are right: a file with the stamp that it was indexed with is not read for that.
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
  for (const page of inPages(hits, limit)) {
    throwIfCancelled(signal);
    for (const resolved of await Promise.all(page.map(resolve))) {
      if (!resolved) continue;
      const { result } = resolved;
      const same = folding && addTo(copies, resolved, folding);
      if (same !== undefined) rows[same]?.copies.push(siblingOf(result, 'copy'));
      else if (rows.length < limit) rows.push({ shown: resolved, copies: [] });
    }
    if (rows.length >= limit) break;
  }
  const likely = countLikely(
    rows.map(({ shown }) => shown.hit.namedBy !== undefined || isLikely(shown.hit)),
    rows.length < limit,
  );
  const results = await Promise.all(
    rows.map(async ({ shown: { hit, result }, copies: alike }, i): Promise<SearchResult> => {
      const others = folding?.translationsOf(hit) ?? [];
      const translations = await Promise.all(others.map((place) => states.sibling(place)));
      const siblings = [...translations.filter((one) => one !== undefined), ...alike];
      return {
        ...result,
        ...(i >= likely && { isLessLikely: true }),
        ...(siblings.length > 0 && { siblings }),
      };
    }),
  );
  // A file that could not be read counts as gone, whatever the reason: if the reason was a cancellation, this is no answer.
  throwIfCancelled(signal);
  return { results, stale: states.stale };
}

/** Position of the result that one is a copy of; a file that the query names is shown whatever it says. */
function addTo(copies: Copies, { hit, place, result }: Resolved, folding: Folding): number | undefined {
  if (hit.namedBy !== 'path') return copies.add(result, place, folding.cover(hit));
  copies.keep(result, place, folding.cover(hit));
  return undefined;
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
