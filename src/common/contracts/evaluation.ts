import type { ErrorFacts } from '../errors/errors';
import type { Price } from './providerInfo';

/**
 * Where the text of a question was found: the first sentence of a comment above a definition, a heading of
 * documentation, or the subject of a commit.
 */
export type QuestionKind = 'comment' | 'heading' | 'commit';

/** Lines of a file, 1-based, inclusive. */
export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

/** A question that was made from a workspace folder, and its right answer. */
export interface EvaluationQuestion {
  readonly kind: QuestionKind;
  readonly text: string;
  /** The workspace folder as it was opened. */
  readonly folder: string;
  /** The files that answer it, relative to the folder; at least one. */
  readonly paths: readonly string[];
  /** The lines of the first file that answer it; undefined for a commit. */
  readonly lines?: LineRange | undefined;
  /** Language id of the first file. */
  readonly language: string;
}

/** Enough questions for intervals of about ten percentage points to each side, and few enough to ask within minutes. */
export const defaultQuestions = 150;

/** Default of the most that one candidate may cost, in the currency of its price. */
export const defaultMaxCost = 0.5;

/** What one candidate would receive. */
export interface PlannedCandidate {
  /** `voyage: voyage-code-3`; with the host, if two candidates differ in nothing else. */
  readonly label: string;
  readonly provider: string;
  readonly model: string;
  /** The model that embeds questions, if it is another one. */
  readonly queryModel?: string | undefined;
  /** Host that texts are sent to; null if nothing leaves this machine's process. */
  readonly host: string | null;
  /** As published; undefined if it is not known. */
  readonly price?: Price | undefined;
  /** The reranker that puts its first results in order; undefined if it has none. */
  readonly reranker?: PlannedReranker | undefined;
}

/** The reranker of a candidate. */
export interface PlannedReranker {
  /** Label and model, as in `Cohere rerank-v3.5`. */
  readonly name: string;
  readonly host: string;
  /** As published; undefined if it is not known. */
  readonly price?: Price | undefined;
}

/** Results whose texts a reranker gets for each request, and requests for each question: one for each order. */
export const reranked = { results: 30, requests: 2 } as const;

/** Tokens that a reranker gets for all questions, estimated from the mean size of a chunk. */
export function rerankTokensOf(
  { tokens, chunks }: { readonly tokens: number; readonly chunks: number },
  questions: number,
): number {
  const { results, requests } = reranked;
  return Math.ceil((questions * requests * results * tokens) / Math.max(1, chunks));
}

/** Why not all chunks of the workspace are compared. */
export type SampleLimit =
  /** More would cost more than the limit. */
  | 'cost'
  /** A candidate has no known price, and more tokens than {@link unpricedTokens} would be sent. */
  | 'unpriced'
  /** More chunks than a comparison ever uses. */
  | 'chunks';

/** Most tokens that are sent to a candidate on another machine whose price is not known. */
export const unpricedTokens = 2_000_000;

/** What a comparison would do. Nothing has been sent yet. */
export interface EvaluationPlan {
  readonly questions: Readonly<Record<QuestionKind, number>>;
  /** Questions by language id, most first. */
  readonly languages: readonly (readonly [language: string, questions: number])[];
  /** Files and chunks that every candidate embeds, and their estimated tokens. */
  readonly files: number;
  readonly chunks: number;
  readonly tokens: number;
  /** Estimated tokens of all questions. */
  readonly questionTokens: number;
  /** Undefined if these are all chunks of the workspace. */
  readonly limit?: SampleLimit | undefined;
  /** Files and estimated tokens of a full index. */
  readonly full: { readonly files: number; readonly tokens: number };
  readonly candidates: readonly PlannedCandidate[];
}

/** The measures: whether the right file, or the right lines, are within the first 1, 3 or 10 results. */
export const measures = ['file1', 'file3', 'file10', 'lines1', 'lines3', 'lines10'] as const;

/** One of {@link measures}. */
export type Measure = (typeof measures)[number];

/** A value and its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Milliseconds: half, and 95 %, of the queries took less. */
export interface Latency {
  readonly median: number;
  readonly p95: number;
}

/** What one candidate reached. */
export interface CandidateReport extends PlannedCandidate {
  readonly dimensions: number;
  /** Shares of the questions; those of lines are undefined if no question has lines. */
  readonly measures: Readonly<Partial<Record<Measure, Estimate>>>;
  /** Time of a query with its vector, its search and its reranker. */
  readonly latencyMs: Latency;
  /** The part of it that the reranker took; undefined without one. */
  readonly rerankMs?: Latency | undefined;
  /**
   * Questions whose results kept their first order in one of the two lists, because the reranker failed, and its first
   * error; undefined if there are none. Their latency is not counted.
   */
  readonly notReranked?: { readonly questions: number; readonly error: ErrorFacts } | undefined;
  /** Chunks embedded now, and those whose vectors were known from before. */
  readonly embedded: number;
  readonly reused: number;
  /** Chunks that the provider could not embed. */
  readonly withoutVector: number;
  /** Cost of a full index in the currency of the price; undefined without a price. */
  readonly fullCost?: number | undefined;
  /** Estimated time of a full index, seconds; undefined if too few chunks were embedded now to tell. */
  readonly fullSeconds?: number | undefined;
}

/** A candidate that could not be measured. */
export interface FailedCandidate extends PlannedCandidate {
  readonly error: ErrorFacts;
}

/** How much better the second of two candidates is than the first. */
export interface Difference {
  /** Numbers in {@link EvaluationReport.candidates}. */
  readonly first: number;
  readonly second: number;
  /** Share of the second minus share of the first. No difference is seen where the interval contains 0. */
  readonly measures: Readonly<Partial<Record<Measure, Estimate>>>;
}

/** A question that only one candidate answers: no other has the right file within 10. */
export interface SoleAnswer extends EvaluationQuestion {
  /** Number of that candidate. */
  readonly candidate: number;
  /** Position of the right file in its results, from 1. */
  readonly rank: number;
}

/** The result of a comparison. */
export interface EvaluationReport extends Omit<EvaluationPlan, 'candidates'> {
  /** Those that were measured, in the requested order. */
  readonly candidates: readonly CandidateReport[];
  readonly failed: readonly FailedCandidate[];
  /** Each pair of candidates once. */
  readonly differences: readonly Difference[];
  readonly soleAnswers: readonly SoleAnswer[];
}

/** Progress of a comparison; `total` is 0 while it is not known. */
export interface EvaluationProgress {
  /**
   * `questions`: files are read for questions; `sample`: files are chunked; `embedding`: chunks are embedded;
   * `asking`: questions are asked.
   */
  readonly phase: 'questions' | 'sample' | 'embedding' | 'asking';
  /** The candidate of the last two phases. */
  readonly candidate?: string | undefined;
  readonly done: number;
  readonly total: number;
}
