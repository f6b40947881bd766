import type { MatchedBy } from '../../common/contracts/searchResult';
import type { LocatedResult, SearchService } from '../services';

/** Questions that fit nearly any repository. In English for every display language, because the built-in model works best in English. */
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

/** Words of these questions that carry no meaning. */
const plainWords = new Set(
  'a and are before by do does from happens how i in is it of or something the this to used what when where'.split(
    ' ',
  ),
);

/** Number of compared results. The later ones show how well any text matches. */
const comparedResults = 6;

/**
 * The question with the clearest first result in the current index.
 *
 * @param signal ends the choice early, with the clearest question so far
 * @returns one of `questions`; the first of them if none has a result
 */
export async function chooseSampleQuestion(
  search: SearchService,
  questions: readonly string[] = sampleQuestions,
  signal?: AbortSignal,
): Promise<string> {
  const [clearest] = await clearestQuestions(search, questions, signal);
  return clearest ?? questions[0] ?? '';
}

/**
 * The questions that the current index can answer, the one with the clearest first result first.
 *
 * @param signal ends the choice early, with the questions tried so far
 */
export async function clearestQuestions(
  search: Pick<SearchService, 'search'>,
  questions: readonly string[] = sampleQuestions,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const tried: { readonly query: string; readonly clearness: number }[] = [];
  for (const query of questions) {
    if (signal?.aborted) break;
    try {
      const { results } = await search.search({ query, limit: comparedResults }, signal);
      tried.push({ query, clearness: clearnessOf(query, results) });
    } catch {
      // The search that is opened with the question reports the error.
      break;
    }
  }
  return tried
    .filter(({ clearness }) => clearness > 0)
    .sort((a, b) => b.clearness - a.clearness)
    .map(({ query }) => query);
}

/**
 * How clearly the first result answers a question: 0 without a result, about 1 if it contains all words of the question, defines
 * them, and leads by far. The lead has a low weight: if nothing matches, an unrelated result can lead by far.
 *
 * @param results of the query, best first
 */
export function clearnessOf(query: string, results: readonly LocatedResult[]): number {
  const [first, ...others] = results;
  if (!first || first.score <= 0) return 0;
  const mean = others.reduce((sum, { score }) => sum + Math.max(0, score), 0) / Math.max(1, others.length);
  const lead = others.length === 0 ? 0 : 1 - mean / first.score;
  const by = (way: MatchedBy): number => (first.matchedBy.includes(way) ? 1 : 0);
  return (
    0.1 +
    0.4 * matchedShare(query, first) +
    0.2 * by('symbol') +
    0.15 * lead +
    0.1 * by('vector') * by('lexical') +
    // Code is a better example than documentation about it.
    (first.kind === 'code' ? 0.05 : 0)
  );
}

/** Share of the meaningful words of a query that occur in a result, in any form. */
function matchedShare(query: string, { preview, previewLine, matches }: LocatedResult): number {
  const lines = preview.split('\n');
  const texts = matches.map(({ line, start, end }) => lines[line - previewLine]?.slice(start, end) ?? '');
  const asked = new Set(
    query
      .split(' ')
      .filter((word) => !plainWords.has(word))
      .map(beginning),
  );
  const matched = new Set(texts.map(beginning).filter((word) => asked.has(word)));
  return matched.size / Math.max(1, asked.size);
}

/** Makes `handled` and `handler` the same word. */
function beginning(word: string): string {
  return word.slice(0, 4).toLowerCase();
}
