import { isStopWord, shownTerms } from '../../retrieval/query';
import { termHash } from '../../retrieval/termHash';
import type { PlaceEvidence } from '../places';
import { stemmedWordsIn, wordLikeness, type StemmedWord } from '../wordLikeness';
import type { Vocabulary } from './vocabulary';

/** A word of the question. */
interface AskedWord extends StemmedWord {
  /** Its inverse document frequency, as a share of the sum of all words. */
  readonly weight: number;
  readonly vector: Float32Array | undefined;
}

/** How much words of definitions are like those of one question. */
export class WordSimilarities {
  private readonly asked: readonly AskedWord[];
  private readonly question: Float32Array | undefined;
  /** By the number of a compared word: its row in the lists below. */
  private rows: ReadonlyMap<number, number> = new Map();
  /** For each compared word, its similarity to each word of the question. */
  private likeness = new Float32Array();
  private toQuestion: Float32Array | undefined;
  /** For each word of the question, its best similarity to a word of one name; reused for each name. */
  private readonly best: Float32Array;

  /** @param text the question, in English if it was translated */
  constructor(
    text: string,
    evidence: Pick<PlaceEvidence, 'query' | 'statistics'>,
    private readonly vocabulary: Vocabulary,
  ) {
    this.asked = askedWords(text, evidence, vocabulary);
    this.best = new Float32Array(this.asked.length);
    this.question = vocabulary.model?.(text);
  }

  /** Compares some words; the others are forgotten. */
  compare(words: readonly number[]): void {
    this.rows = new Map(words.map((word, row) => [word, row]));
    this.toQuestion = this.vocabulary.cosines(this.question, words);
    const cosines = this.asked.map(({ vector }) => this.vocabulary.cosines(vector, words));
    const width = this.asked.length;
    this.likeness = new Float32Array(words.length * width);
    for (let row = 0; row < words.length; row++) {
      const word = this.vocabulary.word(words[row]!);
      for (let i = 0; i < width; i++) {
        const byMeaning = cosines[i]?.[row] ?? 0;
        this.likeness[row * width + i] = Math.max(wordLikeness(word, this.asked[i]!), byMeaning, 0);
      }
    }
  }

  /**
   * How well a name matches the question, from 0 to 1: the share of the question that is like a word of the name,
   * multiplied by the mean similarity of the words of the name to the question.
   */
  matchOf(name: readonly number[]): number {
    const width = this.asked.length;
    const best = this.best.fill(0);
    let precision = 0;
    for (const word of name) {
      const start = this.rows.get(word)! * width;
      let most = 0;
      for (let i = 0; i < width; i++) {
        const like = this.likeness[start + i]!;
        if (like > best[i]!) best[i] = like;
        if (like > most) most = like;
      }
      precision += most;
    }
    let cover = 0;
    for (let i = 0; i < width; i++) cover += this.asked[i]!.weight * best[i]!;
    return name.length > 0 ? (cover * precision) / name.length : 0;
  }

  /** Cosine of the question with the sum of the vectors of some words. @param length of that sum */
  cosineOf(words: readonly number[], length: number): number {
    if (!this.toQuestion || length === 0) return 0;
    let sum = 0;
    for (const word of words) sum += this.toQuestion[this.rows.get(word)!]!;
    return Math.max(0, sum / length);
  }
}

/** The distinct words of a question that are not stop words. */
function askedWords(
  text: string,
  { query, statistics: { idf } }: Pick<PlaceEvidence, 'query' | 'statistics'>,
  { model }: Vocabulary,
): AskedWord[] {
  const distinct = new Map<string, StemmedWord>();
  for (const word of stemmedWordsIn(text)) {
    if (word.word.length > 1 && !isStopWord(word.word) && !distinct.has(word.stem))
      distinct.set(word.stem, word);
  }
  const positions = shownTerms(query);
  // Words of a translation may be no terms of the query.
  const usual = idf.reduce((sum, one) => sum + one, 0) / Math.max(1, idf.length);
  const found = [...distinct.values()].map((word) => ({
    ...word,
    weight: idf[positions.get(termHash(word.stem)) ?? -1] ?? usual,
  }));
  const total = found.reduce((sum, { weight }) => sum + weight, 0) || 1;
  return found.map((word) => ({ ...word, weight: word.weight / total, vector: model?.(word.word) }));
}
