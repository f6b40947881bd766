import type { CandidateReport, EvaluationQuestion, Latency } from '../../common/contracts/evaluation';
import { throwIfCancelled, type ErrorFacts } from '../../common/errors/errors';
import { errorOf, type Answer } from './answering';
import type { StageOptions } from './evaluationParts';
import { fileRank, linesRank, type Ranks } from './judge';

/** The first questions also load what later ones use, so that their time does not count. */
const warmUp = 3;

/** After so many failures in a row, the reranker is not asked again: each may take a minute, or cost money. */
const mostFailures = 3;

/** What a candidate answered so far. Kept while a comparison is interrupted, so that no question is asked twice. */
export interface Asked {
  /** In the order of the questions. */
  readonly ranks: Ranks[];
  /** Milliseconds of each question whose reranker, if there is one, did not fail; and the part of it that it took. */
  readonly latencies: number[];
  readonly rerankTimes: number[];
  notReranked: { readonly questions: number; readonly error: ErrorFacts } | undefined;
}

/** Of a candidate that was not asked yet. */
export function nothingAsked(): Asked {
  return { ranks: [], latencies: [], rerankTimes: [], notReranked: undefined };
}

/**
 * Asks all questions that were not asked yet. Where the reranker fails, the first order counts.
 *
 * @throws CancelledError; SemanticSearchError as the provider does, and if the reranker failed for all questions
 */
export async function askQuestions(
  label: string,
  questions: readonly EvaluationQuestion[],
  asked: Asked,
  answer: Answer,
  { giveWay, signal, onProgress }: StageOptions & { readonly giveWay: () => Promise<void> },
): Promise<void> {
  let failures = 0;
  for (const question of questions.slice(asked.ranks.length)) {
    await giveWay();
    throwIfCancelled(signal);
    const done = asked.ranks.length;
    onProgress?.({ phase: 'asking', candidate: label, done, total: questions.length });
    const isReranked = failures < mostFailures;
    const start = performance.now();
    const files = await answer(question.text, 'files', isReranked);
    const tookMs = performance.now() - start;
    const places = question.lines && (await answer(question.text, 'places', isReranked));
    asked.ranks.push({
      file: fileRank(question, files.results),
      lines: places && linesRank(question, places.results),
    });
    const failure = files.reranking?.failure ?? places?.reranking?.failure;
    const error = failure?.error ?? (isReranked ? undefined : asked.notReranked?.error);
    if (error) {
      failures++;
      const { questions: before, error: first } = asked.notReranked ?? { questions: 0, error };
      asked.notReranked = { questions: before + 1, error: first };
      if (before + 1 === questions.length || (failures === mostFailures && asked.latencies.length === 0))
        throw failed(asked, first);
    } else {
      failures = 0;
      asked.latencies.push(tookMs);
      if (files.reranking) asked.rerankTimes.push(files.reranking.tookMs);
    }
  }
}

/** Nothing is known of a reranker that failed for all questions, so that a later try asks all of them. */
function failed(asked: Asked, error: ErrorFacts): Error {
  Object.assign(asked, nothingAsked());
  return errorOf(error);
}

/** The latency of what was asked. */
export function latencyOf({
  latencies,
  rerankTimes,
}: Asked): Pick<CandidateReport, 'latencyMs' | 'rerankMs'> {
  return {
    latencyMs: summaryOf(latencies),
    ...(rerankTimes.length > 0 && { rerankMs: summaryOf(rerankTimes) }),
  };
}

function summaryOf(times: readonly number[]): Latency {
  const timed = times.length > 2 * warmUp ? times.slice(warmUp) : times;
  return { median: quantile(timed, 0.5), p95: quantile(timed, 0.95) };
}

/** The value that a share of the values does not exceed; 0 without values. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
