/** A request that a browser, a server or a command line shows. */
export interface RequestedRoute {
  /** In upper case; undefined if none is given. */
  readonly method: string | undefined;
  /** The segments of the path, decoded, in lower case. */
  readonly segments: readonly string[];
}

const methods = 'GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE';
const url = /https?:\/\/(?:[^\s/@"'`<>]+@)?[\w.-]+(?::\d+)?/.source;
const pathCharacters = /[^\s"'`<>?#]/.source;

/**
 * A path after a method, or after the host of a URL, and what may follow it: a query, the version of the protocol, the status.
 */
const ofMethod = new RegExp(`(?:^|[\\s"'\\[])(${methods})\\s+["']?(?:${url})?(/${pathCharacters}*)`);
const ofCommand = new RegExp(`^\\$?\\s?(?:curl|wget|http|https|xh)\\s.*?["']?${url}(/${pathCharacters}*)`);
const ofUrl = new RegExp(`^["'<]?${url}(/${pathCharacters}*)(?:\\?[^\\s"'<>]*)?(?:#[^\\s"'<>]*)?["'>]?$`);
const alone = new RegExp(`^["']?(/${pathCharacters}+/${pathCharacters}*)(?:\\?[^\\s"'<>]*)?["']?$`);
const requestOption = new RegExp(`\\s(?:-X|--request)[\\s=]?["']?(${methods})\\b`);

/** A value in a path: a number, an identifier of a database, a word with digits. */
const value = /^(?:\d+(?:\.\w+)?|[\da-f]{8,}(?:-[\da-f]{4,}){0,4}|[a-z]*[-_]?\d[\w-]*|.{33,})$/i;
const longest = 2000;

/** `v1` is a part of many routes. */
const version = /^v\d$/i;

/** The route that a text requests; undefined if it is no request. A path alone is one if it begins with a slash and has two segments. */
export function requestedRoute(text: string): RequestedRoute | undefined {
  if (text.length > longest) return undefined;
  const [, method, requested] = ofMethod.exec(text) ?? [];
  const path = requested ?? [ofCommand, ofUrl, alone].map((form) => form.exec(text)?.[1]).find(Boolean);
  if (path === undefined) return undefined;
  const segments = path
    .split('/')
    .filter(Boolean)
    .map((segment) => decoded(segment).toLowerCase());
  if (segments.length === 0) return undefined;
  return { method: method ?? requestOption.exec(text)?.[1], segments };
}

/** The words of a route that a declaration of it has, too; undefined if all segments may be values. */
export function fixedPath({ segments }: RequestedRoute): string | undefined {
  const fixed = segments.filter((segment) => !value.test(segment) || version.test(segment));
  return fixed.length === 0 ? undefined : `/${fixed.join('/')}`;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
