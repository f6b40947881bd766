import { parentPort, workerData } from 'node:worker_threads';
import { silentLogger } from '../common/logger';
import { createChunker } from '../engine/chunking/chunker';
import { createBuiltinProvider } from '../engine/embedding/builtinProvider';
import type { EmbeddingProvider } from '../engine/embedding/embeddingProvider';
import { withTokenizer } from '../engine/embedding/staticModel';
import { DocumentTranslator, variantOfTranslated } from '../engine/lexicon/documentTranslator';
import { analyzeFile, type AnalyzedFile } from '../engine/indexing/analyzeFile';
import type { SentFile } from '../engine/indexing/threads/analysisThreads';
import { embedInThread } from '../engine/indexing/threads/embedInThread';
import { packAnalysis, transferredBuffers } from '../engine/indexing/threads/packedAnalysis';
import { TermAnalyzer } from '../engine/retrieval/terms';
import {
  progressFields,
  type AnalysisAnswer,
  type AnalysisJob,
  type AnalysisThreadData,
} from '../node/analysis/analysisContract';
import { pauseForSearches } from '../node/analysis/pauseForSearches';
import { cpuTimeOfThreadMs } from '../node/cpuTime';
import { createGrammarSource } from '../node/nodeGrammarSource';
import { openLexicons } from '../node/lexicons';
import { contentHash } from '../node/sha256ContentHash';

/** Analyzes files beside the engine's thread, one job after another. */
function main(): void {
  const port = parentPort;
  if (!port) throw new Error('This file runs as a worker only.');
  const data = workerData as AnalysisThreadData;
  const giveWay = pauseForSearches(data.pause);
  const analysis = createAnalysis(data, giveWay);
  let last = Promise.resolve();
  port.on('message', (job: AnalysisJob) => {
    last = last.then(async () => {
      const answer = await answerOf(job, await analysis, data);
      port.postMessage(answer, transferredBuffers(answer.packed));
    });
  });
}

/** Analyzes one file; messages for the log are added to `warnings`. */
type Analysis = (file: SentFile, bytes: Uint8Array, warnings: string[]) => Promise<AnalyzedFile>;

async function createAnalysis(
  { dist, threadCount, provider, model }: AnalysisThreadData,
  giveWay: () => void,
): Promise<Analysis> {
  const cpuMs = (): number => cpuTimeOfThreadMs(threadCount);
  const chunker = createChunker(createGrammarSource(dist), { cpuMs, giveWay });
  const analyzer = new TermAnalyzer();
  const translator =
    provider.variant === variantOfTranslated ? new DocumentTranslator(openLexicons(dist)) : undefined;
  const { dimensions } = provider;
  const embedder: EmbeddingProvider | undefined =
    model && createBuiltinProvider(await withTokenizer(model), { dimensions, translator });
  return async (file, bytes, warnings) => {
    const logger = { ...silentLogger, warn: (message: string) => void warnings.push(message) };
    const { includeSecrets, includesGenerated = false, ...toAnalyze } = file;
    const choices = { includeSecrets, includesGenerated: () => includesGenerated };
    const parts = {
      ...{ chunker, analyzer, hash: contentHash, provider, logger, ...choices },
      giveWay: () => {
        giveWay();
        return Promise.resolve();
      },
    };
    const analyzed = await analyzeFile(toAnalyze, bytes, parts);
    return embedder ? embedInThread(analyzed, embedder) : analyzed;
  };
}

async function answerOf(
  { id, files, bytes }: AnalysisJob,
  analyze: Analysis,
  { progress }: AnalysisThreadData,
): Promise<AnalysisAnswer> {
  const positions: number[] = [];
  const analyzed: AnalyzedFile[] = [];
  const warnings: string[] = [];
  let start = 0;
  Atomics.store(progress, progressFields.job, id);
  for (const [position, { file, end }] of files.entries()) {
    Atomics.store(progress, progressFields.file, position);
    Atomics.add(progress, progressFields.count, 1);
    const ownWarnings: string[] = [];
    try {
      analyzed.push(await analyze(file, bytes.subarray(start, end), ownWarnings));
      positions.push(position);
      warnings.push(...ownWarnings);
    } catch {
      // The engine's thread analyzes this file again and handles the error as it handles its own.
    }
    start = end;
  }
  Atomics.store(progress, progressFields.job, 0);
  return { id, positions, packed: packAnalysis(analyzed), warnings };
}

main();
