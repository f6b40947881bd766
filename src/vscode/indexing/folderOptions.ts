import type * as vscode from 'vscode';
import type { FolderOptions } from '../../common/contracts/engineContract';
import { escapeGlob } from '../../common/text/globText';
import { readCorpusSettings } from '../configuration';
import { folderKey, isVirtual, relativePath } from '../folderKeys';

/** Directories on this machine for indexes. */
export interface IndexDirectories {
  /** Directory where this window stores its indexes. */
  readonly indexDirectory: string;
  /** As in `FolderOptions`. */
  readonly userDirectory: string | undefined;
}

/** Options with which the engine opens the workspace folders, by folder key. */
export function folderOptionsOf(
  folders: readonly vscode.WorkspaceFolder[],
  directories: IndexDirectories,
): ReadonlyMap<string, { readonly folder: vscode.WorkspaceFolder; readonly options: FolderOptions }> {
  return new Map(
    folders.map((folder) => [
      folderKey(folder),
      { folder, options: optionsOf(folder, folders, directories) },
    ]),
  );
}

function optionsOf(
  folder: vscode.WorkspaceFolder,
  all: readonly vscode.WorkspaceFolder[],
  { indexDirectory, userDirectory }: IndexDirectories,
): FolderOptions {
  const corpus = readCorpusSettings(folder);
  // A workspace folder inside another one is indexed only once, as its own folder.
  const nested = all
    .filter((other) => other !== folder)
    .flatMap((other) => relativePath(folder, other.uri) ?? [])
    .filter((path) => path !== '')
    .map(escapeGlob);
  return {
    folder: folderKey(folder),
    isVirtual: isVirtual(folder),
    indexDirectory,
    userDirectory,
    corpus: { ...corpus, exclude: [...(corpus.exclude ?? []), ...nested] },
  };
}
