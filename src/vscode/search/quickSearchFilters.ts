import * as l10n from '@vscode/l10n';
import { languagesCalled } from '../../common/query/languageAliases';
import { usualExtension } from '../../common/query/languageTables';
import { listOf } from '../../common/text/listText';
import { parseQuery, type FilterName, type FilterWord } from '../../common/query/queryFilters';
import { relevantPathFilters } from './quickSearchPaths';

/** A possible value of a filter. */
export interface FilterSuggestion {
  readonly value: string;
  /** Common name, which the user may type instead. */
  readonly name?: string;
  /** Short explanation, for a value without a name. */
  readonly meaning?: string;
}

/** Sources of suggestions. */
export interface FilterSources {
  /** Ids, most files first. */
  readonly languages: readonly string[];
  readonly languageName: (id: string) => string;
  /** Names of the workspace folders. */
  readonly folders: readonly string[];
  /** Already known files, relative to their workspace folder. */
  readonly files: readonly string[];
  /** Already known directories, as `files`. */
  readonly directories: readonly string[];
}

const maxSuggestions = 8;

/** Suggestions for the value of a filter; none if the value is complete. */
export function suggestionsFor(
  { name, value: typed }: FilterWord,
  sources: FilterSources,
): FilterSuggestion[] {
  const all = valuesOf(name, typed, sources);
  const wanted = typed.toLowerCase();
  if (all.some(({ value }) => value.toLowerCase() === wanted)) return [];
  const called = name === 'lang' ? languagesCalled(typed) : undefined;
  const ranks = all.map((suggestion) => ({
    suggestion,
    rank: called?.[0] === suggestion.value ? 0 : rankOf(suggestion, wanted),
  }));
  return ranks
    .filter(({ rank }) => rank < notMeant)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, maxSuggestions)
    .map(({ suggestion }) => suggestion);
}

/**
 * The active filters as text for a title: `Go, in src/**`; '' if there are none.
 *
 * @param text as typed, filters included
 */
export function filtersText(text: string, languageName: (id: string) => string): string {
  const { filter } = parseQuery(text);
  const list = (values: readonly string[] | undefined): string => listOf(values ?? []);
  const nameOf = (called: string): string => languageName(languagesCalled(called)?.[0] ?? called);
  const languages = filter.languages?.map(nameOf);
  const excludedLanguages = filter.excludedLanguages?.map(nameOf);
  const globsOf = (extensions: readonly string[] = []): string[] => extensions.map((one) => `*.${one}`);
  const within = [...(filter.paths ?? []), ...globsOf(filter.extensions)];
  const without = [...(filter.excludedPaths ?? []), ...globsOf(filter.excludedExtensions)];
  return listOf([
    filter.kind === 'code' && l10n.t('code only'),
    filter.kind === 'docs' && l10n.t('documentation only'),
    list(languages),
    excludedLanguages && l10n.t('without {0}', list(excludedLanguages)),
    within.length > 0 && l10n.t('in {0}', list(within)),
    without.length > 0 && l10n.t('not in {0}', list(without)),
    filter.folderNames && l10n.t('in folder {0}', list(filter.folderNames)),
    filter.excludedFolderNames && l10n.t('not in folder {0}', list(filter.excludedFolderNames)),
  ]);
}

/** Effect of a filter, in a sentence without a full stop. */
export function meaningOf(name: FilterName): string {
  switch (name) {
    case 'lang':
      return l10n.t('Only files of a language, as in lang:python');
    case 'ext':
      return l10n.t('Only files with an extension, as in ext:ts');
    case 'path':
      return l10n.t('Only matching files, as in path:src/** or path:*.test.ts; -path: excludes them');
    case 'kind':
      return l10n.t('Only code or only documentation: kind:code, kind:docs');
    case 'folder':
      return l10n.t('Only one folder of the workspace');
  }
}

function valuesOf(name: FilterName, typed: string, sources: FilterSources): readonly FilterSuggestion[] {
  switch (name) {
    case 'lang':
      return sources.languages.map((value) => ({ value, name: sources.languageName(value) }));
    case 'ext':
      return extensionsIn(sources).map((value) => ({ value }));
    case 'kind':
      return [
        { value: 'code', meaning: l10n.t('Source code and configuration') },
        { value: 'docs', meaning: l10n.t('Documentation and other text') },
      ];
    case 'folder':
      return sources.folders.map((value) => ({ value }));
    case 'path':
      return relevantPathFilters(sources, typed).map((value) => ({ value }));
  }
}

/** Extensions of known files, then the usual ones of the languages in the index. */
function extensionsIn({ files, languages }: FilterSources): string[] {
  const known = files.flatMap((path) => /[^/]\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? []);
  return [...new Set([...known, ...languages.flatMap((id) => usualExtension(id) ?? [])])];
}

const notMeant = 3;
/** Shorter texts occur in nearly every value. */
const leastInside = 2;

/** 0: the value starts with it; 1: the name starts with it; 2: value or name contains it. */
function rankOf({ value, name = '' }: FilterSuggestion, wanted: string): number {
  const texts = [value.toLowerCase(), name.toLowerCase()];
  const beginning = texts.findIndex((text) => text.startsWith(wanted));
  if (beginning >= 0) return beginning;
  return wanted.length >= leastInside && texts.some((text) => text.includes(wanted)) ? 2 : notMeant;
}
