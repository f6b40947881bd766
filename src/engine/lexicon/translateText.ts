import { scanText, splitIdentifier } from '../retrieval/words';
import { coverRun, coverWord, type CoveredPart } from './cover';
import { foreignRuns, type ForeignRun } from './foreignRuns';
import type { Lexicon, LexiconEntry, Meaning } from './lexicon';

/** A part of a text that is in a lexicon, and its meanings. Positions are in UTF-16 code units of the text. */
export interface TranslatedPart {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Most likely first; none for a question word. */
  readonly meanings: readonly Meaning[];
  /** The lexicon has only the beginning of the word. */
  readonly isBeginning?: boolean;
}

/** The translated parts of a text. */
export interface Translation {
  /** In the order of the text, without overlaps. */
  readonly parts: readonly TranslatedPart[];
  /** Share of the characters in the other language that the parts cover. */
  readonly share: number;
  /** The language is not written in Latin letters: words in Latin letters belong to another language. */
  readonly hasOwnScript: boolean;
}

/**
 * Translates a text of another language with a lexicon. Identifiers of several words are kept, as is everything in
 * Latin letters beside another script, which is an identifier, a name or an abbreviation.
 *
 * @param functionWords words of the language without a meaning to search for
 */
export function translateText(
  text: string,
  lexicon: Lexicon,
  functionWords: ReadonlySet<string> = new Set(),
): Translation {
  const runs = foreignRuns(text);
  const identifiers = compoundsIn(text);
  const hasOwnScript = runs.some((run) => !isLatin(run));
  const parts: TranslatedPart[] = [];
  let characters = 0;
  let covered = 0;
  for (const run of runs) {
    if (
      isLatin(run) &&
      (hasOwnScript || identifiers.some(([start, end]) => start <= run.start && run.end <= end))
    )
      continue;
    characters += run.end - run.start;
    if (functionWords.has(run.text)) {
      covered += run.end - run.start;
      parts.push({ start: run.start, end: run.end, meanings: [] });
      continue;
    }
    for (const { start, end, entry, isBeginning = false } of partsOf(run, lexicon)) {
      covered += end - start;
      parts.push({ start: run.start + start, end: run.start + end, meanings: entry.meanings, isBeginning });
    }
  }
  return { parts, share: characters === 0 ? 0 : covered / characters, hasOwnScript };
}

function partsOf(run: ForeignRun, lexicon: Lexicon): readonly CoveredPart<LexiconEntry>[] {
  return run.isUnspaced ? coverRun(run.text, lexicon) : coverWord(run.text, lexicon);
}

/** Positions of identifiers of several words. */
function compoundsIn(text: string): [number, number][] {
  const found: [number, number][] = [];
  scanText(text, {
    identifier: (start, end) => {
      if (splitIdentifier(text.slice(start, end)).length > 1) found.push([start, end]);
    },
    cjk: () => undefined,
  });
  return found;
}

function isLatin({ text }: ForeignRun): boolean {
  return /^\p{sc=Latin}/u.test(text);
}
