import { defaultExcludeMarkers, type CorpusOptions } from './corpusOptions';
import { attributeFileName } from './attributeScope';
import { ignoreFileNames } from './ignoreFile';

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
