import type { Reranking } from '../../common/contracts/reranking';
import type { SearchAnswer, SearchResult } from '../../common/contracts/searchResult';
import { errorFactsOf, SemanticSearchError } from '../../common/errors/errors';
import { parseQuery } from '../../common/query/queryFilters';
import { secretContentOf } from '../corpus/secrets/secretContent';
import { hasSecretName } from '../corpus/secrets/secretNames';
import { reorder } from './reorder';
import type { RemoteReranker, ScoreOptions } from './remoteReranker';
import { failureOf } from './rerankErrors';

/** Most results that are sent to a reranker: the first ones. */
export const mostCandidates = 30;

/** The reranker of a search. */
export interface Refinement extends ScoreOptions {
  readonly reranker: Pick<RemoteReranker, 'scores' | 'name' | 'endpoint'>;
}

/** An answer in its first order. */
export interface FirstOrder {
  readonly answer: SearchAnswer;
  /** Number of results, the first ones, that the query names or quotes. They stay in front. */
  readonly named: number;
}

/**
 * An answer in the order of a reranker. Of the results, their path, what is defined there and their lines are sent. A
 * result keeps its position if the query names it, if its lines cannot be read, or if they or its path look secret. As
 * many results as before count as likely. If the reranker fails, the first order stays, with the reason.
 *
 * @param linesOf current lines of a result; undefined if they cannot be read
 * @throws CancelledError
 */
export async function refineAnswer(
  { answer, named }: FirstOrder,
  { reranker, ...options }: Refinement,
  linesOf: (result: SearchResult) => Promise<string | undefined>,
): Promise<SearchAnswer> {
  const started = performance.now();
  const { results } = answer;
  const documents = await documentsOf(results.slice(named, named + mostCandidates), linesOf);
  const done = (ordered: readonly SearchResult[], rest: Pick<Reranking, 'count' | 'failure'>) => ({
    ...answer,
    results: ordered,
    reranking: {
      by: reranker.name,
      host: reranker.endpoint.host,
      tookMs: performance.now() - started,
      ...rest,
    },
  });
  const query = parseQuery(answer.query).text;
  if (documents.length < 2 || query === '') return done(results, { count: 0 });
  try {
    const scores = await reranker.scores(
      query,
      documents.map(({ text }) => text),
      options,
    );
    const ranked = scores
      .map((score, i) => ({ score, result: documents[i]!.result }))
      // Equal scores: the first order.
      .sort((a, b) => b.score - a.score)
      .map(({ result }) => result);
    const moving = new Set(ranked);
    const ordered = reorder(results, ranked, (result) => !moving.has(result));
    return done(withLikelihood(ordered, results), { count: ranked.length });
  } catch (error) {
    if (!(error instanceof SemanticSearchError)) throw error;
    return done(results, { count: 0, failure: { why: failureOf(error), error: errorFactsOf(error) } });
  }
}

interface Candidate {
  readonly result: SearchResult;
  readonly text: string;
}

async function documentsOf(
  results: readonly SearchResult[],
  linesOf: (result: SearchResult) => Promise<string | undefined>,
): Promise<readonly Candidate[]> {
  const candidates = await Promise.all(
    results.map(async (result): Promise<Candidate | undefined> => {
      if (hasSecretName(result.path)) return undefined;
      const lines = await linesOf(result);
      if (lines === undefined || lines.trim() === '' || secretContentOf(result.path, lines) !== undefined)
        return undefined;
      return { result, text: [result.path, result.symbol, lines].filter(Boolean).join('\n') };
    }),
  );
  return candidates.filter((candidate) => candidate !== undefined);
}

/** The scores and the number of likely results stay with the positions. */
function withLikelihood(ordered: readonly SearchResult[], before: readonly SearchResult[]): SearchResult[] {
  return ordered.map(({ isLessLikely, ...result }, i) => ({
    ...result,
    score: before[i]!.score,
    ...(before[i]!.isLessLikely && { isLessLikely: true as const }),
  }));
}
