import { filterWordAt, parseQuery, writeFilterWord, type FilterWord } from '../../common/queryFilters';
import { suggestionsFor, type FilterSources, type FilterSuggestion } from './quickSearchFilters';

/** What stands in the box, and what that means. */
export interface TypedText {
  readonly text: string;
  /** What is asked of it: all but a filter that has to be completed first. */
  readonly query: string;
  /** Whether `query` has more than filters in it. */
  readonly isQuestion: boolean;
  /** What the filter at the end may become. */
  readonly completions: readonly Completion[];
  /** The filter at the end means nothing as it stands: Enter should complete it. */
  readonly mustBeCompleted: boolean;
}

/** A filter that is offered. */
export interface Completion {
  /** The filter as it would stand there. */
  readonly word: string;
  /** What it means, in a few words; '' where it speaks for itself. */
  readonly meaning: string;
  /** The whole text with it, ready for the next word. */
  readonly text: string;
}

/** Reads what is typed. A quick pick does not tell where the cursor is: what is completed is the end. */
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

/** Undefined where the last word is no filter, or one with its closing quote. */
function filterAtEnd(text: string): FilterWord | undefined {
  const word = filterWordAt(text);
  return word && /^"[^"]*"$/.test(text.slice(word.valueStart)) ? undefined : word;
}

/** Any path may be meant as it stands: `src` is one, though `src/upload` can be offered. */
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
