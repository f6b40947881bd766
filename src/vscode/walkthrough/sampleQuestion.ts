import type { LocatedResult, SearchService } from '../services';

/**
 * Questions that make sense of nearly any repository. In English in every language of the interface: it is what the built-in
 * model knows best.
 */
export const sampleQuestions: readonly string[] = [
  'where are errors handled',
  'how is the configuration read',
  'where does the program start',
  'where is input checked before it is used',
  'what happens when a request fails',
  'how are log messages written',
  'where is a file written to disk',
  'how is text parsed',
  'when is something removed from the cache',
  'how do users sign in',
  'how is a connection opened and closed',
  'how do I build and run this',
];

/** What is left at the end of a list tells how well any text fits; so many results are compared. */
const comparedResults = 6;

/**
 * The question with the clearest first answer in the index as it is now.
 *
 * @param signal ends the choice early: the clearest so far is taken
 * @returns one of `questions`; the first of them where nothing answers any
 */
export async function chooseSampleQuestion(
  search: SearchService,
  questions: readonly string[] = sampleQuestions,
  signal?: AbortSignal,
): Promise<string> {
  let chosen = questions[0] ?? '';
  let most = 0;
  for (const query of questions) {
    if (signal?.aborted) break;
    try {
      const { results } = await search.search({ query, limit: comparedResults }, signal);
      const clearness = clearnessOf(results);
      if (clearness <= most) continue;
      most = clearness;
      chosen = query;
    } catch {
      // The search that opens with the question tells what is wrong.
      break;
    }
  }
  return chosen;
}

/**
 * How clearly the first result stands out: 0 where there is none, about 1 where it is far ahead and found in more ways than one.
 *
 * @param results of one query, best first
 */
export function clearnessOf(results: readonly LocatedResult[]): number {
  const [first, ...others] = results;
  if (!first || first.score <= 0) return 0;
  const mean = others.reduce((sum, { score }) => sum + Math.max(0, score), 0) / Math.max(1, others.length);
  const lead = others.length === 0 ? 0 : 1 - mean / first.score;
  const foundBoth = first.matchedBy.includes('vector') && first.matchedBy.includes('lexical');
  // A name in the code is what convinces at a glance.
  return (
    0.1 + 0.4 * lead + (foundBoth ? 0.3 : 0) + (first.symbol !== null && first.kind === 'code' ? 0.2 : 0)
  );
}
