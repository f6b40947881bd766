import { languagesOfQuestion } from '../language/questionLanguage';
import { translateQuery, type TranslatedQuery } from '../lexicon/translateQuery';
import { translateQuestion } from '../lexicon/translateQuestion';
import type { AnalyzedQuery } from '../retrieval/query';
import type { PublishedIndex } from './publishedIndex';
import type { SearchTools } from './searchParts';

/**
 * A question of another language in English words; undefined if it is English, or no lexicon has any of its words.
 *
 * @param isIndexed whether a term occurs in an index in memory
 * @param published the index that is searched instead, if there is one: it is asked for all terms at once
 */
export async function translateFor(
  query: AnalyzedQuery,
  { analyzer, lexicons }: Pick<SearchTools, 'analyzer' | 'lexicons'>,
  isIndexed: (term: number) => boolean,
  published: PublishedIndex | undefined,
): Promise<TranslatedQuery | undefined> {
  if (!lexicons) return undefined;
  const translation = await translateQuestion(query.text, languagesOfQuestion(query.text), lexicons);
  if (!translation?.parts.some(({ meanings }) => meanings.length > 0)) return undefined;
  if (!published) return translateQuery(query, translation, analyzer, isIndexed);
  const asked = new Set<number>();
  translateQuery(query, translation, analyzer, (term) => !asked.add(term));
  const counted = await published.countChunks([...asked]);
  return translateQuery(query, translation, analyzer, (term) => counted.chunksWith(term) > 0);
}
