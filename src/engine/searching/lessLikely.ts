/** So many results in a row that are not likely end those that fit: a single one among good ones says nothing. */
const runThatEnds = 3;

/**
 * How many of some results, best first, stand before the point where those that fit end.
 *
 * @param likely for each result whether it is likely to be an answer
 * @param isComplete whether there are no more results than these: then a shorter run at the end counts as well
 */
export function countLikely(likely: readonly boolean[], isComplete: boolean): number {
  let run = 0;
  for (const [i, isLikely] of likely.entries()) {
    run = isLikely ? 0 : run + 1;
    if (run === runThatEnds) return i + 1 - run;
  }
  return isComplete || run === likely.length ? likely.length - run : likely.length;
}
