import { languagesOfQuestion } from '../language/questionLanguage';
import { translateQuery, type TranslatedQuery } from '../lexicon/translateQuery';
import { translateQuestion } from '../lexicon/translateQuestion';
import type { AnalyzedQuery } from '../retrieval/query';
import type { CountedChunks } from '../retrieval/tellingTerms';
import type { SearchTools } from './searchParts';

/**
 * A question of another language in English words; undefined if it is English, or no lexicon has any of its words.
 *
 * @param isIndexed whether a term occurs in an index in memory
 * @param countElsewhere counts terms in published indexes, if there are some: they are asked for all terms at once
 */
export async function translateFor(
  query: AnalyzedQuery,
  { analyzer, lexicons }: Pick<SearchTools, 'analyzer' | 'lexicons'>,
  isIndexed: (term: number) => boolean,
  countElsewhere?: (terms: readonly number[]) => Promise<CountedChunks>,
): Promise<TranslatedQuery | undefined> {
  if (!lexicons) return undefined;
  const translation = await translateQuestion(query.text, languagesOfQuestion(query.text), lexicons);
  if (!translation?.parts.some(({ meanings }) => meanings.length > 0)) return undefined;
  if (!countElsewhere) return translateQuery(query, translation, analyzer, isIndexed);
  const asked = new Set<number>();
  translateQuery(query, translation, analyzer, (term) => !asked.add(term));
  const counted = await countElsewhere([...asked]);
  const occurs = (term: number): boolean => isIndexed(term) || counted.chunksWith(term) > 0;
  return translateQuery(query, translation, analyzer, occurs);
}
