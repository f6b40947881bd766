import type { FolderGlob } from '../../common/contracts/engineContract';
import { normalizeGlob } from '../../common/text/globText';
import { languagesCalled } from '../../common/query/languageAliases';
import { workspaceFolderName } from '../../common/query/queryFilters';
import type { FileReference } from '../../common/contracts/searchResult';
import { compileGlob } from '../corpus/globs/compileGlob';
import type { Shard, ShardFile } from '../indexing/shard';
import type { SearchFilter } from './query';

/** Whether a file of a workspace folder may be among the results. */
export type FilePredicate = (
  file: Pick<ShardFile, 'path' | 'language' | 'kind'>,
  /** As it was opened. */
  folder: string,
) => boolean;

/**
 * Compiles filters that must all match, such as those in the text of a query and those given beside it; undefined if
 * they match everything.
 *
 * @param folders as in {@link compileFilter}
 */
export function compileFilters(
  filters: readonly SearchFilter[],
  folders: readonly string[],
): FilePredicate | undefined {
  const tests = filters
    .map((filter) => compileFilter(filter, folders))
    .filter((predicate) => predicate !== undefined);
  return tests.length > 0 ? (file, folder) => tests.every((test) => test(file, folder)) : undefined;
}

/**
 * Compiles a filter once; undefined if it matches everything.
 *
 * @param folders all workspace folders, each as it was opened
 */
export function compileFilter(
  filter: SearchFilter,
  folders: readonly string[] = [],
): FilePredicate | undefined {
  const { paths, excludedPaths, languages, excludedLanguages, extensions, excludedExtensions } = filter;
  const { kind, folderNames, excludedFolderNames } = filter;
  const tests: FilePredicate[] = [];
  const within = anyPathTest(paths, filter.folderPaths);
  if (within) tests.push(within);
  const without = anyPathTest(excludedPaths, filter.excludedFolderPaths);
  if (without) tests.push(not(without));
  if (languages?.length) tests.push(languageTest(languages));
  if (excludedLanguages?.length) tests.push(not(languageTest(excludedLanguages)));
  if (extensions?.length) tests.push(extensionTest(extensions));
  if (excludedExtensions?.length) tests.push(not(extensionTest(excludedExtensions)));
  if (kind) tests.push((file) => file.kind === kind);
  if (filter.folders?.length) tests.push(folderTest(filter.folders));
  if (folderNames?.length) tests.push(folderNameTest(folderNames, folders));
  if (excludedFolderNames?.length) tests.push(not(folderNameTest(excludedFolderNames, folders)));
  if (filter.files) tests.push(fileTest(filter.files));
  return tests.length > 0 ? (file, folder) => tests.every((test) => test(file, folder)) : undefined;
}

function not(test: FilePredicate): FilePredicate {
  return (file, folder) => !test(file, folder);
}

/** A name that is not a language matches nothing. Headers (`.h`) are indexed as C++, and match C too. */
export function languageTest(names: readonly string[]): FilePredicate {
  const wanted = new Set(names.flatMap((name) => languagesCalled(name) ?? [name]));
  const wantsHeaders = wanted.has('c');
  return ({ language, path }) =>
    wanted.has(language) || (wantsHeaders && language === 'cpp' && path.endsWith('.h'));
}

/** Accepts files with one of the extensions, which are in lower case and without a dot. */
export function extensionTest(extensions: readonly string[]): FilePredicate {
  const endings = extensions.map((extension) => `.${extension}`);
  return ({ path }) => {
    const lower = path.toLowerCase();
    return endings.some((ending) => lower.endsWith(ending));
  };
}

function folderTest(folders: readonly string[]): FilePredicate {
  const wanted = new Set(folders);
  return (_, folder) => wanted.has(folder);
}

/**
 * Matches the workspace folders with these names; a name of no workspace folder matches any directory of that name in
 * them.
 */
export function folderNameTest(names: readonly string[], folders: readonly string[]): FilePredicate {
  const tests = names.map((name): FilePredicate => {
    const named = folders.filter((folder) => workspaceFolderName(folder).toLowerCase() === name);
    if (named.length > 0) return folderTest(named);
    // The name is in lower case.
    const below = compileGlob(`${anchorGlob(name)}/**/*`);
    return ({ path }) => below.matches(path.toLowerCase());
  });
  return (file, folder) => tests.some((test) => test(file, folder));
}

function fileTest(files: readonly FileReference[]): FilePredicate {
  const wanted = new Map<string, Set<string>>();
  for (const { folder, path } of files) {
    const paths = wanted.get(folder) ?? new Set();
    wanted.set(folder, paths.add(path));
  }
  return ({ path }, folder) => wanted.get(folder)?.has(path) ?? false;
}

/** Undefined if there are no globs. */
function anyPathTest(
  globs: readonly string[] = [],
  folderGlobs: readonly FolderGlob[] = [],
): FilePredicate | undefined {
  if (globs.length === 0 && folderGlobs.length === 0) return undefined;
  const everywhere = pathTest(globs);
  const placed = folderGlobs.map(({ folder, glob }) => ({ folder, test: pathTest([glob]) }));
  return (file, folder) =>
    everywhere(file, folder) || placed.some((one) => one.folder === folder && one.test(file, folder));
}

/** Accepts files whose path matches one of the globs, which are read as in the Search view of VS Code. */
export function pathTest(globs: readonly string[]): FilePredicate {
  const matchers = globs.map((glob) => compileGlob(anchorGlob(glob), { withAllBelow: true }));
  return ({ path }) => matchers.some((matcher) => matcher.matches(path));
}

/**
 * Reads a glob as the Search view of VS Code does: a folder matches everything below it, a bare name matches at any
 * depth.
 */
function anchorGlob(glob: string): string {
  const bare = normalizeGlob(glob);
  const isAnchored = glob.startsWith('/') || glob.startsWith('./') || bare.includes('/');
  if (bare === '') return '**';
  return isAnchored ? bare : `**/${bare}`;
}

/** The files of a shard that have chunks; most searches have no other filter. */
const filesWithChunks = new WeakMap<Shard, Uint8Array>();

/** For each predicate the files that it accepts. */
const acceptedFiles = new WeakMap<FilePredicate, WeakMap<Shard, Uint8Array>>();

/**
 * For each shard, 1 for each file that may be among the results. Applied before the top results are selected. Each
 * predicate is asked once for each shard; a shard belongs to one folder.
 *
 * @param folderOf the workspace folder of a shard, by its position
 */
export function allowedFiles(
  shards: readonly Shard[],
  accepts: FilePredicate | undefined,
  folderOf: (shard: number) => string,
): Uint8Array[] {
  const known = accepts && (acceptedFiles.get(accepts) ?? new WeakMap<Shard, Uint8Array>());
  if (known) acceptedFiles.set(accepts, known);
  return shards.map((shard, number) => {
    let all = filesWithChunks.get(shard);
    if (!all) {
      all = Uint8Array.from(shard.files, ({ chunkCount }) => (chunkCount > 0 ? 1 : 0));
      filesWithChunks.set(shard, all);
    }
    if (!known) return all;
    let accepted = known.get(shard);
    if (!accepted) {
      const folder = folderOf(number);
      accepted = all.map((any, i) => (any === 1 && accepts(shard.files[i]!, folder) ? 1 : 0));
      known.set(shard, accepted);
    }
    return accepted;
  });
}
