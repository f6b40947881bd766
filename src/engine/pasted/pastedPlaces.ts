import { findPathMentions, type PathMention } from './pathMentions';
import { filesMentioned, type NamedFile, type SearchedFiles } from './resolveMention';
import { findSpacedMentions } from './spacedMentions';
import { inTraceOrder } from './traceOrder';

/** A file that a query names, and the line in it. */
export interface PastedPlace {
  /** Position of its shard, and number of the file within it. */
  readonly shard: number;
  readonly file: number;
  /** 1-based; undefined if the query gives none. */
  readonly line: number | undefined;
  /** The last line of a range, inclusive; undefined for a single line. */
  readonly endLine: number | undefined;
}

/** Most places of one query. */
const maxPlaces = 50;

/** A name without folder and line may be an ordinary word: it counts only if it matches at most this many files. */
const maxFilesOfWord = 3;

/**
 * The files that a query names by paths, as users paste them: alone, with a line, in a stack trace, a diff or a URL.
 * The frames of a trace are in order, the nearest to the failure first, each as one place; a path that matches
 * several files gives all of them.
 *
 * @param text without filters
 * @param compare orders files that match equally well, the best first
 */
export function pastedPlaces(
  text: string,
  files: SearchedFiles,
  compare: (a: NamedFile, b: NamedFile) => number,
): PastedPlace[] {
  const named = inTraceOrder(text, mentionsIn(text, files))
    .filter((mention) => isPathLike(mention, text))
    .map((mention) => ({ mention, found: filesMentioned(mention, files) }))
    .filter(({ mention, found }) => found.length > 0 && isMeant(mention, found, text, files));
  const sure = named.filter(({ found }) => !found[0]!.isDoubtful);
  const meant = sure.length > 0 ? sure : named;
  const places = meant.flatMap(({ mention, found }) => {
    const best = found.toSorted((a, b) => Number(b.isComplete) - Number(a.isComplete) || compare(a, b));
    return (meant.length > 1 ? best.slice(0, 1) : best).map(({ shard, file }) => ({
      ...{ shard, file, line: mention.line, endLine: mention.endLine },
    }));
  });
  return distinct(places).slice(0, maxPlaces);
}

function mentionsIn(text: string, { shards }: SearchedFiles): PathMention[] {
  const spaced = findSpacedMentions(text, shards);
  const others = findPathMentions(text).filter(
    ({ start, end }) => !spaced.some((one) => start < one.end && end > one.start),
  );
  return [...spaced, ...others].sort((a, b) => a.start - b.start);
}

/** Whether a mention may be a path: of a name without folder, line and extension, only if there is nothing else. */
function isPathLike({ segments, line, start, end }: PathMention, text: string): boolean {
  if (segments.length > 1 || line !== undefined || segments[0]!.includes('.')) return true;
  return isAloneIn(text, start, end) && /^\p{Lu}/u.test(segments[0]!);
}

function isAloneIn(text: string, start: number, end: number): boolean {
  return text.slice(0, start).trim() === '' && text.slice(end).trim() === '';
}

/** Whether a name without a folder is a file name, and not a word of a sentence. */
function isMeant(
  { segments, line, start, end }: PathMention,
  found: readonly NamedFile[],
  text: string,
  { shards }: SearchedFiles,
): boolean {
  if (segments.length > 1 || line !== undefined) return true;
  const name = segments[0]!;
  const isSpelled = found.every(({ shard, file }) => shards[shard]!.files[file]!.path.endsWith(name));
  if (!name.includes('.')) return isSpelled;
  return isAloneIn(text, start, end) || (isSpelled && found.length <= maxFilesOfWord);
}

/** Each line of a file once; a file without a line only if none of its lines is given. */
function distinct(places: readonly PastedPlace[]): PastedPlace[] {
  const seen = new Set<string>();
  const told = new Set(places.filter(({ line }) => line !== undefined).map((one) => keyOf(one)));
  return places.filter((place) => {
    if (place.line === undefined && told.has(keyOf(place))) return false;
    const key = `${keyOf(place)}:${place.line}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function keyOf({ shard, file }: PastedPlace): string {
  return `${shard}/${file}`;
}
