import type { RerankTexts } from './rerankLimits';

/** Rankings that are kept: queries repeat while the user filters and goes back, and when the index has grown. */
const most = 30;

/** The scores of the most recent requests. A request is the same if its query and all its documents are. */
export class RecentScores {
  private readonly known = new Map<string, readonly number[]>();

  get(texts: RerankTexts): readonly number[] | undefined {
    const key = keyOf(texts);
    const scores = this.known.get(key);
    if (scores) this.put(key, scores);
    return scores;
  }

  keep(texts: RerankTexts, scores: readonly number[]): void {
    this.put(keyOf(texts), scores);
  }

  private put(key: string, scores: readonly number[]): void {
    this.known.delete(key);
    this.known.set(key, scores);
    if (this.known.size > most) this.known.delete(this.known.keys().next().value!);
  }
}

function keyOf({ query, documents }: RerankTexts): string {
  return JSON.stringify([query, documents]);
}
