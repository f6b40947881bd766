import type { SearchHint } from '../../../common/contracts/searchResult';
import type { LexicalStatistics } from '../../retrieval/lexicalRetriever';
import { shareOfKnownTerms } from '../../retrieval/knownTerms';
import { functionWordsOf } from '../../language/functionWords';
import { languageOfQuestion } from '../../language/questionLanguage';

/** If this share of a question's terms is in the index, lexical retrieval works: there are texts in its language. */
const enoughKnown = 0.5;

/** Characters per word in scripts without spaces. */
const charactersOfWord = 2;

/**
 * A hint for a question in a language that an English model does not understand, if few of its words are in the
 * index.
 *
 * @param text without filters
 */
export function unknownLanguageHint(text: string, statistics: LexicalStatistics): SearchHint | undefined {
  const language = languageOfQuestion(text);
  if (language === undefined || language === 'en') return undefined;
  const unspaced = text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/gu)?.length ?? 0;
  const spaced = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const latin = spaced.flatMap((word) => word.match(/\p{sc=Latin}+/gu) ?? []).length;
  const foreign = spaced.filter((word) =>
    /^[^\p{sc=Latin}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(word),
  );
  const others = unspaced / charactersOfWord + foreign.length;
  const isLatin = functionWordsOf(language).size > 0;
  if ((!isLatin && others <= latin) || shareOfKnownTerms(statistics) >= enoughKnown) return undefined;
  return { type: 'unknownLanguage', language };
}
