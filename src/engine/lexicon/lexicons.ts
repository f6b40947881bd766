import { lexiconsFor } from '../../common/query/lexiconNames';
import { Lexicon } from './lexicon';

/** Port that reads lexicons. */
export interface LexiconSource {
  /** The text of a lexicon; undefined if there is no lexicon with this name. */
  read(name: string): Promise<string | undefined>;
}

/** The lexicons, each read on first use and cached. */
export class Lexicons {
  private readonly read = new Map<string, Promise<Lexicon | undefined>>();

  constructor(private readonly source: LexiconSource) {}

  /**
   * Loaders of the lexicons that may contain a language, the most likely first; a loader gives undefined if its
   * lexicon does not exist.
   */
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
