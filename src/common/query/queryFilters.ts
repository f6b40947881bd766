/** Filters that a query can contain, as in `path:src/**`. */
export type FilterName = 'path' | 'lang' | 'ext' | 'kind' | 'folder';

/** Keywords before the colon, and their filters. */
const keywords: Readonly<Record<string, FilterName>> = {
  path: 'path',
  file: 'path',
  lang: 'lang',
  language: 'lang',
  ext: 'ext',
  extension: 'ext',
  kind: 'kind',
  folder: 'folder',
};

/** All keywords that can precede the colon of a filter. */
export const filterKeywords: readonly string[] = Object.keys(keywords);

/** A filter in the text of a query. Positions are UTF-16 code units from the start of the query, ends exclusive. */
export interface FilterWord {
  readonly name: FilterName;
  /** Preceded by a minus. */
  readonly negated: boolean;
  /** Without quotes. */
  readonly value: string;
  /** Start of the whole word, including the minus. */
  readonly start: number;
  readonly end: number;
  /** Start of the value, including its quote; the value ends at `end`. */
  readonly valueStart: number;
}

/** The filters of a query. All given filters must match; within one list, any entry. */
export interface QueryFilters {
  /** Globs on the path relative to the workspace folder; one without `/` matches a name at any level. */
  readonly paths?: readonly string[] | undefined;
  /** Globs of excluded paths. */
  readonly excludedPaths?: readonly string[] | undefined;
  /** Names of languages: see `languagesCalled`. */
  readonly languages?: readonly string[] | undefined;
  readonly excludedLanguages?: readonly string[] | undefined;
  /** File extensions, without their dots, in lower case. */
  readonly extensions?: readonly string[] | undefined;
  readonly excludedExtensions?: readonly string[] | undefined;
  readonly kind?: 'code' | 'docs' | undefined;
  /**
   * Names of workspace folders (the last segments of their paths), in lower case. If no workspace folder has the
   * name, it matches folders of that name anywhere in them: in a window with one folder, users mean that.
   */
  readonly folderNames?: readonly string[] | undefined;
  readonly excludedFolderNames?: readonly string[] | undefined;
}

/** A parsed query: the text to search for, and its filters. */
export interface ParsedQuery {
  readonly text: string;
  readonly filter: QueryFilters;
}

/** An unclosed quote, as during typing, extends to the end. `path::join` is code, `file://host` a URL. */
const filterWord = new RegExp(
  `(?<=^|\\s)(-?)(${filterKeywords.join('|')}):(?!:|//)("[^"]*(?:"|$)|\\S*)`,
  'gi',
);

/** Values of `kind:`. */
const kinds: Readonly<Record<string, NonNullable<QueryFilters['kind']>>> = {
  code: 'code',
  source: 'code',
  docs: 'docs',
  doc: 'docs',
  documentation: 'docs',
};

/**
 * Extracts filters (`path:src/**`, `-file:*.test.ts`, `lang:go`, `ext:ts`, `kind:docs`, `folder:api`) from a query.
 * Unknown words stay text.
 */
export function parseQuery(input: string): ParsedQuery {
  const words = findFilterWords(input);
  const wanted = valuesByName(words.filter(({ negated }) => !negated));
  const excluded = valuesByName(words.filter(({ negated }) => negated));
  const lists = {
    paths: wanted('path'),
    excludedPaths: excluded('path'),
    languages: wanted('lang'),
    excludedLanguages: excluded('lang'),
    extensions: wanted('ext'),
    excludedExtensions: excluded('ext'),
    folderNames: wanted('folder'),
    excludedFolderNames: excluded('folder'),
  };
  const kind = words.map(kindOf).findLast((one) => one !== undefined);
  return {
    text: textOutside(words, input),
    filter: {
      ...Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0)),
      ...(kind && { kind }),
    },
  };
}

/** The values of filters, without empty ones. */
function valuesByName(words: readonly FilterWord[]): (name: FilterName) => string[] {
  return (name) => words.filter((word) => word.name === name).flatMap(filterValues);
}

/** Whether a value of `kind:` is valid. */
export function isKindName(value: string): boolean {
  return Object.hasOwn(kinds, value.toLowerCase());
}

/** There are two kinds, so a negated one means the other. */
function kindOf({ name, negated, value }: FilterWord): QueryFilters['kind'] {
  if (name !== 'kind' || value === '') return undefined;
  const kind = kinds[value.toLowerCase()];
  if (!negated) return kind;
  return kind === 'code' ? 'docs' : 'code';
}

/**
 * The filters of a query, in order. Text that only looks like a filter (`kind:other`, `path:`) is left in the query.
 */
export function findFilterWords(input: string): FilterWord[] {
  return findWordsLikeFilters(input).filter(isFilter);
}

/**
 * The filter being typed: the one whose value contains the caret, even if the value is not valid yet. Undefined if
 * there is none.
 *
 * @param caret default: the end of the text
 */
export function filterWordAt(input: string, caret = input.length): FilterWord | undefined {
  return findWordsLikeFilters(input).find(({ valueStart, end }) => caret >= valueStart && caret <= end);
}

/** A filter in the notation of queries; quoted if necessary. */
export function writeFilterWord(name: FilterName, value: string, negated = false): string {
  return `${negated ? '-' : ''}${name}:${/\s/.test(value) ? `"${value}"` : value}`;
}

/** All words with the form of a filter, in order, valid or not. */
export function findWordsLikeFilters(input: string): FilterWord[] {
  return Array.from(input.matchAll(filterWord), (match): FilterWord => {
    const [whole, minus, name, value] = match as unknown as [string, string, string, string];
    const end = match.index + whole.length;
    return {
      name: keywords[name.toLowerCase()]!,
      negated: minus !== '',
      value: value.replace(/^"|"$/g, ''),
      start: match.index,
      end,
      valueStart: end - value.length,
    };
  });
}

function isFilter({ name, value, end, valueStart }: FilterWord): boolean {
  if (end === valueStart) return false;
  return name !== 'kind' || value === '' || isKindName(value);
}

/**
 * The normalized values of a filter: several of `lang:ts,js` and `ext:ts,tsx`, none of an empty one. Only paths are
 * case-sensitive.
 */
export function filterValues({ name, value }: Pick<FilterWord, 'name' | 'value'>): string[] {
  if (value === '') return [];
  // The separators of Windows. Two backslashes stand for one in a name, see `escapeGlob`.
  if (name === 'path') return [value.replace(/\\+/g, (run) => (run.length === 1 ? '/' : run))];
  const lower = value.toLowerCase();
  if (name === 'lang') return partsOf(lower);
  if (name === 'ext') return partsOf(lower).map((extension) => extension.replace(/^\*?\./, ''));
  return [lower];
}

function partsOf(list: string): string[] {
  return list.split(',').filter((part) => part !== '');
}

function textOutside(words: readonly FilterWord[], input: string): string {
  let text = '';
  let from = 0;
  for (const { start, end } of words) {
    text += input.slice(from, start);
    from = end;
  }
  return `${text}${input.slice(from)}`.replace(/\s+/g, ' ').trim();
}

/**
 * Name of a workspace folder in `folder:` filters: the last segment of its path.
 *
 * @param folder as it was opened: a path of any system, or a URI
 */
export function workspaceFolderName(folder: string): string {
  const segment = folder.split(/[\\/]/).filter(Boolean).at(-1) ?? '';
  if (!/^[a-z][a-z\d+.-]+:\/\//i.test(folder)) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
