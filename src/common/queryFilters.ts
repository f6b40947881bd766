/** The filters that can be written into a query, as `path:src/**`. */
export const filterNames = ['path', 'lang', 'kind', 'folder'] as const;

export type FilterName = (typeof filterNames)[number];

/** Those that may have a minus before them, which turns them round. */
export const negatableFilters: readonly FilterName[] = ['path', 'lang', 'folder'];

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
  /** Language ids, as VS Code names them. */
  readonly languages?: readonly string[] | undefined;
  readonly excludedLanguages?: readonly string[] | undefined;
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

/** A quote that is not closed, as while one types, goes to the end. */
const filterWord = /(?<=^|\s)(-?)(path|lang|kind|folder):("[^"]*(?:"|$)|\S*)/gi;

/** Takes filters (`path:src/**`, `-path:test`, `lang:go`, `kind:docs`, `folder:api`) out of a query. Unknown words stay text. */
export function parseQuery(input: string): ParsedQuery {
  const words = findFilterWords(input);
  const valuesOf = (name: FilterName, negated: boolean): string[] =>
    words.filter((word) => word.name === name && word.negated === negated && word.value !== '').map(valueOf);
  const lists = {
    paths: valuesOf('path', false),
    excludedPaths: valuesOf('path', true),
    languages: valuesOf('lang', false),
    excludedLanguages: valuesOf('lang', true),
    folderNames: valuesOf('folder', false),
    excludedFolderNames: valuesOf('folder', true),
  };
  const kind = valuesOf('kind', false).at(-1) as QueryFilters['kind'];
  return {
    text: textOutside(words, input),
    filter: {
      ...Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0)),
      ...(kind && { kind }),
    },
  };
}

/** The filters of a query, in order. What only looks like one (`kind:other`, `-kind:code`, `path:`) is none. */
export function findFilterWords(input: string): FilterWord[] {
  return scan(input).filter(isFilter);
}

/**
 * The filter that is being typed: the one that the caret stands in the value of, whether or not that value means anything
 * yet. Undefined where there is none.
 *
 * @param caret default: the end of the text
 */
export function filterWordAt(input: string, caret = input.length): FilterWord | undefined {
  return scan(input).find(
    ({ name, negated, valueStart, end }) =>
      caret >= valueStart && caret <= end && (!negated || negatableFilters.includes(name)),
  );
}

/** A filter as it is written into a query; quoted where it must be. */
export function writeFilterWord(name: FilterName, value: string, negated = false): string {
  return `${negated ? '-' : ''}${name}:${/\s/.test(value) ? `"${value}"` : value}`;
}

function scan(input: string): FilterWord[] {
  return Array.from(input.matchAll(filterWord), (match): FilterWord => {
    const [whole, minus, name, value] = match as unknown as [string, string, string, string];
    const end = match.index + whole.length;
    return {
      name: name.toLowerCase() as FilterName,
      negated: minus !== '',
      value: value.replace(/^"|"$/g, ''),
      start: match.index,
      end,
      valueStart: end - value.length,
    };
  });
}

function isFilter({ name, negated, value, end, valueStart }: FilterWord): boolean {
  if (end === valueStart || (negated && !negatableFilters.includes(name))) return false;
  return name !== 'kind' || ['code', 'docs', ''].includes(value.toLowerCase());
}

/** As it is compared: only paths tell capitals apart. */
function valueOf({ name, value }: FilterWord): string {
  return name === 'path' ? value : value.toLowerCase();
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
