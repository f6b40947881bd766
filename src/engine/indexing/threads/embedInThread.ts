import type { EmbeddingProvider } from '../../embedding/embeddingProvider';
import { quantize } from '../../embedding/quantize';
import type { AnalyzedFile } from '../analyzeFile';

/**
 * Replaces the documents of a file's chunks by their vectors, the same that `embedAll` computes. Rejects as the provider
 * does.
 *
 * @param provider one that runs in this thread
 */
export async function embedInThread(file: AnalyzedFile, provider: EmbeddingProvider): Promise<AnalyzedFile> {
  const began = performance.now();
  const { dimensions } = provider;
  const embeddings = await provider.embedDocuments(file.chunks.map(({ document }) => document.text ?? ''));
  const chunks = file.chunks.map((chunk, i) => {
    const data = new Int8Array(dimensions);
    const embedding = embeddings[i];
    const scale = embedding ? quantize(embedding, data, 0) : 0;
    return { ...chunk, document: { key: chunk.document.key, vector: { data, scale } } };
  });
  return { ...file, chunks, times: { ...file.times, vectors: performance.now() - began } };
}
