import type { PathReason } from '../../common/contracts/indexReport';
import type { CorpusFile } from '../corpus/corpusFile';
import { PathSet } from '../corpus/pathSet';
import type { IndexStore } from './indexStore';

/**
 * Paths that are in the index and no longer in the workspace folder. A path that cannot be read at the moment is not
 * missing.
 *
 * @param files the files of the corpus that were found, by path
 * @param skipped the paths that were left out
 * @param part the part of the folder that was checked; undefined means the whole folder
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

/** The file with this path and the files below it, from files ordered by path. */
function atOrBelow(files: readonly { readonly path: string }[], path: string): { readonly path: string }[] {
  if (path === '') return [...files];
  const itself = files[firstFrom(files, path)];
  // `0` follows `/` in the order of paths.
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
