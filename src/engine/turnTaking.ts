/** Indexing works for so long at a stretch, milliseconds. */
const stretchMs = 8;

/** Indexing waits for searches no longer than this, milliseconds: one may wait for a slow provider itself. */
const mostPatienceMs = 200;

/** Lets searches go first in the one thread that they share with indexing. */
export class TurnTaking {
  private searches = 0;
  private waiting: (() => void)[] = [];
  private stretchBegan = 0;

  /** @param nextTurn resolves when messages and input that have arrived were taken in */
  constructor(private readonly nextTurn: () => Promise<void>) {}

  /** Runs a search; indexing stands back meanwhile. */
  async search<T>(run: () => Promise<T>): Promise<T> {
    this.searches++;
    try {
      return await run();
    } finally {
      this.searches--;
      if (this.searches === 0) for (const goOn of this.waiting.splice(0)) goOn();
    }
  }

  /** To be awaited by indexing between two pieces of work; costs next to nothing most of the time. */
  async giveWay(): Promise<void> {
    if (performance.now() - this.stretchBegan < stretchMs) return;
    await this.nextTurn();
    if (this.searches > 0) await this.untilSearched();
    this.stretchBegan = performance.now();
  }

  private untilSearched(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, mostPatienceMs);
      this.waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
