import type { SearchHint } from '../../../common/contracts/searchResult';
import type { TranslatedQuery } from '../../lexicon/translateQuery';

/** Most words shown: more do not help the user. */
const mostWords = 8;

/** A hint with the English words that a question in another language was translated to. */
export function translatedHint({ words }: Pick<TranslatedQuery, 'words'>): SearchHint {
  return { type: 'translated', words: words.slice(0, mostWords) };
}
