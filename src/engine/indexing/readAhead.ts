/** Reads files in order, some ahead of the current one, so that the disk never waits for the CPU. */
export class ReadAhead<File extends { readonly path: string }, T> {
  private readonly pending = new Map<string, Promise<T>>();
  private refillAt = 0;

  /** @param read reads one file */
  constructor(private readonly read: (file: File) => Promise<T>) {}

  /**
   * Result of reading a file; rejects as the read did.
   *
   * @param next the files to read ahead; called when half of those that it gave before have been taken
   */
  take(file: File, next: () => Iterable<File>): Promise<T> {
    const taken = this.begin(file);
    this.pending.delete(file.path);
    if (this.pending.size <= this.refillAt) {
      for (const later of next()) this.pending.set(later.path, this.begin(later));
      this.refillAt = this.pending.size >>> 1;
    }
    return taken;
  }

  private begin(file: File): Promise<T> {
    const known = this.pending.get(file.path);
    if (known) return known;
    const reading = this.read(file);
    // A failure is thrown when the result is taken; without this handler it would count as unhandled until then.
    reading.catch(() => undefined);
    return reading;
  }
}

/** Number of files to read ahead. */
export const readAheadDepth = 7;
