import type { EmbeddingProvider } from '../embeddingProvider';

/**
 * A provider whose questions are embedded by another model of the same vector space. It is the provider of the documents in
 * everything else.
 *
 * @param questions of the same host and dimensions
 */
export function askedWithAnother(
  documents: EmbeddingProvider,
  questions: EmbeddingProvider,
): EmbeddingProvider {
  const { id, model, dimensions, host, variant, space, limits } = documents;
  return {
    ...{ id, model, dimensions, variant, space, limits },
    ...(host !== undefined && { host }),
    queryModel: questions.model,
    get requests() {
      return (documents.requests ?? 0) + (questions.requests ?? 0);
    },
    embedDocuments: (texts, signal, hooks) => documents.embedDocuments(texts, signal, hooks),
    embedQuery: (text, options) => questions.embedQuery(text, options),
    followLoading: (follower) => documents.followLoading?.(follower) ?? (() => undefined),
    tryNow: () => {
      documents.tryNow?.();
      questions.tryNow?.();
    },
    close: async () => {
      await documents.close?.();
      await questions.close?.();
    },
  };
}
