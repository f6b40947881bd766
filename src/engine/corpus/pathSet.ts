/**
 * Files and directories, each representing itself and everything below it. Look-up time does not depend on their
 * number.
 */
export class PathSet {
  private readonly members = new Set<string>();
  /** The directories above the members. */
  private readonly above = new Set<string>();

  /** @param paths relative to the workspace folder, with or without trailing `/`; `''` is the folder itself */
  constructor(paths: Iterable<string>) {
    for (const path of paths) this.members.add(withoutSlash(path));
    for (const path of this.members) {
      for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
        const directory = path.slice(0, end);
        if (this.above.has(directory)) break;
        this.above.add(directory);
      }
    }
  }

  /** The members, without those below another one; no trailing `/`. */
  get outermost(): string[] {
    return [...this.members].filter((path) => !this.hasAbove(path));
  }

  /** Whether a path is a member or is below one. */
  holds(path: string): boolean {
    return this.members.has(path) || this.hasAbove(path);
  }

  /** Whether a directory is above a member. */
  leadsTo(directory: string): boolean {
    return directory === '' ? this.members.size > 0 : this.above.has(directory);
  }

  private hasAbove(path: string): boolean {
    if (this.members.size === 0 || path === '') return false;
    if (this.members.has('')) return true;
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      if (this.members.has(path.slice(0, end))) return true;
    }
    return false;
  }
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
