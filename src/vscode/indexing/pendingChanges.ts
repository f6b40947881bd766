/** More changed paths than this, and looking at the whole folder is quicker. */
const mostPaths = 200;

/** Files that decide about others: a change of one concerns its whole directory. */
const decidingFile = /(?:^|\/)(?:\.gitignore|\.ignore|\.semanticignore|\.gitattributes)$/;

/**
 * Repositories write here all the time, and some systems tell each time that the directory itself changed. What decides what is
 * indexed: one file in it, and whether there is one below the workspace folder. The configuration changes with every branch: it
 * is read when the whole folder is looked at.
 */
const insideRepository = /(?:^|\/)\.git(?:\/|$)/;
const decidingInRepository = /(?:^|\/)\.git\/info\/exclude$|.\/\.git$/;

/** What has to be looked at again: some paths, or everything. */
export type Changes = { readonly paths: readonly string[] } | 'everything';

/** Collects which paths of a workspace folder changed, until somebody has time for them. */
export class PendingChanges {
  private everything = false;
  private paths = new Set<string>();

  /**
   * Notes that a file or directory was created, changed or deleted.
   *
   * @param path relative to the workspace folder, `/` between segments; `''` is the folder itself
   */
  add(path: string): void {
    if (insideRepository.test(path)) {
      if (decidingInRepository.test(path))
        this.addDirectory(path.replace(/\/?\.git(?:\/info\/exclude)?$/, ''));
      return;
    }
    if (path === '' || decidingFile.test(path)) this.addDirectory(directoryOf(path));
    if (path !== '') this.addPath(path);
  }

  /** Notes that anything may have changed. */
  addEverything(): void {
    this.everything = true;
    this.paths.clear();
  }

  /** Puts back what was taken and not done. */
  putBack(changes: Changes): void {
    if (changes === 'everything') this.addEverything();
    else for (const path of changes.paths) this.addPath(path);
  }

  get isEmpty(): boolean {
    return !this.everything && this.paths.size === 0;
  }

  get isEverything(): boolean {
    return this.everything;
  }

  /** Hands out what has collected, and begins anew; undefined where there is nothing. */
  take(): Changes | undefined {
    if (this.isEmpty) return undefined;
    const changes = this.everything ? 'everything' : { paths: [...this.paths] };
    this.everything = false;
    this.paths = new Set();
    return changes;
  }

  private addDirectory(directory: string): void {
    if (directory === '') this.addEverything();
    else this.addPath(directory);
  }

  private addPath(path: string): void {
    if (this.everything) return;
    this.paths.add(path);
    if (this.paths.size > mostPaths) this.addEverything();
  }
}

function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
