/**
 * The batches of a run that are being embedded and written, while the next one is prepared. After a failure no further batch is
 * started: it would likely fail too, and may cost money.
 */
export class BatchesUnderWay {
  private readonly running = new Set<Promise<void>>();
  private chunks = 0;
  private hasFailed = false;

  /** @param mostChunks of all batches together; a batch that is larger is stored alone */
  constructor(private readonly mostChunks: number) {}

  /**
   * Starts to store a batch as soon as its chunks fit. Does not wait until it is stored.
   *
   * @throws the error of an earlier batch
   */
  async add(chunks: number, store: () => Promise<void>): Promise<void> {
    if (this.hasFailed) await this.stored();
    while (this.running.size > 0 && this.chunks + chunks > this.mostChunks) await Promise.race(this.running);
    this.chunks += chunks;
    const storing = store().then(() => {
      this.running.delete(storing);
      this.chunks -= chunks;
    });
    this.running.add(storing);
    // A failure is thrown at the next await; without this handler it would count as unhandled until then.
    storing.catch(() => {
      this.hasFailed = true;
    });
  }

  /** Resolves when all batches are stored. @throws the error of a batch */
  async stored(): Promise<void> {
    await Promise.all(this.running);
  }

  /** Resolves when no batch is being stored any more. Does not reject. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.running);
  }
}
