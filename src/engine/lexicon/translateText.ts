import { scanText, splitIdentifier } from '../retrieval/words';
import { coverRun, coverWord, type CoveredPart } from './cover';
import { foreignRuns, type ForeignRun } from './foreignRuns';
import type { Lexicon, LexiconEntry, Meaning } from './lexicon';

/** A part of a text that a lexicon knows, and what it means. Positions are in UTF-16 code units of the text. */
export interface TranslatedPart {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Likeliest first; none where it is a word of questions. */
  readonly meanings: readonly Meaning[];
}

/** A text as far as a lexicon knows it. */
export interface Translation {
  /** In the order of the text, without overlaps. */
  readonly parts: readonly TranslatedPart[];
  /** Share of the characters in the other language that the parts cover. */
  readonly share: number;
}

/**
 * What a text says in another language, by a lexicon. Identifiers of several words stay as they are, and so does all that is written
 * in Latin letters beside another script: it is an identifier, a name or an abbreviation.
 */
export function translateText(text: string, lexicon: Lexicon): Translation {
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
    for (const { start, end, entry } of partsOf(run, lexicon)) {
      covered += end - start;
      parts.push({ start: run.start + start, end: run.start + end, meanings: entry.meanings });
    }
  }
  return { parts, share: characters === 0 ? 0 : covered / characters };
}

function partsOf(run: ForeignRun, lexicon: Lexicon): readonly CoveredPart<LexiconEntry>[] {
  if (run.isUnspaced) return coverRun(run.text, lexicon);
  const part = coverWord(run.text, lexicon);
  return part ? [part] : [];
}

/** Where identifiers of several words stand. */
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
