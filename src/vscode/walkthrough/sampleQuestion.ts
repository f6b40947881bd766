import type { MatchedBy } from '../../common/searchResult';
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

/** Words of these questions that tell nothing. */
const plainWords = new Set(
  'a and are before by do does from happens how i in is it of or something the this to used what when where'.split(
    ' ',
  ),
);

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
  const [clearest] = await clearestQuestions(search, questions, signal);
  return clearest ?? questions[0] ?? '';
}

/**
 * The questions that the index as it is now answers, those with the clearest first answer first.
 *
 * @param signal ends the choice early: those that were tried so far are taken
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
      // The search that opens with the question tells what is wrong.
      break;
    }
  }
  return tried
    .filter(({ clearness }) => clearness > 0)
    .sort((a, b) => b.clearness - a.clearness)
    .map(({ query }) => query);
}

/**
 * How clearly the first result answers a question: 0 where there is none, about 1 where it says all that was asked for, defines
 * it, and is far ahead. A lead alone is worth little: where nothing fits, something unfit may be far ahead.
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
    0.4 * toldShare(query, first) +
    0.2 * by('symbol') +
    0.15 * lead +
    0.1 * by('vector') * by('lexical') +
    // Code convinces more than a chapter about it.
    (first.kind === 'code' ? 0.05 : 0)
  );
}

/** The share of the telling words of a query that a result says, in whatever form. */
function toldShare(query: string, { preview, previewLine, matches }: LocatedResult): number {
  const lines = preview.split('\n');
  const said = matches.map(({ line, start, end }) => lines[line - previewLine]?.slice(start, end) ?? '');
  const asked = new Set(
    query
      .split(' ')
      .filter((word) => !plainWords.has(word))
      .map(beginning),
  );
  const told = new Set(said.map(beginning).filter((word) => asked.has(word)));
  return told.size / Math.max(1, asked.size);
}

/** `handled` and `handler` are one word by it. */
function beginning(word: string): string {
  return word.slice(0, 4).toLowerCase();
}
