import type { PathReason } from '../../common/contracts/indexReport';
import type { InventoryCounts } from '../../common/contracts/inventoryContract';
import type { IndexStore } from '../indexing/indexStore';
import type { Shard, ShardFile } from '../indexing/shard';

/** The contents of a shard for one directory. */
interface DirectoryPart {
  /** Files and chunks at any depth below it. */
  indexed: number;
  chunks: number;
  withoutVector: number;
  /** Files directly in it, including those excluded because of their content. */
  readonly files: ShardFile[];
  /** Names of the directories directly in it. */
  readonly directories: Set<string>;
}

/**
 * Cached by shard, because shards never change: a save recomputes one shard, and a directory costs one look-up per
 * shard.
 */
const partsOfShard = new WeakMap<Shard, ReadonlyMap<string, DirectoryPart>>();

/** Counts of the index at any depth below a directory. */
export type IndexedBelow = Pick<InventoryCounts, 'indexed' | 'chunks' | 'withoutVector'>;

/** The indexed entries directly in a directory. */
export interface IndexedDirectory {
  readonly below: IndexedBelow;
  readonly files: ReadonlyMap<string, ShardFile>;
  readonly directories: ReadonlySet<string>;
}

/** @param directory relative to the workspace folder, no trailing `/` */
export function indexedDirectory(
  { shards }: Pick<IndexStore, 'shards'>,
  directory: string,
): IndexedDirectory {
  const files = new Map<string, ShardFile>();
  const directories = new Set<string>();
  for (const shard of shards) {
    const part = shard && partsOf(shard).get(directory);
    if (!part) continue;
    for (const file of part.files) files.set(file.path, file);
    for (const name of part.directories) directories.add(name);
  }
  return { below: countBelow({ shards }, directory), files, directories };
}

/** Indexed files and chunks below a directory. */
export function countBelow({ shards }: Pick<IndexStore, 'shards'>, directory: string): IndexedBelow {
  let indexed = 0;
  let chunks = 0;
  let withoutVector = 0;
  for (const shard of shards) {
    const part = shard && partsOf(shard).get(directory);
    indexed += part?.indexed ?? 0;
    chunks += part?.chunks ?? 0;
    withoutVector += part?.withoutVector ?? 0;
  }
  return { indexed, chunks, ...(withoutVector > 0 && { withoutVector }) };
}

const countsOfReasons = new WeakMap<readonly PathReason[], ReadonlyMap<string, number>>();

/** Number of paths that a run left out below a directory. */
export function countReasonsBelow(reasons: readonly PathReason[], directory: string): number {
  let counts = countsOfReasons.get(reasons);
  if (!counts) {
    const counted = new Map<string, number>();
    for (const { path } of reasons) {
      for (const above of directoriesAbove(path)) counted.set(above, (counted.get(above) ?? 0) + 1);
    }
    counts = counted;
    countsOfReasons.set(reasons, counts);
  }
  return counts.get(directory) ?? 0;
}

function partsOf(shard: Shard): ReadonlyMap<string, DirectoryPart> {
  let parts = partsOfShard.get(shard);
  if (!parts) {
    parts = divide(shard);
    partsOfShard.set(shard, parts);
  }
  return parts;
}

function divide({ files }: Shard): ReadonlyMap<string, DirectoryPart> {
  const parts = new Map<string, DirectoryPart>();
  const partAt = (directory: string): DirectoryPart => {
    let part = parts.get(directory);
    if (!part) {
      part = { indexed: 0, chunks: 0, withoutVector: 0, files: [], directories: new Set() };
      parts.set(directory, part);
    }
    return part;
  };
  for (const file of files) {
    let inside: string | undefined;
    for (const directory of directoriesAbove(file.path)) {
      const part = partAt(directory);
      if (inside === undefined) part.files.push(file);
      else part.directories.add(inside);
      if (!file.skip) part.indexed++;
      part.chunks += file.chunkCount;
      if (file.withoutVector) part.withoutVector++;
      inside = directory.slice(directory.lastIndexOf('/') + 1);
    }
  }
  return parts;
}

/** The directories that contain a path, nearest first, the workspace folder (`''`) last. */
function* directoriesAbove(path: string): Generator<string, void, undefined> {
  const name = path.endsWith('/') ? path.slice(0, -1) : path;
  for (let end = name.lastIndexOf('/'); end >= 0; end = name.lastIndexOf('/', end - 1)) {
    yield name.slice(0, end);
    if (end === 0) break;
  }
  yield '';
}
