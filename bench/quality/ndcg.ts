/** Number of ranks that are considered. */
const depth = 10;

/** A whole file, or lines of it (1-based, inclusive). */
export interface RankedLocation {
  /** `/` or `\` between segments; relative to anything above the file, or absolute. */
  readonly path: string;
  readonly startLine?: number | undefined;
  readonly endLine?: number | undefined;
}

/**
 * NDCG@10 with binary relevance, by the rule of the public benchmark: a target has the rank of the first result that
 * reaches it, a rank counts once even if several targets share it, and the ideal is a hit at each of the first ranks,
 * as many as there are targets. A query without targets scores 0.
 * @param results best first
 */
export function ndcgAt10(results: readonly RankedLocation[], targets: readonly RankedLocation[]): number {
  const top = results.slice(0, depth);
  const ranks = new Set(targets.map((target) => top.findIndex((result) => reaches(result, target))));
  ranks.delete(-1);
  let gain = 0;
  for (const rank of ranks) {
    gain += discount(rank);
  }
  let ideal = 0;
  for (let rank = 0; rank < Math.min(depth, targets.length); rank++) {
    ideal += discount(rank);
  }
  return ideal === 0 ? 0 : gain / ideal;
}

/** Value of a hit at a 0-based rank. */
function discount(rank: number): number {
  return 1 / Math.log2(rank + 2);
}

/** Whether a result shows a target: the same file, and some of its lines if the target specifies lines. */
function reaches(result: RankedLocation, target: RankedLocation): boolean {
  return (
    isSameFile(normalize(result.path), normalize(target.path)) &&
    (result.startLine ?? 1) <= (target.endLine ?? Infinity) &&
    (result.endLine ?? Infinity) >= (target.startLine ?? 1)
  );
}

/**
 * Compares paths that may be relative to different folders: one may be a suffix of the other, at a folder boundary.
 */
export function isSameFile(a: string, b: string): boolean {
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}

function normalize(path: string): string {
  return path.replaceAll('\\', '/');
}
