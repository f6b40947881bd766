import type { CandidateReport, EvaluationQuestion } from '../../common/contracts/evaluation';
import type { ResultOrder } from '../../common/contracts/engineContract';
import type { IndexSummary, SearchResult } from '../../common/contracts/searchResult';
import { SemanticSearchError, throwIfCancelled, type ErrorFacts } from '../../common/errors/errors';
import type { EmbeddingCache } from '../embedding/embeddingCache';
import { documentKeys } from '../embedding/embedAll';
import type { EmbeddingProvider } from '../embedding/embeddingProvider';
import type { AnalyzedFile } from '../indexing/analyzeFile';
import { emptyShard, updateShard } from '../indexing/buildShard';
import { embedFiles } from '../indexing/embedFiles';
import type { IndexedFile } from '../indexing/indexedFile';
import { mostCandidates, refineAnswer, type Refinement } from '../reranking/refineAnswer';
import { readExcerpt } from '../searching/excerpt';
import type { SearchRoot } from '../searching/searchParts';
import { Searcher } from '../searching/searcher';
import type { EvaluationParts, StageOptions } from './evaluationParts';
import { fileRank, judgedResults, linesRank, type Ranks } from './judge';
import type { Sample, SampledFolder } from './sampleFiles';

/** A model that is compared. */
export interface Candidate {
  readonly label: string;
  readonly provider: EmbeddingProvider;
  /** Keeps the vectors, so that an interrupted comparison pays for nothing twice. */
  readonly cache: EmbeddingCache;
  /** Puts the first results in order. Default: none. */
  readonly reranker?: Refinement['reranker'] | undefined;
  /** Closes the connections of the reranker. */
  readonly close?: (() => Promise<void>) | undefined;
}

/** What one candidate did. */
export interface CandidateOutcome extends Pick<
  CandidateReport,
  'latencyMs' | 'embedded' | 'reused' | 'withoutVector'
> {
  /** In the order of the questions. */
  readonly ranks: readonly Ranks[];
  /** Time of embedding, seconds. */
  readonly embeddingSeconds: number;
}

/** Chunks that are embedded together, unless the provider can take more at once. */
const leastTogether = 512;

/** The first questions also load what later ones use, so that their time does not count. */
const warmUp = 3;

/** The wait for the vector of a question, milliseconds: nobody waits for the answer, and a missing one would distort. */
const patienceMs = 60_000;

/**
 * Embeds the sample with a candidate, and asks it all questions.
 *
 * @throws CancelledError, and SemanticSearchError as the provider does; the vectors that arrived are in the cache
 */
export async function askCandidate(
  candidate: Candidate,
  { folders, chunks }: Sample,
  questions: readonly EvaluationQuestion[],
  parts: EvaluationParts,
  { signal, onProgress }: StageOptions = {},
): Promise<CandidateOutcome> {
  const { label, provider } = candidate;
  const counts = { embedded: 0, withoutVector: 0 };
  const began = performance.now();
  const roots: SearchRoot[] = [];
  let done = 0;
  for (const folder of folders) {
    const files = await embedFolder(candidate, folder, parts, signal, (batch) => {
      counts.embedded += batch.embedded;
      counts.withoutVector += batch.withoutVector;
      done += batch.chunks;
      onProgress?.({ phase: 'embedding', candidate: label, done, total: chunks });
    });
    roots.push(rootOf(folder, files, provider.dimensions, parts));
  }
  const embeddingSeconds = (performance.now() - began) / 1000;
  const answer = answerer(candidate, roots, parts, signal);
  const ranks: Ranks[] = [];
  const latencies: number[] = [];
  for (const [asked, question] of questions.entries()) {
    await parts.giveWay();
    throwIfCancelled(signal);
    onProgress?.({ phase: 'asking', candidate: label, done: asked, total: questions.length });
    const start = performance.now();
    const files = await answer(question.text, 'files');
    latencies.push(performance.now() - start);
    const places = question.lines && (await answer(question.text, 'places'));
    ranks.push({ file: fileRank(question, files), lines: places && linesRank(question, places) });
  }
  const { embedded, withoutVector } = counts;
  const timed = latencies.length > 2 * warmUp ? latencies.slice(warmUp) : latencies;
  return {
    ...{ ranks, embedded, withoutVector, embeddingSeconds },
    reused: chunks - embedded - withoutVector,
    latencyMs: { median: quantile(timed, 0.5), p95: quantile(timed, 0.95) },
  };
}

