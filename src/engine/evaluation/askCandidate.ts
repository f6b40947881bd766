import type { EvaluationQuestion } from '../../common/contracts/evaluation';
import { throwIfCancelled } from '../../common/errors/errors';
import type { EmbeddingCache } from '../embedding/embeddingCache';
import { documentKeys } from '../embedding/embedAll';
import type { AnalyzedFile } from '../indexing/analyzeFile';
import { emptyShard, updateShard } from '../indexing/buildShard';
import { embedFiles } from '../indexing/embedFiles';
import type { IndexedFile } from '../indexing/indexedFile';
import type { SearchRoot } from '../searching/searchParts';
import { createAnswer, type Answerer } from './answering';
import { askQuestions, nothingAsked, type Asked } from './askQuestions';
import type { EvaluationParts, StageOptions } from './evaluationParts';
import type { Sample, SampledFolder } from './sampleFiles';

/** A model that is compared. */
export interface Candidate extends Answerer {
  readonly label: string;
  /** Keeps the vectors, so that an interrupted comparison pays for nothing twice. */
  readonly cache: EmbeddingCache;
  /** Closes its connections and its cache. */
  close(): Promise<void>;
}

/** How the chunks of the sample were embedded. */
interface Embedding {
  /** Chunks embedded now, and those that could not be embedded. */
  readonly embedded: number;
  readonly withoutVector: number;
  readonly seconds: number;
}

/** What one candidate did so far. Kept while a comparison is interrupted, so that it continues. */
export interface CandidateOutcome {
  /** Undefined until all chunks were embedded. */
  embedding: Embedding | undefined;
  readonly asked: Asked;
}

/** Of a candidate that did nothing yet. */
export function nothingDone(): CandidateOutcome {
  return { embedding: undefined, asked: nothingAsked() };
}

/** Chunks that are embedded together, unless the provider can take more at once. */
const leastTogether = 512;

/**
 * Embeds the sample with a candidate, and asks it all questions that it was not asked yet.
 *
 * @param outcome what it did so far; changed
 * @throws CancelledError, and SemanticSearchError as the provider does; the vectors that arrived are in the cache
 */
export async function askCandidate(
  candidate: Candidate,
  { folders, chunks }: Sample,
  questions: readonly EvaluationQuestion[],
  outcome: CandidateOutcome,
  parts: EvaluationParts,
  options: StageOptions = {},
): Promise<void> {
  const { label, provider } = candidate;
  const { signal, onProgress } = options;
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
  // The second time, most vectors come from the cache, which says nothing about the time of an index.
  outcome.embedding ??= { ...counts, seconds: (performance.now() - began) / 1000 };
  const answer = createAnswer(candidate, roots, parts, signal);
  await askQuestions(label, questions, outcome.asked, answer, { ...options, giveWay: parts.giveWay });
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
