import type { AnalyzedQuery, TermAlternative } from '../retrieval/query';
import type { TermAnalyzer } from '../retrieval/terms';
import type { TranslatedPart, Translation } from './translateText';

/** A question of another language, as it is searched for. */
export interface TranslatedQuery {
  readonly query: AnalyzedQuery;
  /** The question in English: its English parts, and the most likely meaning of each other part. */
  readonly text: string;
  /** The English words that were searched for, most likely first for each part; each once. */
  readonly words: readonly string[];
}

/** A meaning with a lower weight relative to the most likely one is not shown to the user. */
const toldWeight = 0.5;

/**
 * Turns a question into terms: each translated part is one term with its meanings and its own words as alternatives,
 * and in a script without spaces its pairs of characters are terms, too; other parts stay as they are. Own words that occur in no chunk are left out, since they would only dilute the rest.
 *
 * @param query the question as analyzed without a translation
 * @param isIndexed whether a term is in the index
 */
export function translateQuery(
  query: AnalyzedQuery,
  { parts, hasOwnScript }: Translation,
  analyzer: TermAnalyzer,
  isIndexed: (term: number) => boolean,
): TranslatedQuery {
  const { text } = query;
  const terms = new TermList();
  const words: string[] = [];
  const english: string[] = [];
  const wanted = new Set(query.terms);
  const own = (from: number, to: number): number[] =>
    analyzer.termsOf(text.slice(from, to)).filter((term) => wanted.has(term) && isIndexed(term));
  const indexedWord = (word: string): string => (analyzer.termsOf(word).some(isIndexed) ? word : '');
  let end = 0;
  const keep = (to: number): void => {
    const between = text.slice(end, to);
    const isOfCode = hasOwnScript && /[a-z]/i.test(between);
    // In a script that is analyzed by pairs, a pair that begins in a translated part adds no information.
    for (const term of analyzer.termsOf(between)) {
      if (wanted.has(term) && (isIndexed(term) || isOfCode)) terms.add(term, []);
    }
    english.push(hasOwnScript ? between : between.replace(/[\p{L}\p{M}\p{N}_$]+/gu, indexedWord));
  };
  const isName = (part: TranslatedPart): boolean =>
    part.isBeginning === true &&
    /^\p{Lu}/u.test(text.slice(part.start)) &&
    own(...wordAround(text, part)).length > 0;
  // Of a word of two characters, the lexicon may have only single ones: its pair is in no part.
  const addPairAround = (position: number): void => {
    for (const term of own(Math.max(0, position - 1), position + 1)) terms.add(term, []);
  };
  for (const part of parts) {
    // The lexicon has only the beginning of a word that the files have: `Abseil` is not `abs` with an ending.
    if (!hasOwnScript && isName(part)) continue;
    keep(part.start);
    end = part.end;
    if (hasOwnScript && part.end - part.start === 1) [part.start, part.end].forEach(addPairAround);
    const alternatives = alternativesOf(part, analyzer);
    const [first, ...others] = alternatives;
    if (!first) continue;
    const ownTerms = own(...(hasOwnScript ? ([part.start, part.end] as const) : wordAround(text, part)));
    terms.add(first.term, [...others, ...ownTerms.map((term) => ({ term, weight: 1 }))]);
    // A word is several pairs of characters: each of them that a chunk has is further evidence.
    if (hasOwnScript) for (const term of ownTerms) terms.add(term, []);
    english.push(` ${part.meanings[0]!.word} `);
    for (const { word, weight } of part.meanings) {
      if (weight >= toldWeight && !words.includes(word)) words.push(word);
    }
  }
  keep(text.length);
  return {
    query: {
      ...query,
      ...{ terms: terms.terms, alternatives: terms.alternatives },
      // A single word that the files have is searched for like a name.
      isSymbol: query.isSymbol && query.identifiers.some(({ hash }) => isIndexed(hash)),
    },
    text: english.join(''),
    words,
  };
}

/** Start and end of the word that a part belongs to. */
function wordAround(text: string, { start, end }: TranslatedPart): readonly [number, number] {
  const before = /[\p{L}\p{M}]*$/u.exec(text.slice(0, start))![0].length;
  const after = /^[\p{L}\p{M}]*/u.exec(text.slice(end))![0].length;
  return [start - before, end + after];
}

function alternativesOf({ meanings }: TranslatedPart, analyzer: TermAnalyzer): TermAlternative[] {
  return meanings.flatMap(({ word, weight }) => analyzer.termsOf(word).map((term) => ({ term, weight })));
}

/** Terms with their alternatives, each term once. */
class TermList {
  private readonly lists = new Map<number, Map<number, number>>();

  add(term: number, alternatives: readonly TermAlternative[]): void {
    const list = this.lists.get(term) ?? new Map<number, number>();
    this.lists.set(term, list);
    for (const { term: other, weight } of alternatives) {
      if (other !== term) list.set(other, Math.max(weight, list.get(other) ?? 0));
    }
  }

  get terms(): number[] {
    return [...this.lists.keys()];
  }

  get alternatives(): TermAlternative[][] {
    return [...this.lists.values()].map((list) => Array.from(list, ([term, weight]) => ({ term, weight })));
  }
}
