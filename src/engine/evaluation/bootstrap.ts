import type { Estimate } from '../../common/contracts/evaluation';

/** Resamples per interval: the ends of a 95 % interval vary by less than a hundredth with this number. */
const resamples = 2000;
const seed = 20_251;

/**
 * The mean of some values and its 95 % interval, by resampling the values with replacement (percentile bootstrap). The
 * same values give the same interval. For the difference of two candidates, the values are the differences of each
 * question, so that what makes a question hard for both does not widen the interval.
 *
 * @returns undefined without values
 */
export function meanWithInterval(values: readonly number[]): Estimate | undefined {
  if (values.length === 0) return undefined;
  const random = randomNumbers(seed);
  const means = Array.from({ length: resamples }, () => {
    const drawn = values.map(() => values[Math.floor(random() * values.length)]!);
    return mean(drawn);
  }).sort((a, b) => a - b);
  return {
    value: mean(values),
    low: means[Math.floor(resamples * 0.025)]!,
    high: means[Math.ceil(resamples * 0.975) - 1]!,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Numbers from 0 to 1, excluding 1, that depend on the seed only (mulberry32). */
function randomNumbers(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
