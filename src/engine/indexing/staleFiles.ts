import type { PathReason } from '../../common/contracts/indexReport';

/** Files that a search found to be changed. Runs read them whatever their stamps, until one has succeeded. */
export class StaleFiles {
  private paths = new Set<string>();

  add(path: string): void {
    this.paths.add(path);
  }

  /**
   * Passes the stale files to a run over the whole workspace folder. Those that it does not reach, or that fail, stay
   * stale.
   *
   * @param run resolves to the failed paths
   */
  async whileRead(run: (stale: ReadonlySet<string>) => Promise<readonly PathReason[]>): Promise<void> {
    const taken = this.paths;
    this.paths = new Set();
    let left: Iterable<string> = taken;
    try {
      const failed = await run(taken);
      left = failed.map(({ path }) => path).filter((path) => taken.has(path));
    } finally {
      for (const path of left) this.paths.add(path);
    }
  }

  /** Records the result of a run that read files whatever their stamps. */
  noteRead(read: Iterable<string>, failed: readonly PathReason[]): void {
    for (const path of read) this.paths.delete(path);
    for (const { path } of failed) this.paths.add(path);
  }
}
