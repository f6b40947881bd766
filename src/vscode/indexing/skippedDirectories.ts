import type { PathReason } from '../../common/indexReport';

/**
 * Directories that were left out for their name: what happens in them, a build for instance, with thousands of changes, need
 * not be looked at. One that was left out for what it holds is not among them: that may change.
 */
export class SkippedDirectories {
  private readonly directories: ReadonlySet<string>;

  /** @param skipped of a run over the whole workspace folder */
  constructor(skipped: readonly PathReason[]) {
    this.directories = new Set(
      skipped
        .filter(({ path, reason, detail }) => path.endsWith('/') && isForItsName(reason, detail))
        .map(({ path }) => path.slice(0, -1))
        // One file in it decides what is indexed: `PendingChanges` knows which.
        .filter((path) => path !== '.git' && !path.endsWith('/.git')),
    );
  }

  /** Whether a path lies in one of them. */
  hold(path: string): boolean {
    if (this.directories.size === 0) return false;
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      if (this.directories.has(path.slice(0, end))) return true;
    }
    return false;
  }
}

function isForItsName(reason: string, detail: string | undefined): boolean {
  const isForWhatItHolds =
    detail === 'a worktree of the same repository' || detail?.startsWith('holds ') === true;
  return reason === 'ignored' || (reason === 'excluded' && !isForWhatItHolds);
}
