import { filterWordAt, parseQuery, writeFilterWord, type FilterWord } from '../../common/query/queryFilters';
import { suggestionsFor, type FilterSources, type FilterSuggestion } from './quickSearchFilters';

/** The text in the input box and its meaning. */
export interface TypedText {
  readonly text: string;
  /** The query: the text without a filter that has to be completed first. */
  readonly query: string;
  /** Whether `query` contains more than filters. */
  readonly isQuestion: boolean;
  /** Completions of the filter at the end. */
  readonly completions: readonly Completion[];
  /** The filter at the end is incomplete: Enter should complete it. */
  readonly mustBeCompleted: boolean;
}

/** A suggested filter. */
export interface Completion {
  /** The completed filter word. */
  readonly word: string;
  /** Short explanation; '' if none is needed. */
  readonly meaning: string;
  /** The whole text with the filter, ready for the next word. */
  readonly text: string;
}

/** Parses the typed text. A quick pick does not expose the cursor position, so only the end is completed. */
export function readTyped(text: string, sources: FilterSources): TypedText {
  const word = filterAtEnd(text);
  const suggestions = word ? suggestionsFor(word, sources) : [];
  const mustBeCompleted = word !== undefined && isUnfinished(word, suggestions);
  const query = (mustBeCompleted ? `${text.slice(0, word.start)}${text.slice(word.end)}` : text).trim();
  return {
    text,
    query,
    isQuestion: parseQuery(query).text !== '',
    completions: suggestions.map((suggestion) => completionOf(text, word!, suggestion)),
    mustBeCompleted,
  };
}

/** Undefined if the last word is not a filter, or has its closing quote. */
function filterAtEnd(text: string): FilterWord | undefined {
  const word = filterWordAt(text);
  return word && /^"[^"]*"$/.test(text.slice(word.valueStart)) ? undefined : word;
}

/** Any path may be complete: `src` is valid, although `src/upload` can be offered. */
function isUnfinished({ name, value }: FilterWord, suggestions: readonly FilterSuggestion[]): boolean {
  return value === '' || (name !== 'path' && suggestions.length > 0);
}

function completionOf(
  text: string,
  word: FilterWord,
  { value, name, meaning }: FilterSuggestion,
): Completion {
  const written = writeFilterWord(word.name, value, word.negated);
  return {
    word: written,
    meaning: name ?? meaning ?? '',
    text: `${text.slice(0, word.start)}${written} ${text.slice(word.end)}`,
  };
}
