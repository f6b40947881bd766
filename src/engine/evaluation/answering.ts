import type { ResultOrder } from '../../common/contracts/engineContract';
import type { Reranking } from '../../common/contracts/reranking';
import type { IndexSummary, SearchResult } from '../../common/contracts/searchResult';
import { SemanticSearchError, type ErrorFacts } from '../../common/errors/errors';
import type { EmbeddingProvider } from '../embedding/embeddingProvider';
import { mostCandidates, refineAnswer, type Refinement } from '../reranking/refineAnswer';
import { readExcerpt } from '../searching/excerpt';
import type { SearchRoot } from '../searching/searchParts';
import { Searcher } from '../searching/searcher';
import type { EvaluationParts } from './evaluationParts';
import { judgedResults } from './judge';

/** What answers the questions of a comparison. */
export interface Answerer {
  readonly provider: EmbeddingProvider;
  /** Puts the first results in order. Default: none. */
  readonly reranker?: Refinement['reranker'] | undefined;
}

/** Results, and what the reranker did with them; undefined if none was asked. */
export interface Answered {
  readonly results: readonly SearchResult[];
  readonly reranking?: Reranking | undefined;
}

/** Answers a question in one of the two orders. @param isReranked whether the reranker, if there is one, is asked */
export type Answer = (query: string, order: ResultOrder, isReranked: boolean) => Promise<Answered>;

/** The wait for a vector, or for scores, milliseconds: nobody waits for the answer, and a missing one would distort. */
const patienceMs = 60_000;

/** The state of the index is not a part of these answers. */
const noIndex: IndexSummary = { state: 'ready', files: 0, chunks: 0, unreadable: 0 };

/**
 * Answers questions as a search does. Rejects where a search would do without the model; if the reranker fails, the
 * results keep their first order, with the reason.
 */
export function createAnswer(
  { provider, reranker }: Answerer,
  roots: readonly SearchRoot[],
  parts: EvaluationParts,
  signal: AbortSignal | undefined,
): Answer {
  const tools = { ...parts, provider };
  const searcher = new Searcher(roots, tools);
  const linesOf = async ({ folder, path, startLine, endLine }: SearchResult): Promise<string | undefined> => {
    const root = roots.find((one) => one.folder === folder);
    return root && (await readExcerpt(root, tools, { folder, path, line: startLine, endLine }))?.text;
  };
  return async (query, order, isReranked) => {
    const limit = reranker ? mostCandidates : judgedResults;
    const options = { limit, patienceMs, order };
    const { results, withoutModel, named = 0 } = await searcher.search(query, options, signal);
    if (withoutModel) throw errorOf(withoutModel);
    if (!reranker || !isReranked) return { results };
    const first = { answer: { query, results, stale: [], index: noIndex, tookMs: 0 }, named };
    return refineAnswer(first, { reranker, signal, patienceMs, restMs: 0 }, linesOf);
  };
}

/** The error that a part of an answer reports. */
export function errorOf({ code, message, hint, ...rest }: ErrorFacts): SemanticSearchError {
  return new SemanticSearchError(code, message, hint, rest);
}
