/** Reads files in order, some ahead of the current one, so that the disk never waits for the CPU. */
export class ReadAhead<T> {
  private readonly pending = new Map<string, Promise<T>>();

  /** @param read reads one file */
  constructor(private readonly read: (path: string) => Promise<T>) {}

  /**
   * Result of reading a file; rejects as the read did.
   *
   * @param next the files to read ahead
   */
  take(path: string, next: Iterable<string>): Promise<T> {
    const taken = this.begin(path);
    for (const later of next) this.pending.set(later, this.begin(later));
    this.pending.delete(path);
    return taken;
  }

  private begin(path: string): Promise<T> {
    const known = this.pending.get(path);
    if (known) return known;
    const reading = this.read(path);
    // A failure is thrown when the result is taken; without this handler it would count as unhandled until then.
    reading.catch(() => undefined);
    return reading;
  }
}

/** Number of files to read ahead. */
export const readAheadDepth = 7;
