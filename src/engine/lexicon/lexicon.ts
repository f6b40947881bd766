import { asciiFormsOf } from '../language/asciiForms';
import type { CoverTable } from './cover';

/** The English meanings of a unit of another language. */
export interface LexiconEntry {
  /** Confidence of the best meaning, 0 to 1. */
  readonly quality: number;
  /** Most likely first, the first with weight 1; none for a question word such as "how". */
  readonly meanings: readonly Meaning[];
}

/** An English word and its likelihood relative to the most likely one: 0 to 1. */
export interface Meaning {
  readonly word: string;
  readonly weight: number;
}

/** Header of a lexicon, followed by the language. */
export const lexiconHeader = 'semantic-search-lexicon-1';

/** Whether a language joins words without a space so often that its lexicon has only the parts of many. */
export function hasCompounds(language: string): boolean {
  return language === 'de';
}

/** The words of one language. */
export class Lexicon implements CoverTable<LexiconEntry> {
  readonly hasCompounds: boolean;
  readonly longest: number;
  /** The entries that were read: at most one for each line and spelling. */
  private readonly entries = new Map<string, LexiconEntry>();
  /** Lines of units with diacritics, by the unit as it is typed without them. */
  private withoutDiacritics: ReadonlyMap<string, string> | undefined;

  private constructor(
    language: string,
    private readonly words: readonly string[],
    private readonly lines: ReadonlyMap<string, string>,
  ) {
    this.hasCompounds = hasCompounds(language);
    let longest = 0;
    for (const unit of lines.keys()) longest = Math.max(longest, unit.length);
    this.longest = longest;
  }

  /** @throws Error if the text is not a lexicon */
  static parse(text: string): Lexicon {
    const [header, words, ...lines] = text.split('\n');
    if (!header?.startsWith(lexiconHeader) || words === undefined) throw new Error('This is not a lexicon.');
    const units = new Map<string, string>();
    for (const line of lines) {
      const end = line.indexOf(' ');
      if (end > 0) units.set(line.slice(0, end), line.slice(end + 1));
    }
    return new Lexicon(header.slice(lexiconHeader.length + 1), words.split(' '), units);
  }

  find(unit: string): LexiconEntry | undefined {
    const isAscii = unit.charCodeAt(0) < 0x80;
    const line =
      this.lines.get(unit) ?? (isAscii && /^[a-z]+$/.test(unit) ? this.asciiLines.get(unit) : undefined);
    if (line === undefined) return undefined;
    const known = this.entries.get(unit);
    if (known) return known;
    const [quality, ...meanings] = line.split(' ');
    const entry = {
      quality: parseInt(quality!, 36) / 100,
      meanings: meanings.map((field) => {
        const [word, weight] = field.split(':');
        return { word: this.words[parseInt(word!, 36)]!, weight: parseInt(weight!, 36) / 100 };
      }),
    };
    this.entries.set(unit, entry);
    return entry;
  }

  private get asciiLines(): ReadonlyMap<string, string> {
    if (!this.withoutDiacritics) {
      const lines = new Map<string, string>();
      for (const [unit, line] of this.lines) {
        if (/[^a-z]/.test(unit)) for (const typed of asciiFormsOf(unit)) lines.set(typed, line);
      }
      this.withoutDiacritics = lines;
    }
    return this.withoutDiacritics;
  }

  qualityOf({ quality }: LexiconEntry): number {
    return quality;
  }
}
