/** How long indexing works without a pause, milliseconds. */
const stretchMs = 8;

/** Longest time that indexing waits for searches, milliseconds: a search may itself wait for a slow provider. */
export const mostPatienceMs = 200;

/** Gives searches priority over indexing in the thread that they share. */
export class TurnTaking {
  private searches = 0;
  private waiting: (() => void)[] = [];
  private stretchBegan = 0;
  private lookedUp = 0;

  /**
   * @param nextTurn resolves when pending messages and input have been processed
   * @param onSearching called when the first search begins and when the last one ends, for work in other threads.
   *   Default: no-op
   */
  constructor(
    private readonly nextTurn: () => Promise<void>,
    private readonly onSearching: (isSearching: boolean) => void = () => undefined,
  ) {}

  /** Runs a search; indexing pauses meanwhile. */
  async search<T>(run: () => Promise<T>): Promise<T> {
    if (this.searches++ === 0) this.onSearching(true);
    try {
      return await run();
    } finally {
      this.searches--;
      if (this.searches === 0) {
        this.onSearching(false);
        for (const goOn of this.waiting.splice(0)) goOn();
      }
    }
  }

  /** To be awaited by the work of a search between units of work: lets messages and input be processed. */
  async lookUp(): Promise<void> {
    if (performance.now() - this.lookedUp < stretchMs) return;
    await this.nextTurn();
    this.lookedUp = performance.now();
  }

  /** To be awaited by indexing between units of work; nearly free in most calls. */
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
