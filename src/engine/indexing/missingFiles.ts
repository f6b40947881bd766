import type { PathReason } from '../../common/indexReport';
import type { CorpusFile } from '../corpus/corpusFile';
import { PathSet } from '../corpus/pathSet';
import type { IndexStore } from './indexStore';

/**
 * Paths that the index holds and the workspace folder no longer does. What cannot be read at the moment is not gone.
 *
 * @param files what was found of the corpus, by path
 * @param skipped what was left out
 * @param part what was looked at; undefined means the whole folder
 */
export function missingFiles(
  { shards }: Pick<IndexStore, 'shards'>,
  files: ReadonlyMap<string, CorpusFile>,
  skipped: readonly PathReason[],
  part: PathSet | undefined,
): string[] {
  const unreadable = skipped.filter(({ reason }) => reason === 'unreadable').map(({ path }) => path);
  const unreadableDirectories = new PathSet(unreadable.filter((path) => path.endsWith('/')));
  const unreadableFiles = new Set(unreadable);
  const outermost = part?.outermost;
  const missing: string[] = [];
  for (const shard of shards) {
    if (!shard) continue;
    const known = outermost ? outermost.flatMap((path) => atOrBelow(shard.files, path)) : shard.files;
    for (const { path } of known) {
      if (files.has(path) || unreadableFiles.has(path) || unreadableDirectories.holds(path)) continue;
      missing.push(path);
    }
  }
  return missing;
}

/** The file of this path and those below it, of files that are ordered by path. */
function atOrBelow(files: readonly { readonly path: string }[], path: string): { readonly path: string }[] {
  if (path === '') return [...files];
  const itself = files[firstFrom(files, path)];
  // In the order of paths, `0` follows `/`.
  const below = files.slice(firstFrom(files, `${path}/`), firstFrom(files, `${path}0`));
  return itself?.path === path ? [itself, ...below] : below;
}

function firstFrom(files: readonly { readonly path: string }[], path: string): number {
  let low = 0;
  let high = files.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (files[middle]!.path < path) low = middle + 1;
    else high = middle;
  }
  return low;
}
