import { distinctTokens } from './distinctTokens';
import { withoutExcerptMarks } from './excerptMarks';
import { importIn, type PastedImport } from './importIn';
import { keyPathIn } from './keyPath';
import { afterKind, messageOf } from './logLine';
import { plainText } from './plainText';
import { quotedParts } from './quotedParts';
import { fixedPath, requestedRoute, type RequestedRoute } from './requestedRoute';
import { symbolIn } from './symbolNames';
import { testNameIn, type TestName } from './testName';

/** A query without what tools add to a text that is copied from them. */
export interface PastedText {
  /** As it was entered. */
  readonly original: string;
  /** Without colours and invisible characters, with the punctuation of code. */
  readonly plain: string;
  /** The lines of a file: also without line numbers and marks of a diff. */
  readonly excerpt: string;
  /**
   * The message, if the excerpt is a line of a log or an error; the symbol, if it is a mangled name or about one
   * ({@link symbolIn}); the words of the route, if it is a request; the titles of a test; otherwise the excerpt.
   */
  readonly message: string;
  /** Parts of them that may be in a file without the rest, see {@link quotedParts} and {@link afterKind}. */
  readonly parts: readonly string[];
  /** Undefined if the text is no request. */
  readonly route?: RequestedRoute | undefined;
  /** Undefined if the text is no import. */
  readonly imported?: PastedImport | undefined;
  /** The keys of a path into a configuration file, outermost first; undefined if it cannot be one. */
  readonly keys?: readonly string[] | undefined;
  /** Undefined if the text is no name of a test. */
  readonly test?: TestName | undefined;
  /** Of a symbol or a test: its scopes, outermost first, and its name. */
  readonly names?: readonly string[] | undefined;
  /** See {@link distinctTokens}. */
  readonly tokens: readonly string[];
}

/** A longer text is not read: the time for some of its forms grows with the square of the length. */
const mostCharacters = 10_000;

/** Reads a query as a paste; a question stays as it is, and so does a text of more than 10,000 characters. */
export function readPastedText(original: string): PastedText {
  if (original.length > mostCharacters) {
    return { original, plain: original, excerpt: original, message: original, parts: [], tokens: [] };
  }
  const plain = plainText(original);
  const excerpt = withoutExcerptMarks(plain) || plain;
  const test = testNameIn(plain);
  const route = test ? undefined : requestedRoute(plain);
  const symbol = test ? undefined : symbolIn(excerpt);
  const message =
    (route && fixedPath(route)) ??
    test?.titles.join(' ') ??
    (symbol?.isCertain ? symbol.names.join('::') : messageOf(excerpt) || plain);
  const parts = [...quotedParts(excerpt), afterKind(message)].filter((part) => part !== message);
  return {
    original,
    plain,
    excerpt,
    message,
    parts,
    route,
    test,
    imported: importIn(excerpt),
    keys: keyPathIn(plain),
    names: symbol?.names ?? test?.titles,
    tokens: distinctTokens(message),
  };
}
