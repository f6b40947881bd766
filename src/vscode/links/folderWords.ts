import { escapeGlob } from '../../common/globText';
import { writeFilterWord } from '../../common/queryFilters';

/**
 * The filters in words that limit a search to a folder, with a space behind them for the question; '' for all there is.
 *
 * @param path relative to the workspace folder, '' for itself
 * @param workspaceFolder what the workspace folder is called in `folder:`; undefined where there is only one
 */
export function folderWords(path: string, workspaceFolder: string | undefined): string {
  const words = [
    ...(workspaceFolder === undefined ? [] : [writeFilterWord('folder', workspaceFolder)]),
    // Anchored: a glob without a slash would match a folder of that name anywhere.
    ...(path === '' ? [] : [writeFilterWord('path', `/${escapeGlob(path)}`)]),
  ];
  return words.map((word) => `${word} `).join('');
}
