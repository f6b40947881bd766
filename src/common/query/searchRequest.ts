import { writeFilterWord } from './queryFilters';
import { isListOf, isRecord, isString } from '../typeGuards';

/**
 * A search requested by a key binding, a link or another extension. Every property is optional, and validated before
 * use.
 */
export interface SearchRequest {
  /** A natural-language query; may contain filters. '' opens the search with the filters only. */
  readonly query: string;
  readonly kind?: 'code' | 'docs' | undefined;
  /** Globs on the path relative to the workspace folder; any of them may match. */
  readonly paths: readonly string[];
  /** Names of languages; any of them may match. */
  readonly languages: readonly string[];
}

/** What a caller of the search commands may pass: a query, or a query with filters. */
export type SearchArgument =
  | string
  | {
      readonly query?: string | undefined;
      readonly kind?: 'code' | 'docs' | undefined;
      readonly path?: string | readonly string[] | undefined;
      readonly language?: string | readonly string[] | undefined;
    };

const keys: ReadonlySet<string> = new Set(['query', 'kind', 'path', 'language']);

/** Longest value, in characters; a longer one is an error or abuse. */
const maxLength = 2_000;
/** Most globs, and most languages. */
const maxValues = 20;

/**
 * Parses a {@link SearchArgument}.
 *
 * @returns undefined for anything else, such as the argument that VS Code passes to a command in a menu
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

/** A request as text for the query box: its filters, then the query. */
export function searchText({ query, kind, paths, languages }: SearchRequest): string {
  const words = [
    ...paths.map((path) => writeFilterWord('path', path)),
    ...languages.map((language) => writeFilterWord('lang', language)),
    ...(kind ? [writeFilterWord('kind', kind)] : []),
  ];
  // End with a space after the last filter, where the user types the query.
  return [...words, oneLine(query)].join(' ');
}

function listOfTexts(value: unknown): readonly string[] | undefined {
  const list = value === undefined ? [] : isString(value) ? [value] : value;
  return isListOf(list, isShort) && list.length <= maxValues && list.every(isWritable) ? list : undefined;
}

function isShort(value: unknown): value is string {
  return isString(value) && value.length <= maxLength;
}

/** A filter value cannot contain a quote and must not be blank. */
function isWritable(value: string): boolean {
  return value.trim() !== '' && !/["\r\n]/.test(value);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
