import { isRecord } from '../../../common/typeGuards';
import type { RawScore } from '../rerankerRecord';

/**
 * Finds the scores in the answer formats of rerankers; undefined if it has none. Does not throw.
 *
 * Places are searched in this order: `results[]` (Cohere, Jina, SiliconFlow, llama.cpp, vLLM, Infinity), `data[]`
 * (Voyage), `output.results[]` (DashScope), a bare list (Text Embeddings Inference). A score is called
 * `relevance_score`, or `score`.
 */
export function readScores(body: unknown): readonly RawScore[] | undefined {
  if (Array.isArray(body)) return scoresIn(body);
  if (!isRecord(body) || body['success'] === false) return undefined;
  const { results, data, output } = body;
  return scoresIn(results) ?? scoresIn(data) ?? (isRecord(output) ? scoresIn(output['results']) : undefined);
}

/** Undefined if no element of the list is a score: another kind of answer has lists too. */
function scoresIn(list: unknown): readonly RawScore[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const scores = list.map((entry: unknown): RawScore => {
    const { index, relevance_score: relevance, score } = isRecord(entry) ? entry : {};
    return { index, score: relevance ?? score };
  });
  return scores.length === 0 || scores.some(({ score }) => score !== undefined) ? scores : undefined;
}
