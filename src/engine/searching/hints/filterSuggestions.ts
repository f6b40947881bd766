import { normalizeGlob } from '../../../common/text/globText';
import { knownLanguageNames, languagesCalled } from '../../../common/query/languageAliases';
import { usualExtension } from '../../../common/query/languageTables';
import { workspaceFolderName } from '../../../common/query/queryFilters';
import { pathTest } from '../../retrieval/filter';
import { nearestWord } from './editDistance';
import type { IndexedFiles } from './indexedFiles';

/** The language of an indexed file that is spelled nearly like an unknown language name. */
export function suggestLanguage(name: string, files: IndexedFiles): string | undefined {
  if (languagesCalled(name)) return undefined;
  const languages = files.languages();
  const isIndexed = (candidate: string): boolean =>
    languagesCalled(candidate)!.some((id) => languages.includes(id));
  const nearest = nearestWord(name, languages) ?? nearestWord(name, knownLanguageNames().filter(isIndexed));
  return nearest && languagesCalled(nearest)![0];
}

/** The extension of a language that was named instead of it, or one of an indexed file that is spelled nearly like it. */
export function suggestExtension(extension: string, files: IndexedFiles): string | undefined {
  const indexed = new Set<string>();
  for (const path of files.paths()) {
    const found = extensionOf(path);
    if (found !== undefined) indexed.add(found);
  }
  const language = languagesCalled(extension)?.[0];
  const usual = language === undefined ? undefined : usualExtension(language);
  if (usual !== undefined && usual !== extension && indexed.has(usual)) return usual;
  return nearestWord(extension, indexed);
}

/** The kind that a misspelled one is probably meant to be; undefined if none is like it. */
export function suggestKind(kind: string): string | undefined {
  return nearestWord(
    kind,
    ['code', 'docs'].filter((known) => known.startsWith(kind.slice(0, 1).toLowerCase())),
  );
}

/** A workspace folder, or a directory in one. */
export function suggestFolder(
  name: string,
  folders: readonly string[],
  files: IndexedFiles,
): string | undefined {
  return (
    nearestWord(name, folders.map(workspaceFolderName)) ?? nearestWord(name, namesIn(files, 'directories'))
  );
}

/** A glob that matches files, with one name replaced by another that is spelled nearly like it, or that is deeper. */
export function suggestPath(glob: string, files: IndexedFiles): string | undefined {
  const bare = normalizeGlob(glob);
  const isBareName = !bare.includes('/') && !/^(?:\.?\/)/.test(glob);
  const suggestion = isBareName ? suggestName(bare, files) : suggestBelow(bare, files);
  return suggestion !== undefined && files.some(pathTest([suggestion])) ? suggestion : undefined;
}

function suggestName(name: string, files: IndexedFiles): string | undefined {
  const extension = /^\*\.(\w+)$/.exec(name)?.[1];
  if (extension !== undefined) {
    const nearest = suggestExtension(extension.toLowerCase(), files);
    return nearest && `*.${nearest}`;
  }
  return isLiteral(name) ? nearestWord(name, namesIn(files, 'all')) : undefined;
}

/** The first segment that matches nothing is the wrong one. */
function suggestBelow(glob: string, files: IndexedFiles): string | undefined {
  const segments = glob.split('/');
  let above = '';
  for (const [i, segment] of segments.entries()) {
    if (!isLiteral(segment)) break;
    const siblings = namesBelow(above, files);
    if (!siblings.has(segment)) {
      const nearest = nearestWord(segment, siblings);
      return nearest === undefined ? `**/${glob}` : segments.with(i, nearest).join('/');
    }
    above += `${segment}/`;
  }
  return glob.startsWith('**') ? undefined : `**/${glob}`;
}

function isLiteral(segment: string): boolean {
  return !/[*?[{]/.test(segment);
}

/** @param above with its last slash, or '' */
function namesBelow(above: string, files: IndexedFiles): Set<string> {
  const names = new Set<string>();
  for (const path of files.paths()) {
    if (path.startsWith(above)) names.add(path.slice(above.length).split('/', 1)[0]!);
  }
  return names;
}

function namesIn(files: IndexedFiles, which: 'directories' | 'all'): Set<string> {
  const names = new Set<string>();
  for (const path of files.paths()) {
    const segments = path.split('/');
    for (const segment of which === 'all' ? segments : segments.slice(0, -1)) names.add(segment);
  }
  return names;
}

function extensionOf(path: string): string | undefined {
  return /[^/]\.([^./]+)$/.exec(path)?.[1]?.toLowerCase();
}