/** The state of the index is not a part of these answers. */
const noIndex: IndexSummary = { state: 'ready', files: 0, chunks: 0, unreadable: 0 };

/** Answers questions as a search would, but fails where a search would do without the model or the reranker. */
function answerer(
  { provider, reranker }: Candidate,
  roots: readonly SearchRoot[],
  parts: EvaluationParts,
  signal: AbortSignal | undefined,
): (query: string, order: ResultOrder) => Promise<readonly SearchResult[]> {
  const tools = { ...parts, provider };
  const searcher = new Searcher(roots, tools);
  const linesOf = async ({ folder, path, startLine, endLine }: SearchResult): Promise<string | undefined> => {
    const root = roots.find((one) => one.folder === folder);
    return root && (await readExcerpt(root, tools, { folder, path, line: startLine, endLine }))?.text;
  };
  return async (query, order) => {
    const limit = reranker ? mostCandidates : judgedResults;
    const {
      results,
      withoutModel,
      named = 0,
    } = await searcher.search(query, { limit, patienceMs, order }, signal);
    if (withoutModel) throw errorOf(withoutModel);
    if (!reranker) return results;
    const refinement = { reranker, signal, patienceMs };
    const found = { query, results, stale: [], index: noIndex, tookMs: 0 };
    const refined = await refineAnswer({ answer: found, named }, refinement, linesOf);
    const failure = refined.reranking?.failure;
    if (failure) throw errorOf(failure.error);
    return refined.results;
  };
}

function errorOf({ code, message, hint, ...rest }: ErrorFacts): SemanticSearchError {
  return new SemanticSearchError(code, message, hint, rest);
}

interface EmbeddedBatch {
  readonly chunks: number;
  readonly embedded: number;
  readonly withoutVector: number;
}

async function embedFolder(
  { provider, cache }: Candidate,
  { files }: SampledFolder,
  { hash }: EvaluationParts,
  signal: AbortSignal | undefined,
  onBatch: (batch: EmbeddedBatch) => void,
): Promise<IndexedFile[]> {
  const keyOf = documentKeys(provider, hash);
  const most = Math.max(leastTogether, provider.limits.inputsUnderWay);
  const all: IndexedFile[] = [];
  for (const batch of batchesOf(files, most)) {
    throwIfCancelled(signal);
    const keyed = batch.map((file) => ({
      ...file,
      chunks: file.chunks.map((chunk) => {
        const text = chunk.document.text ?? '';
        return { ...chunk, document: { key: keyOf(text), text } };
      }),
    }));
    const parts = { provider, cache, store: { find: () => undefined } };
    const { files: indexed, embedded } = await embedFiles(keyed, parts, signal);
    all.push(...indexed);
    onBatch({
      embedded,
      chunks: batch.reduce((sum, file) => sum + file.chunks.length, 0),
      withoutVector: indexed.reduce((sum, file) => sum + (file.withoutVector?.chunks ?? 0), 0),
    });
  }
  return all;
}

function batchesOf(files: readonly AnalyzedFile[], mostChunks: number): AnalyzedFile[][] {
  const batches: AnalyzedFile[][] = [];
  let size = Infinity;
  for (const file of files) {
    if (size + file.chunks.length > mostChunks) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)!.push(file);
    size += file.chunks.length;
  }
  return batches;
}

/** The sampled files of a folder as an index in memory. */
function rootOf(
  { parts, source }: SampledFolder,
  files: readonly IndexedFile[],
  dimensions: number,
  { analyzer }: EvaluationParts,
): SearchRoot {
  const shard = updateShard(emptyShard(dimensions), files, new Set(), analyzer);
  return {
    folder: parts.folder,
    source,
    corpus: parts.corpus,
    store: { shards: [shard], shardOf: () => 0 },
  };
}

/** The value that a share of the values does not exceed; 0 without values. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
