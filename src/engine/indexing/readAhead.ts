/** Reads a list of files in order, some ahead of the current one, so that the disk never waits for the CPU. */
export class ReadAhead<T> {
  private readonly pending = new Map<string, Promise<T>>();

  /**
   * @param paths in the order of use, each once
   * @param read reads one file
   * @param depth how many are read ahead
   */
  constructor(
    private readonly paths: readonly string[],
    private readonly read: (path: string) => Promise<T>,
    private readonly depth = 8,
  ) {}

  /** Result of reading the path at this position of the list; rejects as the read did. */
  take(position: number): Promise<T> {
    const end = Math.min(this.paths.length, position + this.depth);
    for (let i = position; i < end; i++) {
      const path = this.paths[i]!;
      if (this.pending.has(path)) continue;
      const reading = this.read(path);
      // A failure is thrown when the result is taken; without this handler it would count as unhandled until then.
      reading.catch(() => undefined);
      this.pending.set(path, reading);
    }
    const path = this.paths[position]!;
    const taken = this.pending.get(path)!;
    this.pending.delete(path);
    return taken;
  }
}
