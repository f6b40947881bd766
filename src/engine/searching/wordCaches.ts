import { Vocabulary } from '../ranking/definitions/vocabulary';
import { PathVectorCache } from '../ranking/pathLikeness';
import type { SearchTools } from './searchParts';

/** What is known about words, independent of the query. */
export interface WordCaches {
  /** Undefined without a model. */
  readonly paths: PathVectorCache | undefined;
  readonly vocabulary: Vocabulary;
}

/** Empty caches, with the model that compares words. */
export async function openWordCaches({
  provider,
  loadWords,
}: Pick<SearchTools, 'provider' | 'loadWords'>): Promise<WordCaches> {
  const model = loadWords ? await loadWords() : provider.embedWords?.bind(provider);
  return {
    paths: model && new PathVectorCache(model),
    vocabulary: new Vocabulary(model),
  };
}
