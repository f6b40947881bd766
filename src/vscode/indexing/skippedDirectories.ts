import type { SkippedDirectory } from '../../common/indexReport';

/**
 * Directories that were left out: what happens in them, a build for instance, with thousands of changes, or the writing of an
 * index, need not be looked at. Of one that was left out for a file that it holds, that file alone is of interest.
 */
export class SkippedDirectories {
  /** With the name of the file that decides, if one does. */
  private readonly directories: ReadonlyMap<string, string | undefined>;

  /** @param skipped of a run over the whole workspace folder */
  constructor(skipped: readonly SkippedDirectory[]) {
    this.directories = new Map(
      skipped
        // One file in it decides what is indexed: `PendingChanges` knows which.
        .filter(({ path }) => path !== '.git' && !path.endsWith('/.git'))
        .map(({ path, decidedBy }) => [path, decidedBy]),
    );
  }

  /** Whether a path lies in one of them, and cannot change that it is left out. */
  hold(path: string): boolean {
    if (this.directories.size === 0) return false;
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      const directory = path.slice(0, end);
      if (this.directories.has(directory)) return path.slice(end + 1) !== this.directories.get(directory);
    }
    return false;
  }
}
