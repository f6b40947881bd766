/** The filters that can be written into a query, as `path:src/**`. */
export type FilterName = 'path' | 'lang' | 'ext' | 'kind' | 'folder';

/** What may stand before the colon, and the filter that it means. */
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

/** Everything that may stand before the colon of a filter. */
export const filterKeywords: readonly string[] = Object.keys(keywords);

/** A filter as it stands in a query. Positions are UTF-16 code units from its start, ends exclusive. */
export interface FilterWord {
  readonly name: FilterName;
  /** A minus stands before it. */
  readonly negated: boolean;
  /** Without quotes. */
  readonly value: string;
  /** Of the whole word, from the minus or the name on. */
  readonly start: number;
  readonly end: number;
  /** Where the value begins, its quotes included; it goes to `end`. */
  readonly valueStart: number;
}

/** What the filters of a query ask for. Everything given must hold; within one list, any. */
export interface QueryFilters {
  /** Globs on the path relative to the workspace folder; one without `/` matches a name at any level. */
  readonly paths?: readonly string[] | undefined;
  /** Globs of paths that are left out. */
  readonly excludedPaths?: readonly string[] | undefined;
  /** What languages are called: see `languagesCalled`. */
  readonly languages?: readonly string[] | undefined;
  readonly excludedLanguages?: readonly string[] | undefined;
  /** Extensions of files, without their dots, in lower case. */
  readonly extensions?: readonly string[] | undefined;
  readonly excludedExtensions?: readonly string[] | undefined;
  readonly kind?: 'code' | 'docs' | undefined;
  /**
   * Names of workspace folders (the last segments of their paths), in lower case. A name that none of them has is read as
   * that of a folder anywhere in them: in a window with one folder that is what people mean.
   */
  readonly folderNames?: readonly string[] | undefined;
  readonly excludedFolderNames?: readonly string[] | undefined;
}

/** A query as typed: what is asked for, and the filters written into it. */
export interface ParsedQuery {
  readonly text: string;
  readonly filter: QueryFilters;
}

/** A quote that is not closed, as while one types, goes to the end. `path::join` is code, `file://host` an address. */
const filterWord = new RegExp(
  `(?<=^|\\s)(-?)(${filterKeywords.join('|')}):(?!:|//)("[^"]*(?:"|$)|\\S*)`,
  'gi',
);

/** What people call the kinds of files. */
const kinds: Readonly<Record<string, NonNullable<QueryFilters['kind']>>> = {
  code: 'code',
  source: 'code',
  docs: 'docs',
  doc: 'docs',
  documentation: 'docs',
};

/**
 * Takes filters (`path:src/**`, `-file:*.test.ts`, `lang:go`, `ext:ts`, `kind:docs`, `folder:api`) out of a query. Unknown
 * words stay text.
 */
export function parseQuery(input: string): ParsedQuery {
  const words = findFilterWords(input);
  const valuesOf = (name: FilterName, negated: boolean): string[] =>
    words.filter((word) => word.name === name && word.negated === negated && word.value !== '').map(valueOf);
  const lists = {
    paths: valuesOf('path', false),
    excludedPaths: valuesOf('path', true),
    languages: valuesOf('lang', false),
    excludedLanguages: valuesOf('lang', true),
    extensions: valuesOf('ext', false),
    excludedExtensions: valuesOf('ext', true),
    folderNames: valuesOf('folder', false),
    excludedFolderNames: valuesOf('folder', true),
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

/** Whether a value of `kind:` means anything. */
export function isKindName(value: string): boolean {
  return Object.hasOwn(kinds, value.toLowerCase());
}

/** Of two kinds, not the one is the other. */
function kindOf({ name, negated, value }: FilterWord): QueryFilters['kind'] {
  if (name !== 'kind' || value === '') return undefined;
  const kind = kinds[value.toLowerCase()];
  if (!negated) return kind;
  return kind === 'code' ? 'docs' : 'code';
}

/** The filters of a query, in order. Text that only looks like a filter (`kind:other`, `path:`) is left in the query. */
export function findFilterWords(input: string): FilterWord[] {
  return findWordsLikeFilters(input).filter(isFilter);
}

/**
 * The filter that is being typed: the one that the caret stands in the value of, whether or not that value means anything
 * yet. Undefined where there is none.
 *
 * @param caret default: the end of the text
 */
export function filterWordAt(input: string, caret = input.length): FilterWord | undefined {
  return findWordsLikeFilters(input).find(({ valueStart, end }) => caret >= valueStart && caret <= end);
}

/** A filter as it is written into a query; quoted where it must be. */
export function writeFilterWord(name: FilterName, value: string, negated = false): string {
  return `${negated ? '-' : ''}${name}:${/\s/.test(value) ? `"${value}"` : value}`;
}

/** The words that have the form of a filter, in order, whether or not they mean anything as they stand. */
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

/** As it is compared: only paths tell capitals apart. */
function valueOf({ name, value }: FilterWord): string {
  if (name === 'path') return value;
  const lower = value.toLowerCase();
  return name === 'ext' ? lower.replace(/^\*?\./, '') : lower;
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
 * What a workspace folder is called in `folder:`: the last segment of its path.
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
