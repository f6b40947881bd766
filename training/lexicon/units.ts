import { foreignRuns } from '../../src/engine/lexicon/foreignRuns';
import { normalizeWord, scanText, splitIdentifier } from '../../src/engine/retrieval/words';
import type { AlignedText } from './readTexts';

/** A sentence prepared for the estimate. */
export interface Sentence {
  /** Distinct stems of the English words, as numbers. */
  readonly english: Uint32Array;
  /** Runs and words of the other language that are not also English. */
  readonly runs: readonly { readonly text: string; readonly isUnspaced: boolean }[];
}

/** English words by their stems; a stem is represented by its most common word. */
export class EnglishWords {
  readonly stems: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly surfaces: Map<string, number>[] = [];

  numberOf(word: string): number {
    const stem = normalizeWord(word);
    let number = this.numbers.get(stem);
    if (number === undefined) {
      number = this.stems.length;
      this.numbers.set(stem, number);
      this.stems.push(stem);
      this.surfaces.push(new Map());
    }
    const surface = this.surfaces[number]!;
    surface.set(word, (surface.get(word) ?? 0) + 1);
    return number;
  }

  /** The most common word of a stem. */
  wordOf(number: number): string {
    return [...this.surfaces[number]!].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0];
  }
}

/** A text with more words on one side is skipped: its co-occurrences carry little information. */
const mostWords = 60;

/** The sentences of aligned texts, without duplicates. */
export function sentencesOf(texts: readonly AlignedText[], words: EnglishWords): Sentence[] {
  const seen = new Set<string>();
  const sentences: Sentence[] = [];
  for (const text of texts) {
    for (const { english, foreign } of bySentence(text)) {
      const key = `${english}\n${foreign}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const sentence = analyze(english, foreign, words);
      if (sentence) sentences.push(sentence);
    }
  }
  return sentences;
}

function bySentence({ english, foreign }: AlignedText): AlignedText[] {
  const left = sentencesIn(english);
  const right = sentencesIn(foreign);
  if (left.length === right.length) return left.map((one, i) => ({ english: one, foreign: right[i]! }));
  return [{ english, foreign }];
}

function sentencesIn(text: string): string[] {
  return text
    .split(/(?<=[.!?:;])\s+|(?<=[。！？；：])/u)
    .map((one) => one.trim())
    .filter((one) => /\p{L}/u.test(one));
}

function analyze(english: string, foreign: string, words: EnglishWords): Sentence | undefined {
  const runs = foreignRuns(withoutMarks(foreign));
  // Beside another script, a word in Latin letters is a name. In a language with Latin letters it may be a word of it
  // that is the same in English, such as "module" in French.
  const hasOwnScript = runs.some(({ text }) => !/^\p{sc=Latin}/u.test(text));
  const wordsOfForeign = new Set(hasOwnScript ? runs.map(({ text }) => normalizeWord(text)) : []);
  const numbers = new Set<number>();
  const own = new Set<string>();
  for (const word of englishWords(withoutMarks(english))) {
    own.add(normalizeWord(word));
    if (!wordsOfForeign.has(normalizeWord(word))) numbers.add(words.numberOf(word));
  }
  const foreignRunsOnly = runs.filter(
    ({ text, isUnspaced }) => isUnspaced || !hasOwnScript || !own.has(normalizeWord(text)),
  );
  if (numbers.size === 0 || numbers.size > mostWords || foreignRunsOnly.length === 0) return undefined;
  return { english: Uint32Array.from(numbers), runs: foreignRunsOnly };
}

function withoutMarks(text: string): string {
  return text.replace(/[{<%$][^\s{}<>]*[}>]|%[sd]|&&|https?:\S+|\b[\w.]+\(\)/g, ' ');
}

function englishWords(text: string): string[] {
  const words: string[] = [];
  scanText(text, {
    identifier: (start, end) => {
      for (const part of splitIdentifier(text.slice(start, end))) {
        const word = part.toLowerCase();
        if (/^[a-z]{2,24}$/.test(word)) words.push(word);
      }
    },
    cjk: () => undefined,
  });
  return words;
}
