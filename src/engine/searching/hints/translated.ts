import type { SearchHint } from '../../../common/searchResult';
import type { TranslatedQuery } from '../../lexicon/translateQuery';

/** More words than this tell a person nothing more. */
const mostWords = 8;

/** In which English words a question in another language was searched for. */
export function translatedHint({ words }: Pick<TranslatedQuery, 'words'>): SearchHint {
  return { type: 'translated', words: words.slice(0, mostWords) };
}
