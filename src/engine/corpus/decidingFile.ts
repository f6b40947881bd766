import { valuesOf, type Text } from '../../common/messages/message';
import { defaultExcludeMarkers, type CorpusOptions } from './corpusOptions';
import { attributeFileName } from './attributeScope';
import { ignoreFileNames } from './ignoreFile';

/**
 * Name of the file that excludes its whole directory, such as `CACHEDIR.TAG`. Only a run that lists the directory finds
 * it. Undefined if the directory is left out by its name.
 *
 * @param detail as in `SkippedFile`
 */
export function decidingFile(detail: Text | undefined): string | undefined {
  if (valuesOf(detail, 'sameRepositoryWorktree')) return '.git';
  return valuesOf(detail, 'markedBy')?.[0];
}

/** The files of a repository that decide about its work tree. */
const infoFile = /(?:^|\/)\.git\/info\/(?:exclude|attributes)$/;

const ignoreFiles: ReadonlySet<string> = new Set([...ignoreFileNames, attributeFileName]);

/**
 * The directory whose files a path affects: that of an ignore file, of git attributes, of a file that marks a cache,
 * of a repository. Undefined if the path affects only itself.
 */
export function decidedDirectory(
  path: string,
  { excludeMarkers = defaultExcludeMarkers }: CorpusOptions,
): string | undefined {
  const info = infoFile.exec(path);
  if (info) return path.slice(0, info.index);
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const isDeciding = ignoreFiles.has(name) || name === '.git' || excludeMarkers.includes(name);
  return isDeciding ? path.slice(0, Math.max(0, slash)) : undefined;
}
