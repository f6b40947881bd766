import {
  filterValues,
  findWordsLikeFilters,
  isKindName,
  type FilterName,
  type FilterWord,
} from '../../../common/query/queryFilters';
import type { SearchHint } from '../../../common/contracts/searchResult';
import { languagesCalled } from '../../../common/query/languageAliases';
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

/** One value of a filter, in the query or given beside it. */
interface GivenFilter {
  readonly name: FilterName;
  readonly value: string;
  readonly negated: boolean;
  readonly word?: FilterWord;
}

/**
 * Filter values that match no indexed file, each with a likely correction.
 *
 * @param input the query as typed
 * @param beside the filters given beside it
 * @param folders all workspace folders, each as it was opened
 */
export function filterHints(
  input: string,
  beside: SearchFilter,
  folders: readonly string[],
  files: IndexedFiles,
): FilterHint[] {
  const given = [...filtersIn(input), ...filtersOf(beside)];
  // With an empty index, filters are not the problem.
  if (given.length === 0 || !files.some(() => true)) return [];
  return given
    .filter((one) => isUnknown(one, folders, files))
    .map((one) => hintFor(one, input, folders, files));
}

function filtersIn(input: string): GivenFilter[] {
  return findWordsLikeFilters(input).flatMap((word) => {
    const { name, negated } = word;
    const values = filterValues(word);
    // A correction replaces the whole word, so it needs a word of one value.
    return values.map((value) => ({ name, negated, value, ...(values.length === 1 && { word }) }));
  });
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

/** A filter that excludes files that do not exist is harmless, except for an unknown language name. */
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
      // Most likely not a filter: `kind: Deployment` occurs in files of Kubernetes.
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
