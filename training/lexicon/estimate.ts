import { coverRun, coverWord, type CoverTable } from '../../src/engine/lexicon/cover';
import { modelOne } from './modelOne';
import type { EnglishWords, Sentence } from './units';

/** The estimated meanings of a unit of the other language. */
export interface Estimate {
  readonly unit: string;
  /** Certainty of the best meaning, 0 to 1. */
  readonly quality: number;
  /** English words by number, most likely first, with their probabilities. */
  readonly meanings: readonly { readonly word: number; readonly probability: number }[];
}

/** Options of {@link estimate}. */
export interface EstimateOptions {
  /** Least number of sentences that contain a unit. */
  readonly leastSentences: number;
  /** Longest unit in characters, in scripts without spaces and with them. */
  readonly longestUnspaced: number;
  readonly longestWord: number;
  /** The language joins words, as German does. */
  readonly hasCompounds: boolean;
  /** Rounds of expectation maximisation after the first count. */
  readonly rounds: number;
  /** Most meanings of a unit, and the least probability of each relative to the most likely one. */
  readonly meanings: number;
  readonly leastMeaning: number;
  /** Weight of the probability of the unit given the word relative to that of the word given the unit: 0 to 1. */
  readonly backward: number;
}

export const defaultOptions: EstimateOptions = {
  leastSentences: 3,
  longestUnspaced: 6,
  longestWord: 24,
  hasCompounds: false,
  rounds: 5,
  meanings: 5,
  leastMeaning: 0.15,
  backward: 0.25,
};

/** Shortest word prefix that is a unit, and the least share of the word that it must cover. */
const shortestStem = 4;

/**
 * Estimates the meanings of units, in two steps. First, every unit (in scripts without spaces every string of
 * characters) is counted with every English word of its sentences: Dice coefficient times conditional probability.
 * Then each sentence is divided into the most certain units, and IBM model 1 is fitted to those, in both directions,
 * so that a word explained by one unit no longer counts for its neighbours.
 */
export function estimate(
  sentences: readonly Sentence[],
  words: EnglishWords,
  options: EstimateOptions = defaultOptions,
): Estimate[] {
  return estimatesOf(fitAll(sentences, words, options), options);
}

/** Statistics of the sentences for all units. */
export function fitAll(sentences: readonly Sentence[], words: EnglishWords, options: EstimateOptions): Fit {
  const units = countUnits(sentences, options);
  const first = new Map(firstEstimates(sentences, units, words, options).map((one) => [one.unit, one]));
  return fit(sentences, tableOf(first, options), words.stems.length, options.rounds);
}

/** For each frequent unit the sentences that contain it, ascending. */
function countUnits(sentences: readonly Sentence[], options: EstimateOptions): Map<string, number[]> {
  let shorter: Map<string, number[]> | undefined;
  const all = new Map<string, number[]>();
  for (let length = 1; length <= options.longestUnspaced; length++) {
    const found = new Map<string, number[]>();
    sentences.forEach(({ runs }, number) => {
      for (const { text, isUnspaced } of runs) {
        if (!isUnspaced) continue;
        for (let at = 0; at + length <= text.length; at++) {
          const unit = text.slice(at, at + length);
          // A string is at most as frequent as its parts.
          if (shorter && !(shorter.has(unit.slice(1)) && shorter.has(unit.slice(0, -1)))) continue;
          note(found, unit, number);
        }
      }
    });
    for (const [unit, where] of found) if (where.length < options.leastSentences) found.delete(unit);
    for (const [unit, where] of found) all.set(unit, where);
    shorter = found;
  }
  const found = new Map<string, number[]>();
  sentences.forEach(({ runs }, number) => {
    for (const { text, isUnspaced } of runs) {
      if (isUnspaced) continue;
      for (
        let end = Math.min(shortestStem, text.length);
        end <= Math.min(text.length, options.longestWord);
        end++
      ) {
        note(found, text.slice(0, end), number);
      }
    }
  });
  for (const [unit, where] of found) if (where.length >= options.leastSentences) all.set(unit, where);
  return all;
}

function note(found: Map<string, number[]>, unit: string, sentence: number): void {
  const where = found.get(unit);
  if (!where) found.set(unit, [sentence]);
  else if (where.at(-1) !== sentence) where.push(sentence);
}

