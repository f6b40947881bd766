/** With more changed paths than this, checking the whole folder is faster. */
const mostPaths = 200;

/** Files that determine what else is indexed: a change of one affects its whole directory. */
const decidingFile = /(?:^|\/)(?:\.gitignore|\.ignore|\.semanticignore|\.gitattributes)$/;

/**
 * Git writes inside `.git` all the time, and some systems also report a change of the directory itself. Only two things in it
 * affect what is indexed: `info/exclude`, and whether a `.git` exists below the workspace folder. The Git configuration changes
 * with every branch; it is read when the whole folder is checked.
 */
const insideRepository = /(?:^|\/)\.git(?:\/|$)/;
const decidingInRepository = /(?:^|\/)\.git\/info\/exclude$|.\/\.git$/;

/**
 * Changes to index.
 *
 * - `everything`: all files are checked
 * - `rebuild`: all files are chunked and stored again
 */
export type Changes = { readonly paths: readonly string[] } | 'everything' | 'rebuild';

/** Collects the changed paths of a workspace folder until they are indexed. */
export class PendingChanges {
  private all: 'everything' | 'rebuild' | undefined;
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
    this.all ??= 'everything';
    this.paths.clear();
  }

  /** Notes that every file is to be chunked and stored again. */
  addRebuild(): void {
    this.all = 'rebuild';
    this.paths.clear();
  }

  /** Puts back changes that were taken but not indexed. */
  putBack(changes: Changes): void {
    if (changes === 'everything') this.addEverything();
    else if (changes === 'rebuild') this.addRebuild();
    else for (const path of changes.paths) this.addPath(path);
  }

  get isEmpty(): boolean {
    return this.all === undefined && this.paths.size === 0;
  }

  /** Whether all files are checked. */
  get isEverything(): boolean {
    return this.all !== undefined;
  }

  get isRebuild(): boolean {
    return this.all === 'rebuild';
  }

  /** Returns and clears the collected changes; undefined if there are none. */
  take(): Changes | undefined {
    if (this.isEmpty) return undefined;
    const changes = this.all ?? { paths: [...this.paths] };
    this.all = undefined;
    this.paths = new Set();
    return changes;
  }

  private addDirectory(directory: string): void {
    if (directory === '') this.addEverything();
    else this.addPath(directory);
  }

  private addPath(path: string): void {
    if (this.all) return;
    this.paths.add(path);
    if (this.paths.size > mostPaths) this.addEverything();
  }
}

function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
