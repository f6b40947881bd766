import type { SkippedDirectory } from '../../common/contracts/indexReport';

/**
 * Skipped directories. Changes in them can be ignored, such as the thousands of files written by a build, or the files of an
 * index. In a directory that was skipped because of a file in it, only that file matters.
 */
export class SkippedDirectories {
  /** Paths, each with the name of the file that decides, if there is one. */
  private readonly directories: ReadonlyMap<string, string | undefined>;

  /** @param skipped from a run over the whole workspace folder */
  constructor(skipped: readonly SkippedDirectory[]) {
    this.directories = new Map(
      skipped
        // One file in `.git` affects what is indexed; `PendingChanges` selects it.
        .filter(({ path }) => path !== '.git' && !path.endsWith('/.git'))
        .map(({ path, decidedBy }) => [path, decidedBy]),
    );
  }

  /** Whether a path is in a skipped directory and cannot change that the directory is skipped. */
  contain(path: string): boolean {
    if (this.directories.size === 0) return false;
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      const directory = path.slice(0, end);
      if (this.directories.has(directory)) return path.slice(end + 1) !== this.directories.get(directory);
    }
    return false;
  }
}
