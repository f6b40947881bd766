import type { SearchHint } from '../../../common/searchResult';
import type { LexicalStatistics } from '../../retrieval/lexicalRetriever';
import { shareOfKnownTerms } from '../../retrieval/knownTerms';
import { languageOfQuestion } from '../folding/questionLanguage';

/** With so much of a question in the index, its words find something: there are texts in its language. */
const enoughKnown = 0.5;

/** Characters that make a word, in scripts without spaces. */
const charactersOfWord = 2;

/**
 * The language of a question that a model of English does not understand, where the index has few of its words either.
 *
 * @param text without filters
 */
export function unknownLanguageHint(text: string, statistics: LexicalStatistics): SearchHint | undefined {
  const unspaced = text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/gu)?.length ?? 0;
  const spaced = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const latin = spaced.flatMap((word) => word.match(/\p{sc=Latin}+/gu) ?? []).length;
  const foreign = spaced.filter((word) =>
    /^[^\p{sc=Latin}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(word),
  );
  const others = unspaced / charactersOfWord + foreign.length;
  if (others <= latin || shareOfKnownTerms(statistics) >= enoughKnown) return undefined;
  const language = languageOfQuestion(text);
  return language === undefined ? undefined : { type: 'unknownLanguage', language };
}
