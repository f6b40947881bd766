import { lexiconsFor } from '../../common/lexiconNames';
import { Lexicon } from './lexicon';

/** Where lexicons come from. */
export interface LexiconSource {
  /** The text of a lexicon; undefined where no lexicon has that name. */
  read(name: string): Promise<string | undefined>;
}

/** The lexicons, each read when it is needed first and kept. */
export class Lexicons {
  private readonly read = new Map<string, Promise<Lexicon | undefined>>();

  constructor(private readonly source: LexiconSource) {}

  /** What reads each of those that may know a language, the likeliest first; one gives undefined where it is not there. */
  of(language: string): readonly (() => Promise<Lexicon | undefined>)[] {
    return lexiconsFor(language).map((name) => () => this.load(name));
  }

  private load(name: string): Promise<Lexicon | undefined> {
    let lexicon = this.read.get(name);
    if (!lexicon) {
      lexicon = this.source.read(name).then((text) => (text === undefined ? undefined : Lexicon.parse(text)));
      this.read.set(name, lexicon);
    }
    return lexicon;
  }
}