function firstEstimates(
  sentences: readonly Sentence[],
  units: ReadonlyMap<string, readonly number[]>,
  words: EnglishWords,
  { meanings }: EstimateOptions,
): Estimate[] {
  const frequencies = new Float64Array(words.stems.length);
  for (const { english } of sentences) for (const word of english) frequencies[word]!++;
  const counts = new Float64Array(words.stems.length);
  const estimates: Estimate[] = [];
  for (const [unit, where] of units) {
    const touched: number[] = [];
    for (const sentence of where) {
      for (const word of sentences[sentence]!.english) {
        if (counts[word] === 0) touched.push(word);
        counts[word]!++;
      }
    }
    const scored = touched
      .map((word) => {
        const together = counts[word]!;
        const dice = (2 * together) / (where.length + frequencies[word]!);
        return { word, score: dice * (together / where.length), probability: together / where.length };
      })
      .filter(({ word }) => counts[word]! >= 2)
      .sort((a, b) => b.score - a.score)
      .slice(0, meanings);
    for (const word of touched) counts[word] = 0;
    const best = scored[0];
    if (!best) continue;
    const kept = scored.filter(({ score }) => score >= best.score * 0.15);
    estimates.push({
      unit,
      quality: Math.sqrt(best.score),
      meanings: kept.map(({ word, score }) => ({ word, probability: score / best.score })),
    });
  }
  return estimates;
}

/** The estimates in the format that covering a text needs. */
export function tableOf(
  estimates: ReadonlyMap<string, Estimate>,
  { longestUnspaced, longestWord, hasCompounds }: EstimateOptions,
): CoverTable<Estimate> {
  return {
    hasCompounds,
    longest: Math.max(longestUnspaced, longestWord),
    find: (unit) => estimates.get(unit),
    qualityOf: ({ quality }) => quality,
  };
}

/** Units of a sentence, by number. */
function divide({ runs }: Sentence, table: CoverTable<Estimate>): Estimate[] {
  const found = new Set<Estimate>();
  for (const { text, isUnspaced } of runs) {
    if (isUnspaced) for (const { entry } of coverRun(text, table)) found.add(entry);
    else for (const { entry } of coverWord(text, table)) found.add(entry);
  }
  return [...found];
}

/** Statistics of the sentences for the units that they are divided into. */
export interface Fit {
  readonly units: readonly string[];
  /** Number of sentences with each unit. */
  readonly counts: Float64Array;
  /** For each unit its English words, by number, with their probabilities. */
  readonly fromForeign: readonly ReadonlyMap<number, number>[];
  /** For each English word its units. */
  readonly fromEnglish: readonly ReadonlyMap<number, number>[];
}

/** Divides sentences into units, and fits IBM model 1 to those in both directions. */
function fit(
  sentences: readonly Sentence[],
  table: CoverTable<Estimate>,
  wordCount: number,
  rounds: number,
): Fit {
  const numbers = new Map<Estimate, number>();
  const units: string[] = [];
  const divided = sentences.map((sentence) =>
    divide(sentence, table).map((unit) => {
      let number = numbers.get(unit);
      if (number === undefined) {
        number = units.length;
        numbers.set(unit, number);
        units.push(unit.unit);
      }
      return number;
    }),
  );
  const english = sentences.map((sentence) => sentence.english);
  const counts = new Float64Array(units.length);
  for (const list of divided) for (const unit of list) counts[unit]!++;
  return {
    units,
    counts,
    fromForeign: modelOne(divided, english, units.length, rounds),
    fromEnglish: modelOne(english, divided, wordCount, rounds),
  };
}

/** Computes the estimates from a fit. */
export function estimatesOf(
  { units, counts, fromForeign, fromEnglish }: Fit,
  { meanings, backward, leastMeaning }: Pick<EstimateOptions, 'meanings' | 'backward' | 'leastMeaning'>,
): Estimate[] {
  return units.flatMap((unit, number): Estimate[] => {
    if (counts[number]! < 2) return [];
    const scored = [...fromForeign[number]!]
      .map(([word, probability]) => ({
        word,
        // Both directions must be likely: the word for the unit, and the unit for the word.
        score: probability ** (1 - backward) * (fromEnglish[word]!.get(number) ?? 0) ** backward,
      }))
      .sort((a, b) => b.score - a.score)
      .slice(0, meanings);
    const best = scored[0];
    if (!best || best.score <= 0) return [];
    return [
      {
        unit,
        quality: best.score,
        meanings: scored
          .filter(({ score }) => score >= best.score * leastMeaning)
          .map(({ word, score }) => ({ word, probability: score / best.score })),
      },
    ];
  });
}
