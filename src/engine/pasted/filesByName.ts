import type { Shard } from '../indexing/shard';

/** The files of a shard, by name. */
export interface FilesByName {
  /** Numbers of the files by name, in lower case. */
  readonly names: ReadonlyMap<string, readonly number[]>;
  /** Files with a space in their path, which a pattern cannot separate from the words around them. */
  readonly spaced: readonly number[];
}

const filesOfShard = new WeakMap<Shard, FilesByName>();

/** Computed once for each shard. */
export function filesByName(shard: Shard): FilesByName {
  let found = filesOfShard.get(shard);
  if (!found) {
    const names = new Map<string, number[]>();
    const spaced: number[] = [];
    shard.files.forEach(({ path, chunkCount }, file) => {
      if (chunkCount === 0) return;
      if (/\s/.test(path)) spaced.push(file);
      const name = nameOf(path).toLowerCase();
      const same = names.get(name);
      if (same) same.push(file);
      else names.set(name, [file]);
    });
    found = { names, spaced };
    filesOfShard.set(shard, found);
  }
  return found;
}

/** The last segment of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
