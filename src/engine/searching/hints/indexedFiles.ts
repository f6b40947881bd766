import type { Shard, ShardFile } from '../../indexing/shard';
import type { FilePredicate } from '../../retrieval/filter';
import type { SearchRoot } from '../searchParts';

/** The indexed files that have chunks. */
export class IndexedFiles {
  constructor(
    private readonly placed: readonly {
      readonly root: Pick<SearchRoot, 'folder'>;
      readonly shard: Shard;
    }[],
  ) {}

  /** Whether any file matches. */
  some(accepts: FilePredicate): boolean {
    for (const { file, folder } of this.all()) if (accepts(file, folder)) return true;
    return false;
  }

  *paths(): Generator<string> {
    for (const { file } of this.all()) yield file.path;
  }

  /** Language ids, the most frequent first. */
  languages(): string[] {
    const counts = new Map<string, number>();
    for (const { file } of this.all()) counts.set(file.language, (counts.get(file.language) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]).map(([language]) => language);
  }

  private *all(): Generator<{ readonly file: ShardFile; readonly folder: string }> {
    for (const { root, shard } of this.placed) {
      for (const file of shard.files) if (file.chunkCount > 0) yield { file, folder: root.folder };
    }
  }
}
