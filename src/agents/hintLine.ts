import type { SearchHint } from '../common/contracts/searchResult';

/** Tells a model how its query was interpreted, and what to try instead. */
export function hintLine(hint: SearchHint): string {
  switch (hint.type) {
    case 'unknownFilter': {
      const { filter, value, suggestion } = hint;
      const text = `No indexed file matches ${filter} "${value}".`;
      return suggestion === undefined ? text : `${text} Did you mean "${suggestion}"?`;
    }
    case 'didYouMean':
      return `"${hint.word}" occurs nowhere in the index. Did you mean ${hint.suggestion}?`;
    case 'unknownLanguage':
      return 'The model does not know the language of the query. Ask in English.';
    case 'translated':
      return `Also searched for: ${hint.words.join(', ')}`;
  }
}
