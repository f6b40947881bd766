import type { ViewResult, ViewSibling } from '../../common/view/viewProtocol';
import type { LocatedResult, LocatedSibling } from '../services';
import { folderPrefix, type NamedFolder } from './folderGlobs';

/**
 * Converts a result for the page.
 *
 * @param folders all workspace folders
 */
export function viewResult(
  result: LocatedResult,
  id: number,
  { lines, coloredFor, isMissing }: Pick<ViewResult, 'lines' | 'coloredFor' | 'isMissing'>,
  folders: readonly NamedFolder[],
): ViewResult {
  const { uri, path, startLine, endLine, kind, language, symbol, matchedBy, matches } = result;
  return {
    id,
    uri: uri.toString(),
    path,
    ...folderOf(result, folders),
    startLine,
    endLine,
    kind,
    language,
    symbol,
    matchedBy,
    line: result.line,
    tellingLine: result.tellingLine,
    isLessLikely: result.isLessLikely,
    isMissing,
    siblings: result.siblings?.map((sibling) => viewSibling(sibling, folders)),
    firstLine: result.previewLine,
    lines,
    coloredFor,
    matches,
  };
}

function viewSibling(sibling: LocatedSibling, folders: readonly NamedFolder[]): ViewSibling {
  const { uri, path, startLine, endLine, relation } = sibling;
  return { uri: uri.toString(), path, ...folderOf(sibling, folders), startLine, endLine, relation };
}

/** How a file of several workspace folders is shown, and named in globs. */
function folderOf(
  { folder, workspaceFolder: { name } }: Pick<LocatedSibling, 'folder' | 'workspaceFolder'>,
  folders: readonly NamedFolder[],
): Pick<ViewResult, 'folder' | 'folderGlob'> {
  if (folders.length < 2) return { folder: undefined };
  return { folder: name, folderGlob: folderPrefix({ folder, name }, folders) };
}

/** The displayed lines of a result. */
export function previewLines({ preview }: LocatedResult): string[] {
  return preview.split(/\r\n|\r|\n/u);
}
