import { realpath, stat } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type { CorpusSettings } from '../common/contracts/engineContract';
import { SemanticSearchError, systemCodeOf } from '../common/errors/errors';
import { defaultExcludes, type CorpusOptions } from '../engine/corpus/corpusOptions';
import type { FileSource } from '../engine/corpus/fileSource';
import { NodeRepositories } from './git/nodeRepositories';
import { NodeFileSource } from './nodeFileSource';

/** A workspace folder, as requested. */
interface RequestedFolder {
  readonly folder: string;
  /** Read through the host. Default false. */
  readonly isVirtual?: boolean | undefined;
  readonly corpus?: CorpusSettings | undefined;
}

/** The files of a workspace folder. */
export interface FolderFiles {
  /** The path without links; of a virtual folder, its name. */
  readonly root: string;
  readonly source: FileSource;
  readonly corpus: CorpusOptions;
}

/**
 * The files of a workspace folder on this disk, or of a virtual one.
 *
 * @param virtualSource reads virtual folders; undefined if none can be opened
 * @throws SemanticSearchError FOLDER_NOT_FOUND, FOLDER_UNREADABLE
 */
export async function openFolderFiles(
  { folder, isVirtual = false, corpus = {} }: RequestedFolder,
  virtualSource: ((folder: string) => FileSource) | undefined,
): Promise<FolderFiles> {
  const options = corpusOptions(corpus);
  if (isVirtual) {
    if (!virtualSource) throw folderNotFound(folder);
    return { root: folder, source: virtualSource(folder), corpus: options };
  }
  const root = await resolveFolder(folder);
  const repositories = new NodeRepositories(root);
  return { root, source: new NodeFileSource(root), corpus: { ...options, repositories } };
}

/** The options of a walk from the user's settings. */
export function corpusOptions({
  exclude,
  include,
  useIgnoreFiles,
  maxFileSizeBytes,
  includeGenerated,
  associations,
  encoding,
  encodingByLanguage,
}: CorpusSettings): CorpusOptions {
  return {
    exclude: [...defaultExcludes, ...(exclude ?? [])],
    ...(include && { include }),
    ...(useIgnoreFiles !== undefined && { useIgnoreFiles }),
    ...(maxFileSizeBytes !== undefined && { maxFileSizeBytes }),
    ...(includeGenerated && { includeGenerated }),
    text: { associations, encoding, encodingByLanguage },
  };
}

/**
 * The path of a folder without links.
 *
 * @throws SemanticSearchError FOLDER_NOT_FOUND, FOLDER_UNREADABLE
 */
export async function resolveFolder(folder: string): Promise<string> {
  try {
    const root = await realpath(folder);
    if ((await stat(root)).isDirectory()) return root;
  } catch (error) {
    const missing = systemCodeOf(error) === 'ENOENT' || systemCodeOf(error) === 'ENOTDIR';
    if (missing) throw folderNotFound(folder, error);
    throw new SemanticSearchError(
      'FOLDER_UNREADABLE',
      l10n.t('The folder {0} cannot be read.', folder),
      l10n.t('Check the permissions of the folder and of those above it.'),
      { cause: error },
    );
  }
  throw new SemanticSearchError(
    'FOLDER_UNREADABLE',
    l10n.t('{0} is not a folder.', folder),
    l10n.t('Specify the folder that contains it.'),
  );
}

function folderNotFound(folder: string, cause?: unknown): SemanticSearchError {
  return new SemanticSearchError(
    'FOLDER_NOT_FOUND',
    l10n.t('There is no folder {0}.', folder),
    l10n.t('Check the path.'),
    { cause },
  );
}
