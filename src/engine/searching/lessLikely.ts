/** This many consecutive unlikely results end the likely ones; a single one among good results is not significant. */
const runThatEnds = 3;

/**
 * Number of results, best first, before the point where the likely ones end.
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
