import type { FilePredicate } from '../retrieval/filter';
import type { AnalyzedQuery } from '../retrieval/query';
import type { TermAnalyzer } from '../retrieval/terms';
import { normalizeWord, scanText, splitIdentifier, unifiedRun } from '../retrieval/words';

/** Most words of a question that are looked for: of a long text, the longest ones, which are rare. */
const mostWords = 32;

/** A question about files that are not indexed yet. */
export interface AskedQuestion {
  readonly words: AskedWords;
  /** Which files may answer it; undefined: all. */
  readonly accepts: FilePredicate | undefined;
}

/** The words of a question, as they are looked for in files that are not indexed yet. */
export interface AskedWords {
  /** Number of words. */
  readonly count: number;
  /** For each term the word that it belongs to, from 0, and its weight from 0 to 1. */
  readonly terms: ReadonlyMap<number, WordTerm>;
  /** Matches what each identifier with one of the words contains; undefined if there are none. */
  readonly beginnings: RegExp | undefined;
  /** Matches the pairs of characters of scripts without spaces between words; undefined if there are none. */
  readonly pairs: RegExp | undefined;
}

/** A term of a question. */
export interface WordTerm {
  readonly word: number;
  readonly weight: number;
}

/** A term, and how a text writes it. */
interface Written {
  readonly term: number;
  readonly beginning: string;
  readonly isPair: boolean;
}

/**
 * The words of a question.
 *
 * @param query the question, analyzed and, if it is in another language, translated
 * @param texts in which its terms are written: the question, and its translation
 */
export function askedWords(
  query: Pick<AnalyzedQuery, 'terms' | 'alternatives'>,
  texts: readonly string[],
  analyzer: TermAnalyzer,
): AskedWords {
  const written = texts.flatMap((text) => writtenTerms(text, analyzer));
  const longest = new Map<number, number>();
  for (const { term, beginning } of written) {
    longest.set(term, Math.max(longest.get(term) ?? 0, beginning.length));
  }
  const words = query.terms.map((term, i) => ({
    term,
    alternatives: query.alternatives?.[i] ?? [],
    length: Math.max(
      ...[term, ...(query.alternatives?.[i] ?? []).map((one) => one.term)].map(
        (one) => longest.get(one) ?? 0,
      ),
    ),
  }));
  const chosen =
    words.length <= mostWords ? words : words.sort((a, b) => b.length - a.length).slice(0, mostWords);
  const terms = new Map<number, WordTerm>();
  chosen.forEach(({ alternatives }, word) => {
    for (const { term, weight } of alternatives) if (!terms.has(term)) terms.set(term, { word, weight });
  });
  chosen.forEach(({ term }, word) => terms.set(term, { word, weight: 1 }));
  const lookedFor = written.filter(({ term }) => terms.has(term));
  return {
    count: chosen.length,
    terms,
    beginnings: patternOf(
      lookedFor.filter(({ isPair }) => !isPair),
      'gi',
    ),
    pairs: patternOf(
      lookedFor.filter(({ isPair }) => isPair),
      'g',
    ),
  };
}

function writtenTerms(text: string, analyzer: TermAnalyzer): Written[] {
  const found: Written[] = [];
  scanText(text, {
    identifier: (start, end) => {
      for (const part of splitIdentifier(unifiedRun(text.slice(start, end)))) {
        if (part.length < 2) continue;
        for (const term of analyzer.termsOfIdentifier(part)) {
          found.push({ term, beginning: beginningOf(part.toLowerCase()), isPair: false });
        }
      }
    },
    cjk: (start, end) => {
      const run = text.slice(start, end);
      for (let i = 0; i < Math.max(1, run.length - 1); i++) {
        const pair = run.slice(i, i + 2);
        for (const term of analyzer.termsOf(pair)) found.push({ term, beginning: pair, isPair: true });
      }
    },
  });
  return found;
}

/** What all forms of an English word begin with: `retry`, `retries` and `retried` with `retr`. */
function beginningOf(word: string): string {
  const stem = normalizeWord(word);
  let end = 0;
  while (end < stem.length && stem[end] === word[end]) end++;
  const common = word.slice(0, end);
  return common.length > 3 ? common.replace(/[iey]$/, '') : common;
}

function patternOf(written: readonly Written[], flags: string): RegExp | undefined {
  const all = [...new Set(written.map(({ beginning }) => beginning))];
  // If one of them contains another, the other finds both.
  const needed = all.filter((one) => !all.some((other) => other !== one && one.includes(other)));
  if (needed.length === 0) return undefined;
  return new RegExp(needed.map((one) => one.replaceAll(/[$^.*+?()[\]{}|\\/-]/g, '\\$&')).join('|'), flags);
}
