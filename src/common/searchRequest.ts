import { writeFilterWord } from './queryFilters';
import { isListOf, isRecord, isString } from './typeGuards';

/** A search as key bindings, links and other extensions ask for it. Everything in it is optional, and checked before it is used. */
export interface SearchRequest {
  /** In a person's own words; may hold filters in words. '' opens the search with the filters alone. */
  readonly query: string;
  readonly kind?: 'code' | 'docs' | undefined;
  /** Globs on the path relative to the workspace folder; any of them. */
  readonly paths: readonly string[];
  /** What languages are called; any of them. */
  readonly languages: readonly string[];
}

const keys: ReadonlySet<string> = new Set(['query', 'kind', 'path', 'language']);

/** Longest text of one value, in characters: more is a mistake, or mischief. */
const maxLength = 2_000;
/** Most globs, and most languages. */
const maxValues = 20;

/**
 * Reads `'text'` or `{ query, kind, path, language }`, where `path` and `language` are a text or a list of texts.
 *
 * @returns undefined where it is anything else, such as what VS Code hands to a command of a menu
 */
export function parseSearchRequest(value: unknown): SearchRequest | undefined {
  if (isString(value)) return isShort(value) ? { query: value, paths: [], languages: [] } : undefined;
  if (!isRecord(value) || Object.keys(value).some((key) => !keys.has(key))) return undefined;
  const { query = '', kind, path, language } = value;
  const paths = listOfTexts(path);
  const languages = listOfTexts(language);
  if (!isShort(query) || !paths || !languages) return undefined;
  if (kind !== undefined && kind !== 'code' && kind !== 'docs') return undefined;
  return { query, kind, paths, languages };
}

/** A request as it stands in the box: its filters in words, and then what is asked for. */
export function searchText({ query, kind, paths, languages }: SearchRequest): string {
  const words = [
    ...paths.map((path) => writeFilterWord('path', path)),
    ...languages.map((language) => writeFilterWord('lang', language)),
    ...(kind ? [writeFilterWord('kind', kind)] : []),
  ];
  // A space behind the last filter: the question is typed there.
  return [...words, oneLine(query)].join(' ');
}

function listOfTexts(value: unknown): readonly string[] | undefined {
  const list = value === undefined ? [] : isString(value) ? [value] : value;
  return isListOf(list, isShort) && list.length <= maxValues && list.every(isWritable) ? list : undefined;
}

function isShort(value: unknown): value is string {
  return isString(value) && value.length <= maxLength;
}

/** A filter cannot hold a quote, and needs a value that is not blank. */
function isWritable(value: string): boolean {
  return value.trim() !== '' && !/["\r\n]/.test(value);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
