import type { CoverTable } from './cover';

/** What a unit of another language means in English. */
export interface LexiconEntry {
  /** How sure the best meaning is, 0 to 1. */
  readonly quality: number;
  /** Likeliest first, the first with weight 1; none where it is a word of questions, as "how". */
  readonly meanings: readonly Meaning[];
}

/** An English word and how likely it is beside the likeliest: 0 to 1. */
export interface Meaning {
  readonly word: string;
  readonly weight: number;
}

/** How a lexicon begins; the language follows. */
export const lexiconHeader = 'semantic-search-lexicon-1';

/** The words of one language. */
export class Lexicon implements CoverTable<LexiconEntry> {
  readonly longest: number;

  private constructor(
    private readonly words: readonly string[],
    private readonly lines: ReadonlyMap<string, string>,
  ) {
    let longest = 0;
    for (const unit of lines.keys()) longest = Math.max(longest, unit.length);
    this.longest = longest;
  }

  /** @throws Error where the text is no lexicon */
  static parse(text: string): Lexicon {
    const [header, words, ...lines] = text.split('\n');
    if (!header?.startsWith(lexiconHeader) || words === undefined) throw new Error('This is not a lexicon.');
    const units = new Map<string, string>();
    for (const line of lines) {
      const end = line.indexOf(' ');
      if (end > 0) units.set(line.slice(0, end), line.slice(end + 1));
    }
    return new Lexicon(words.split(' '), units);
  }

  find(unit: string): LexiconEntry | undefined {
    const line = this.lines.get(unit);
    if (line === undefined) return undefined;
    const [quality, ...meanings] = line.split(' ');
    return {
      quality: parseInt(quality!, 36) / 100,
      meanings: meanings.map((field) => {
        const [word, weight] = field.split(':');
        return { word: this.words[parseInt(word!, 36)]!, weight: parseInt(weight!, 36) / 100 };
      }),
    };
  }

  qualityOf({ quality }: LexiconEntry): number {
    return quality;
  }
}
