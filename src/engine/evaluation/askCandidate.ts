import type { CandidateReport, EvaluationQuestion } from '../../common/contracts/evaluation';
import { SemanticSearchError, throwIfCancelled } from '../../common/errors/errors';
import type { EmbeddingCache } from '../embedding/embeddingCache';
import { documentKeys } from '../embedding/embedAll';
import type { EmbeddingProvider } from '../embedding/embeddingProvider';
import type { AnalyzedFile } from '../indexing/analyzeFile';
import { emptyShard, updateShard } from '../indexing/buildShard';
import { embedFiles } from '../indexing/embedFiles';
import type { IndexedFile } from '../indexing/indexedFile';
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
  const searcher = new Searcher(roots, { ...parts, provider });
  const ranks: Ranks[] = [];
  const latencies: number[] = [];
  for (const [asked, question] of questions.entries()) {
    await parts.giveWay();
    throwIfCancelled(signal);
    onProgress?.({ phase: 'asking', candidate: label, done: asked, total: questions.length });
    const options = { limit: judgedResults, patienceMs };
    const start = performance.now();
    const files = await searcher.search(question.text, { ...options, order: 'files' }, signal);
    latencies.push(performance.now() - start);
    if (files.withoutModel) {
      const { code, message, hint, ...rest } = files.withoutModel;
      throw new SemanticSearchError(code, message, hint, rest);
    }
    const places = question.lines
      ? await searcher.search(question.text, { ...options, order: 'places' }, signal)
      : undefined;
    ranks.push({
      file: fileRank(question, files.results),
      lines: places && linesRank(question, places.results),
    });
  }
  const { embedded, withoutVector } = counts;
  const timed = latencies.length > 2 * warmUp ? latencies.slice(warmUp) : latencies;
  return {
    ...{ ranks, embedded, withoutVector, embeddingSeconds },
    reused: chunks - embedded - withoutVector,
    latencyMs: { median: quantile(timed, 0.5), p95: quantile(timed, 0.95) },
  };
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
