import { languagesCalled } from '../../common/query/languageAliases';
import { compileGlob, type GlobMatcher } from './globs/compileGlob';

/** Settings of a workspace folder that state the language and the encoding of files. */
export interface TextSettings {
  /**
   * Globs and language ids, as in VS Code's `files.associations`: a glob without `/` matches the name of a file, letter
   * case does not count, and of several matching globs the longest decides. Default none.
   */
  readonly associations?: Readonly<Record<string, string>> | undefined;
  /** `files.encoding`; undefined means that encodings are detected. */
  readonly encoding?: string | undefined;
  /** `files.encoding` by language id, for the languages that override it. Default none. */
  readonly encodingByLanguage?: Readonly<Record<string, string>> | undefined;
}

interface Association {
  readonly matcher: GlobMatcher;
  readonly isOfName: boolean;
  readonly language: string;
}

/** The languages and encodings that settings state. */
export class FileAssociations {
  /** The longest glob first. */
  private readonly associations: readonly Association[];
  private readonly encodings: ReadonlyMap<string, string>;

  constructor(private readonly settings: TextSettings = {}) {
    const { associations = {}, encodingByLanguage = {} } = settings;
    this.associations = Object.entries(associations)
      .reverse()
      .sort(([a], [b]) => b.length - a.length)
      .map(([glob, language]) => ({
        matcher: compileGlob(glob.toLowerCase().replace(/^\.?\//, '')),
        isOfName: !glob.includes('/'),
        language: knownId(language),
      }));
    this.encodings = new Map(
      Object.entries(encodingByLanguage).map(([language, encoding]) => [knownId(language), encoding]),
    );
  }

  /** The language id that is stated for a file; undefined if its name decides. */
  languageOf(path: string): string | undefined {
    if (this.associations.length === 0) return undefined;
    const whole = path.toLowerCase();
    const name = whole.slice(whole.lastIndexOf('/') + 1);
    return this.associations.find(({ matcher, isOfName }) => matcher.matches(isOfName ? name : whole))
      ?.language;
  }

  /**
   * The encoding of files of a language that are not UTF-8, in the form that `decodeFile` takes; undefined if it is
   * detected.
   */
  encodingOf(language: string): string | undefined {
    const encoding = this.encodings.get(language) ?? this.settings.encoding;
    return encoding === undefined || /^utf-?8/i.test(encoding) ? undefined : `utf-8,${encoding}`;
  }
}

/** The id under which a language is indexed: a dialect of another extension counts as its base language. */
function knownId(language: string): string {
  return languagesCalled(language)?.[0] ?? language;
}
