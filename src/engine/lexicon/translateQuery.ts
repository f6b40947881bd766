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
 * Turns a question into terms: each translated part is one term with its meanings and its own words as alternatives;
 * other parts stay as they are. Own words that occur in no chunk are left out, since they would only dilute the rest.
 *
 * @param query the question as analyzed without a translation
 * @param isIndexed whether a term is in the index
 */
export function translateQuery(
  query: AnalyzedQuery,
  { parts }: Translation,
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
  let end = 0;
  const keep = (to: number): void => {
    const between = text.slice(end, to);
    // In a script that is analyzed by pairs, a pair that begins in a translated part adds no information.
    for (const term of analyzer.termsOf(between)) {
      if (wanted.has(term) && (isIndexed(term) || /[a-z]/i.test(between))) terms.add(term, []);
    }
    english.push(between);
  };
  for (const part of parts) {
    keep(part.start);
    end = part.end;
    const alternatives = alternativesOf(part, analyzer);
    const [first, ...others] = alternatives;
    if (!first) continue;
    const ownTerms = own(part.start, part.end).map((term) => ({ term, weight: 1 }));
    terms.add(first.term, [...others, ...ownTerms]);
    english.push(` ${part.meanings[0]!.word} `);
    for (const { word, weight } of part.meanings) {
      if (weight >= toldWeight && !words.includes(word)) words.push(word);
    }
  }
  keep(text.length);
  return {
    query: { ...query, terms: terms.terms, alternatives: terms.alternatives, isSymbol: false },
    text: english.join(''),
    words,
  };
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
