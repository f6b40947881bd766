import { escapeGlob } from '../../common/text/globText';
import { writeFilterWord } from '../../common/query/queryFilters';

/**
 * Typed filters that limit a search to a folder, followed by a space for the query; '' if the folder is the only workspace
 * folder.
 *
 * @param path relative to the workspace folder, '' for the folder itself
 * @param workspaceFolder name of the workspace folder for `folder:`; undefined if there is only one
 */
export function folderWords(path: string, workspaceFolder: string | undefined): string {
  const words = [
    ...(workspaceFolder === undefined ? [] : [writeFilterWord('folder', workspaceFolder)]),
    // Anchored: a glob without a slash would match a folder of that name anywhere.
    ...(path === '' ? [] : [writeFilterWord('path', `/${escapeGlob(path)}`)]),
  ];
  return words.map((word) => `${word} `).join('');
}
