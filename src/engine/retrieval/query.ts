import type { FolderGlob } from '../../common/contracts/engineContract';
import type { QueryFilters } from '../../common/query/queryFilters';
import type { FileReference } from '../../common/contracts/searchResult';
import type { PastedText } from '../pasted/pastedText';
import type { TermAnalyzer } from './terms';
import { wholeIdentifierHash } from './terms';
import { WantedTerms } from './wantedTerms';
import { normalizeWord, scanText, splitIdentifier, unifiedRun } from './words';

/** The scope of a search. All given fields must match; within one list, any entry. */
export interface SearchFilter extends QueryFilters {
  /** Workspace folders, each as it was opened. An empty list matches all. */
  readonly folders?: readonly string[] | undefined;
  /** Globs on the paths of single workspace folders, in addition to `paths` and `excludedPaths`. */
  readonly folderPaths?: readonly FolderGlob[] | undefined;
  readonly excludedFolderPaths?: readonly FolderGlob[] | undefined;
  /** Only these files. An empty list matches none. */
  readonly files?: readonly FileReference[] | undefined;
}

/** Words of questions that carry no information about the topic. */
const stopWords = new Set(
  (
    'a an and any are as at be been before but by can could did do does done for from had has have how i if in into is it ' +
    'its me my of on or our should so some such than that the their them then there these they this those to us was we ' +
    'were what when where which while who why will with would you your'
  ).split(' '),
);

/** A name in a query. */
export interface Identifier {
  readonly hash: number;
  /**
   * It consists of several words: its hash is of the whole name. A single word's hash matches every name that
   * contains the word.
   */
  readonly isCompound: boolean;
  /** As it is written, with the last sign of a name of Ruby or Elixir: `valid?`. */
  readonly name: string;
}

/** An alternative for a term of a query. */
export interface TermAlternative {
  readonly term: number;
  /** Its weight relative to the term itself: 0 to 1. */
  readonly weight: number;
}

/** A query as used by retrieval and ranking. */
export interface AnalyzedQuery {
  /** Of a paste, its message. */
  readonly text: string;
  /** Absent if the query is not read as a paste. */
  readonly pasted?: PastedText | undefined;
  /** Distinct terms without stop words (unless there are no others). */
  readonly terms: readonly number[];
  /** Alternatives for each term of a translated question: one list for each of `terms`. Undefined: no alternatives. */
  readonly alternatives?: readonly (readonly TermAlternative[])[];
  /** The identifiers in it: compounds, and a single word. */
  readonly identifiers: readonly Identifier[];
  /** One identifier and nothing else: the query is a name, not a description. */
  readonly isSymbol: boolean;
}

/** The text of a query in which paths are looked for: the message of a log line lacks them. */
export function textWithPaths({ text, pasted }: Pick<AnalyzedQuery, 'text' | 'pasted'>): string {
  return pasted?.plain ?? text;
}

/** Finds the terms and identifiers of a query without filters. */
export function analyzeQuery(text: string, analyzer: TermAnalyzer): AnalyzedQuery {
  const identifiers: string[] = [];
  let other = 0;
  let lastEnd = 0;
  scanText(text, {
    identifier: (start, end) => {
      identifiers.push(text.slice(start, end));
      lastEnd = end;
    },
    cjk: () => other++,
  });
  const isSymbol = identifiers.length > 0 && other === 0 && !/\s/.test(text.trim());
  const ignored = new Set(analyzer.termsOf(identifiers.filter(isStopWord).join(' ')));
  const all = analyzer.termsOf(text);
  const terms = all.filter((term) => !ignored.has(term));
  // Of a qualified name such as `Rack::Builder`, the last part is the name searched for.
  const named = isSymbol ? identifiers.slice(-1) : identifiers.filter(isCompound);
  return {
    text,
    terms: terms.length > 0 ? terms : all,
    identifiers: named.map((name) => ({
      hash: wholeIdentifierHash(name),
      isCompound: isCompound(name),
      name: isSymbol ? name + signAt(text, lastEnd) : name,
    })),
    isSymbol,
  };
}

/** The sign that ends a name of Ruby or Elixir, such as `empty?` and `save!`; otherwise ''. */
function signAt(text: string, end: number): string {
  const rest = text.slice(end).trim();
  return rest === '?' || rest === '!' ? rest : '';
}

/** An alternative with a lower weight is too unlikely to be shown to the user as a match. */
export const shownWeight = 0.5;

/**
 * The terms of a query and their likely alternatives, each with the position in `terms` of the term that it belongs
 * to. Computed once for each query: every result needs them.
 */
export function shownTerms(query: Pick<AnalyzedQuery, 'terms' | 'alternatives'>): WantedTerms {
  let shown = shownTermsOf.get(query);
  if (!shown) {
    const { terms, alternatives } = query;
    const positions = new Map<number, number>();
    alternatives?.forEach((list, i) => {
      for (const { term, weight } of list) if (weight >= shownWeight) positions.set(term, i);
    });
    terms.forEach((term, i) => positions.set(term, i));
    shown = new WantedTerms(positions);
    shownTermsOf.set(query, shown);
  }
  return shown;
}

const shownTermsOf = new WeakMap<Pick<AnalyzedQuery, 'terms' | 'alternatives'>, WantedTerms>();

/** Whether a word carries no information about the topic. */
export function isStopWord(word: string): boolean {
  return stopWords.has(word.toLowerCase());
}

/**
 * Whether an identifier has several words, such as `getUser` and `user_id`: these do not occur in a sentence by
 * chance.
 */
function isCompound(identifier: string): boolean {
  return splitIdentifier(identifier).length > 1;
}

/** Distinct normalized words of a part of a path, for comparison with a query's. */
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
