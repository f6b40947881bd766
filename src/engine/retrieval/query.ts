import type { QueryFilters } from '../../common/queryFilters';
import type { FileReference } from '../../common/searchResult';
import type { TermAnalyzer } from './terms';
import { wholeIdentifierHash } from './terms';
import { normalizeWord, scanText, splitIdentifier, unifiedRun } from './words';

/** What a search is limited to. Everything given must hold; within one list, any. */
export interface SearchFilter extends QueryFilters {
  /** Workspace folders, each as it was opened. An empty list lets all through. */
  readonly folders?: readonly string[] | undefined;
  /** Nothing but these files. An empty list means none. */
  readonly files?: readonly FileReference[] | undefined;
}

/** Words of questions that say nothing of what is asked for. */
const stopWords = new Set(
  (
    'a an and any are as at be been before but by can could did do does done for from had has have how i if in into is it ' +
    'its me my of on or our should so some such than that the their them then there these they this those to us was we ' +
    'were what when where which while who why will with would you your'
  ).split(' '),
);

/** A name that a query asks for. */
export interface Identifier {
  readonly hash: number;
  /** Of several words: its hash stands for the whole name. A single word's hash is in every name that holds the word. */
  readonly isCompound: boolean;
}

/** Another term that stands for one of a query. */
export interface TermAlternative {
  readonly term: number;
  /** What it counts beside the term itself: 0 to 1. */
  readonly weight: number;
}

/** A query as retrieval and ranking see it. */
export interface AnalyzedQuery {
  readonly text: string;
  /** Distinct terms without stop words (unless nothing else is left). */
  readonly terms: readonly number[];
  /**
   * What else each term may be called, where the question was translated: one list for each of `terms`. Undefined: nothing
   * else.
   */
  readonly alternatives?: readonly (readonly TermAlternative[])[];
  /** The identifiers in it: compounds, and a word that stands alone. */
  readonly identifiers: readonly Identifier[];
  /** One identifier and nothing else: a name is looked for, not a description. */
  readonly isSymbol: boolean;
}

export function analyzeQuery(text: string, analyzer: TermAnalyzer): AnalyzedQuery {
  const identifiers: string[] = [];
  let other = 0;
  scanText(text, {
    identifier: (start, end) => identifiers.push(text.slice(start, end)),
    cjk: () => other++,
  });
  const isSymbol = identifiers.length > 0 && other === 0 && !/\s/.test(text.trim());
  const ignored = new Set(analyzer.termsOf(identifiers.filter(isStopWord).join(' ')));
  const all = analyzer.termsOf(text);
  const terms = all.filter((term) => !ignored.has(term));
  // Of a qualified name, as `Rack::Builder`, the last part is what is asked for.
  const named = isSymbol ? identifiers.slice(-1) : identifiers.filter(isCompound);
  return {
    text,
    terms: terms.length > 0 ? terms : all,
    identifiers: named.map((name) => ({ hash: wholeIdentifierHash(name), isCompound: isCompound(name) })),
    isSymbol,
  };
}

/** An alternative that weighs less is too unlikely to be shown to a person as what was asked for. */
export const shownWeight = 0.5;

/** The terms of a query and their likely alternatives, each with the position of the term that it stands for in `terms`. */
export function shownTerms({ terms, alternatives }: AnalyzedQuery): ReadonlyMap<number, number> {
  const positions = new Map<number, number>();
  alternatives?.forEach((list, i) => {
    for (const { term, weight } of list) if (weight >= shownWeight) positions.set(term, i);
  });
  terms.forEach((term, i) => positions.set(term, i));
  return positions;
}

/** Whether a word says nothing of what is asked for. */
export function isStopWord(word: string): boolean {
  return stopWords.has(word.toLowerCase());
}

/** Of several words, as `getUser` and `user_id`: no sentence has it by chance. */
function isCompound(identifier: string): boolean {
  return splitIdentifier(identifier).length > 1;
}

/** Distinct normalised words of a path's part, for comparison with a query's. */
export function wordsOf(text: string): string[] {
  const words = new Set<string>();
  scanText(text, {
    identifier: (start, end) => {
      for (const part of splitIdentifier(unifiedRun(text.slice(start, end)))) words.add(normalizeWord(part));
    },
    cjk: () => undefined,
  });
  return [...words];
}
