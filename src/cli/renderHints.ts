import { lexiconsFor } from '../common/query/lexiconNames';
import type { FilterName } from '../common/query/queryFilters';
import type { SearchHint } from '../common/contracts/searchResult';

/** Information about how the query was interpreted; on stderr. */
export function renderHints(hints: readonly SearchHint[] = []): string[] {
  return hints.map(hintText);
}

function hintText(hint: SearchHint): string {
  switch (hint.type) {
    case 'unknownFilter': {
      const text = unknownFilterText[hint.filter](hint.value);
      return hint.suggestion === undefined ? text : `${text} Did you mean ${hint.suggestion}?`;
    }
    case 'didYouMean':
      return `"${hint.word}" occurs nowhere in the index. Did you mean ${hint.suggestion}?`;
    case 'unknownLanguage':
      return `${unknownLanguageText(hint.language)}, or choose a multilingual model with --provider.`;
    case 'translated':
      return `Also searched for: ${hint.words.join(', ')}`;
  }
}

function unknownLanguageText(language: string): string {
  return lexiconsFor(language).length > 0
    ? 'The lexicon of the built-in model has no word of this question. Ask in English'
    : 'The built-in model understands English and, with lexicons, Chinese, Czech, French, German, Italian, Japanese, Korean, ' +
        'Polish, Portuguese, Russian, Spanish and Turkish. Ask in one of these languages';
}

const unknownFilterText: Readonly<Record<FilterName, (value: string) => string>> = {
  lang: (value) => `No indexed file is in the language "${value}".`,
  ext: (value) => `No indexed file has the extension "${value}".`,
  path: (value) => `No indexed file matches the path "${value}".`,
  folder: (value) => `No indexed file is in a folder "${value}".`,
  kind: (value) => `There is no kind "${value}".`,
};
