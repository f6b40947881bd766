import {
  findWordsLikeFilters,
  isKindName,
  type FilterName,
  type FilterWord,
} from '../../../common/queryFilters';
import type { SearchHint } from '../../../common/searchResult';
import { languagesCalled } from '../../../common/languageAliases';
import { extensionTest, folderNameTest, languageTest, pathTest } from '../../retrieval/filter';
import type { SearchFilter } from '../../retrieval/query';
import {
  suggestExtension,
  suggestFolder,
  suggestKind,
  suggestLanguage,
  suggestPath,
} from './filterSuggestions';
import type { IndexedFiles } from './indexedFiles';

type FilterHint = Extract<SearchHint, { type: 'unknownFilter' }>;

/** One value of a filter, written into the query or given beside it. */
interface GivenFilter {
  readonly name: FilterName;
  readonly value: string;
  readonly negated: boolean;
  readonly word?: FilterWord;
}

/**
 * Values of filters that no indexed file has, each with one that is likely meant.
 *
 * @param input the query as typed
 * @param beside what is given beside it
 * @param folders all workspace folders, each as it was opened
 */
export function filterHints(
  input: string,
  beside: SearchFilter,
  folders: readonly string[],
  files: IndexedFiles,
): FilterHint[] {
  const given = [...filtersIn(input), ...filtersOf(beside)];
  // Of an index that is empty, filters are not the trouble.
  if (given.length === 0 || !files.some(() => true)) return [];
  return given
    .filter((one) => isUnknown(one, folders, files))
    .map((one) => hintFor(one, input, folders, files));
}

function filtersIn(input: string): GivenFilter[] {
  return findWordsLikeFilters(input)
    .filter(({ value }) => value !== '')
    .map((word) => ({ ...word, word }));
}

function filtersOf({
  paths,
  languages,
  excludedLanguages,
  extensions,
  folderNames,
}: SearchFilter): GivenFilter[] {
  const list = (name: FilterName, values: readonly string[] = [], negated = false): GivenFilter[] =>
    values.map((value) => ({ name, value, negated }));
  return [
    ...list('path', paths),
    ...list('lang', languages),
    ...list('lang', excludedLanguages, true),
    ...list('ext', extensions),
    ...list('folder', folderNames),
  ];
}

/** What leaves out files that are not there does no harm, but for a language whose name is wrong. */
function isUnknown(
  { name, value, negated }: GivenFilter,
  folders: readonly string[],
  files: IndexedFiles,
): boolean {
  if (negated) return name === 'lang' && !languagesCalled(value);
  switch (name) {
    case 'lang':
      return !files.some(languageTest([value]));
    case 'ext':
      return !files.some(extensionTest([value]));
    case 'path':
      return !files.some(pathTest([value]));
    case 'folder':
      return !files.some(folderNameTest([value.toLowerCase()], folders));
    case 'kind':
      // Most likely no filter: `kind: Deployment` stands in files of Kubernetes.
      return !isKindName(value) && suggestKind(value) !== undefined;
  }
}

function hintFor(
  { name, value, word }: GivenFilter,
  input: string,
  folders: readonly string[],
  files: IndexedFiles,
): FilterHint {
  const suggestion = suggestionFor(name, value, folders, files);
  return {
    type: 'unknownFilter',
    filter: name,
    value,
    ...(suggestion !== undefined && { suggestion }),
    ...(suggestion !== undefined && word && { query: withValue(input, word, suggestion) }),
  };
}

function suggestionFor(
  name: FilterName,
  value: string,
  folders: readonly string[],
  files: IndexedFiles,
): string | undefined {
  switch (name) {
    case 'lang':
      return suggestLanguage(value, files);
    case 'ext':
      return suggestExtension(value, files);
    case 'path':
      return suggestPath(value, files);
    case 'folder':
      return suggestFolder(value, folders, files);
    case 'kind':
      return suggestKind(value);
  }
}

function withValue(input: string, { start, valueStart, end }: FilterWord, value: string): string {
  const written = /\s/.test(value) ? `"${value}"` : value;
  return `${input.slice(0, start)}${input.slice(start, valueStart)}${written}${input.slice(end)}`;
}
