/** The ranked candidates of one query, best first. */
export interface Judged<Name extends string> {
  readonly candidates: readonly {
    readonly signals: Readonly<Record<Name, number>>;
    readonly isTarget: boolean;
  }[];
  /** Its share in the fit relative to other queries. Default: 1. */
  readonly weight?: number;
}

const steps = 150;
/**
 * Number of candidates per query that weights are fitted on, in addition to the targets; the rest is excluded from
 * the softmax.
 */
const candidatesOfEach = 200;
const rate = 0.1;

/**
 * Weights by listwise softmax (Cao et al., 2007, top one): the negative log-likelihood that a target is drawn from the
 * softmax of the scores, plus `penalty / 2 · |w|²`, by Adam (Kingma and Ba, 2015) from zero.
 *
 * @returns one weight for each signal, in the order of `names`
 */
export function fitWeights<Name extends string>(
  names: readonly Name[],
  queries: readonly Judged<Name>[],
  penalty: number,
): Float64Array {
  const size = names.length;
  const data = queries.flatMap((query) => toMatrix(names, query));
  const all = data.reduce((sum, { weight }) => sum + weight, 0);
  const weights = new Float64Array(size);
  const mean = new Float64Array(size);
  const variance = new Float64Array(size);
  for (let step = 1; step <= steps; step++) {
    const gradient = weights.map((weight) => weight * penalty);
    for (const { rows, targets, weight } of data) addGradient(gradient, rows, targets, weights, weight / all);
    for (let i = 0; i < size; i++) {
      mean[i] = 0.9 * mean[i]! + 0.1 * gradient[i]!;
      variance[i] = 0.999 * variance[i]! + 0.001 * gradient[i]! ** 2;
      weights[i]! -=
        (rate * (mean[i]! / (1 - 0.9 ** step))) / (Math.sqrt(variance[i]! / (1 - 0.999 ** step)) + 1e-8);
    }
  }
  return weights;
}

interface Matrix {
  /** Row by row, one signal after another. */
  readonly rows: Float64Array;
  /** Share of each row in the targets; sums to 1. */
  readonly targets: Float64Array;
  readonly weight: number;
}

function toMatrix<Name extends string>(
  names: readonly Name[],
  { candidates, weight = 1 }: Judged<Name>,
): Matrix[] {
  const count = candidates.filter(({ isTarget }) => isTarget).length;
  if (count === 0) return [];
  const used = candidates.filter(({ isTarget }, i) => isTarget || i < candidatesOfEach);
  return [
    {
      rows: Float64Array.from(used.flatMap(({ signals }) => names.map((name) => signals[name]))),
      targets: Float64Array.from(used, ({ isTarget }) => (isTarget ? 1 / count : 0)),
      weight,
    },
  ];
}

function addGradient(
  gradient: Float64Array,
  rows: Float64Array,
  targets: Float64Array,
  weights: Float64Array,
  share: number,
): void {
  const size = weights.length;
  const scores = targets.map((_, row) => dot(rows, row * size, weights));
  const highest = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const exponentials = scores.map((score) => Math.exp(score - highest));
  const sum = exponentials.reduce((a, b) => a + b, 0);
  for (let row = 0; row < targets.length; row++) {
    const error = (exponentials[row]! / sum - targets[row]!) * share;
    for (let i = 0; i < size; i++) gradient[i]! += error * rows[row * size + i]!;
  }
}

function dot(rows: Float64Array, start: number, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += rows[start + i]! * weights[i]!;
  return sum;
}
