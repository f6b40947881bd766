import type { FileKind } from '../corpus/corpusFile';
import type { TermAnalyzer } from './terms';
import { wholeIdentifierHash } from './terms';
import { normalizeWord, scanText, splitIdentifier } from './words';

/** What a search is limited to. Everything given must hold; within one list, any. */
export interface SearchFilter {
  /** Globs on the path relative to the workspace folder; a glob without `/` matches a file name or folder anywhere. */
  readonly paths?: readonly string[];
  /** Globs of paths that are left out. */
  readonly excludedPaths?: readonly string[];
  /** Language ids, as VS Code names them. */
  readonly languages?: readonly string[];
  readonly kind?: FileKind;
}

/** A query as typed: what is asked for, and the filters written into it. */
export interface ParsedQuery {
  readonly text: string;
  readonly filter: SearchFilter;
}

const filterWord = /(?:^|\s)(-?)(path|lang|kind):("[^"]*"|\S+)/gi;

/** Takes filters (`path:src/**`, `-path:test`, `lang:go`, `kind:docs`) out of a query. Unknown words stay text. */
export function parseQuery(input: string): ParsedQuery {
  const paths: string[] = [];
  const excludedPaths: string[] = [];
  const languages: string[] = [];
  let kind: FileKind | undefined;
  const text = input.replace(filterWord, (whole: string, minus: string, name: string, quoted: string) => {
    const value = quoted.replace(/^"|"$/g, '');
    switch (name.toLowerCase()) {
      case 'path':
        (minus ? excludedPaths : paths).push(value);
        return ' ';
      case 'lang':
        if (minus) return whole;
        languages.push(value.toLowerCase());
        return ' ';
      default:
        if (minus || (value !== 'code' && value !== 'docs')) return whole;
        kind = value;
        return ' ';
    }
  });
  return {
    text: text.replace(/\s+/g, ' ').trim(),
    filter: {
      ...(paths.length > 0 && { paths }),
      ...(excludedPaths.length > 0 && { excludedPaths }),
      ...(languages.length > 0 && { languages }),
      ...(kind && { kind }),
    },
  };
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

/** A query as retrieval and ranking see it. */
export interface AnalyzedQuery {
  readonly text: string;
  /** Distinct terms without stop words (unless nothing else is left). */
  readonly terms: readonly number[];
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

function isStopWord(word: string): boolean {
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
      for (const part of splitIdentifier(text.slice(start, end))) words.add(normalizeWord(part));
    },
    cjk: () => undefined,
  });
  return [...words];
}

/** A filter that lets through what both do; lists of alternatives are joined. */
export function mergeFilters(a: SearchFilter, b: SearchFilter): SearchFilter {
  const join = <T>(x: readonly T[] | undefined, y: readonly T[] | undefined): readonly T[] => [
    ...(x ?? []),
    ...(y ?? []),
  ];
  const kind = a.kind ?? b.kind;
  return {
    paths: join(a.paths, b.paths),
    excludedPaths: join(a.excludedPaths, b.excludedPaths),
    languages: join(a.languages, b.languages),
    ...(kind && { kind }),
  };
}
