import { isShown, type Lines } from '../passages/isShown';

/** A result, of the search or of a baseline. */
export type Place = Lines & { readonly path: string };

/** Positions of the first right result, from 1; Infinity if it is not among the results. */
export interface Rank {
  /** The first result that shows a section that answers the question. */
  readonly section: number;
  /** The first result of a document that answers it. */
  readonly file: number;
}

/** Positions of the first right section and of the first right document among results. */
export function rankOf(answers: readonly Place[], results: readonly Place[]): Rank {
  const first = (isRight: (result: Place, answer: Place) => boolean): number => {
    const at = results.findIndex((result) => answers.some((answer) => isRight(result, answer)));
    return at < 0 ? Infinity : at + 1;
  };
  return {
    section: first((result, answer) => result.path === answer.path && isShown(answer, result)),
    file: first((result, answer) => result.path === answer.path),
  };
}

/** Depths up to which right results are counted. */
export const depths: readonly number[] = [1, 3, 10];

/** Shares of ranks within the {@link depths}, then the mean reciprocal rank. */
export function meansOf(ranks: readonly number[]): number[] {
  const mean = (score: (rank: number) => number): number =>
    ranks.reduce((sum, rank) => sum + score(rank), 0) / Math.max(1, ranks.length);
  return [...depths.map((depth) => mean((rank) => (rank <= depth ? 1 : 0))), mean((rank) => 1 / rank)];
}
