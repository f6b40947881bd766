import {
  rerankTokensOf,
  type CandidateReport,
  type EvaluationPlan,
  type EvaluationQuestion,
  type EvaluationReport,
  type FailedCandidate,
  type PlannedCandidate,
  type QuestionKind,
} from '../../common/contracts/evaluation';
import { CancelledError, errorFactsOf } from '../../common/errors/errors';
import { tokensOf } from '../indexing/planSending';
import { askCandidate, nothingDone, type Candidate, type CandidateOutcome } from './askCandidate';
import { latencyOf } from './askQuestions';
import { compareCandidates, measureCandidate, soleAnswers } from './compare';
import type { EvaluationParts, FolderToEvaluate, StageOptions } from './evaluationParts';
import { findQuestions, listFolders } from './findQuestions';
import { sampleFiles, type Sample, type SampleBudget } from './sampleFiles';

/** Questions and chunks, ready for any number of candidates. */
export interface PreparedEvaluation {
  readonly plan: Omit<EvaluationPlan, 'candidates'>;
  readonly questions: readonly EvaluationQuestion[];
  readonly sample: Sample;
}

/** A candidate that is opened when its turn comes. */
export interface PlannedRun {
  readonly planned: PlannedCandidate;
  /** The candidate is closed after it was asked, and if that failed. Rejects as `createProvider`. */
  open(label: string, signal: AbortSignal | undefined): Promise<Candidate>;
}

/**
 * Makes questions from the folders, and chooses the chunks that every candidate is asked over. Sends nothing. The same
 * files and commits give the same questions and chunks.
 *
 * @throws CancelledError, SemanticSearchError if a folder cannot be listed
 */
export async function prepareEvaluation(
  folders: readonly FolderToEvaluate[],
  { questions: most, budget }: { readonly questions: number; readonly budget: SampleBudget },
  parts: EvaluationParts,
  options: StageOptions = {},
): Promise<PreparedEvaluation> {
  options.onProgress?.({ phase: 'questions', done: 0, total: 0 });
  const listed = await listFolders(folders, options.signal);
  const found = await findQuestions(listed, most, parts, options);
  const asking = tokensOfQuestions(found) * budget.timesAsked;
  const rest = { ...budget, tokens: Math.max(0, budget.tokens - asking) };
  const sample = await sampleFiles(listed, found, rest, parts, options);
  const asked = mostReranked(sample, budget);
  const questions = sample.questions.slice(0, asked).map(({ taken, ...question }) => question);
  const limit = questions.length < sample.questions.length ? budget.rerankLimit : sample.limit;
  const files = listed.flatMap((folder) => folder.files);
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const kinds: Record<QuestionKind, number> = { comment: 0, heading: 0, commit: 0 };
  for (const { kind } of questions) kinds[kind]++;
  return {
    questions,
    sample,
    plan: {
      questions: kinds,
      languages: countLanguages(questions),
      files: sample.files,
      chunks: sample.chunks,
      tokens: sample.tokens,
      questionTokens: tokensOfQuestions(questions),
      ...(limit && { limit }),
      full: {
        files: files.length,
        tokens: sample.limit ? Math.ceil((sample.tokens * bytes) / Math.max(1, sample.bytes)) : sample.tokens,
      },
    },
  };
}

/** What the candidates of a comparison did so far, so that one that was interrupted continues. */
export type KeptRuns = Map<PlannedRun, { readonly outcome: CandidateOutcome; report?: CandidateReport }>;

/**
 * Asks each candidate in turn, and compares the answers. A candidate that fails is reported, and the others continue.
 *
 * @param kept what they did when this comparison was interrupted; empty at first; changed
 * @throws CancelledError
 */
export async function runEvaluation(
  { plan, questions, sample }: PreparedEvaluation,
  runs: readonly PlannedRun[],
  kept: KeptRuns,
  parts: EvaluationParts,
  options: StageOptions = {},
): Promise<EvaluationReport> {
  const failed: FailedCandidate[] = [];
  for (const run of runs) {
    const { planned } = run;
    const known = kept.get(run) ?? { outcome: nothingDone() };
    if (known.report) continue;
    kept.set(run, known);
    let candidate: Candidate | undefined;
    try {
      candidate = await run.open(planned.label, options.signal);
      await askCandidate(candidate, sample, questions, known.outcome, parts, options);
      known.report = reportOf(planned, candidate, known.outcome, questions, plan);
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      failed.push({ ...planned, error: errorFactsOf(error) });
    } finally {
      await candidate?.close();
    }
  }
  const measured = runs.flatMap((run) => {
    const { report, outcome } = kept.get(run)!;
    return report ? [{ report, ranks: outcome.asked.ranks }] : [];
  });
  const ranks = measured.map((one) => one.ranks);
  return {
    ...plan,
    failed,
    candidates: measured.map(({ report }) => report),
    differences: compareCandidates(questions, ranks),
    soleAnswers: soleAnswers(questions, ranks),
  };
}

/** Below this share of chunks that were embedded now, their time says nothing about that of an index. */
const leastTimedShare = 0.2;

function reportOf(
  planned: PlannedCandidate,
  { provider }: Candidate,
  { embedding, asked }: CandidateOutcome,
  questions: readonly EvaluationQuestion[],
  { chunks, tokens, full }: PreparedEvaluation['plan'],
): CandidateReport {
  const { embedded, withoutVector, seconds } = embedding!;
  const isTimed = embedded > chunks * leastTimedShare;
  return {
    ...planned,
    ...{ embedded, withoutVector, reused: chunks - embedded - withoutVector },
    ...latencyOf(asked),
    ...(asked.notReranked && { notReranked: asked.notReranked }),
    model: provider.model,
    dimensions: provider.dimensions,
    measures: measureCandidate(questions, asked.ranks),
    ...(planned.price && { fullCost: (full.tokens / 1e6) * planned.price.amount }),
    ...(isTimed && {
      fullSeconds: (seconds * chunks * full.tokens) / (embedded * Math.max(1, tokens)),
    }),
  };
}

/** Number of questions for which a reranker gets no more tokens than it may. */
function mostReranked(sample: Sample, { rerankTokens }: SampleBudget): number {
  return Math.floor(rerankTokens / Math.max(1, rerankTokensOf(sample, 1)));
}

function tokensOfQuestions(questions: readonly { readonly text: string }[]): number {
  return questions.reduce((sum, { text }) => sum + tokensOf(text), 0);
}

function countLanguages(questions: readonly EvaluationQuestion[]): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { language } of questions) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
