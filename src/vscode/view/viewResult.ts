import type { ViewResult, ViewSibling } from '../../common/viewProtocol';
import type { LocatedResult, LocatedSibling } from '../services';

/** Converts a result for the page. */
export function viewResult(
  result: LocatedResult,
  id: number,
  { lines, coloredFor }: Pick<ViewResult, 'lines' | 'coloredFor'>,
  hasSeveralFolders: boolean,
): ViewResult {
  const { uri, workspaceFolder, path, startLine, endLine, kind, language, symbol, matchedBy, matches } =
    result;
  return {
    id,
    uri: uri.toString(),
    path,
    folder: hasSeveralFolders ? workspaceFolder.name : undefined,
    startLine,
    endLine,
    kind,
    language,
    symbol,
    matchedBy,
    line: result.line,
    tellingLine: result.tellingLine,
    isLessLikely: result.isLessLikely,
    siblings: result.siblings?.map((sibling) => viewSibling(sibling, hasSeveralFolders)),
    firstLine: result.previewLine,
    lines,
    coloredFor,
    matches,
  };
}

function viewSibling(
  { uri, workspaceFolder, path, startLine, endLine, relation }: LocatedSibling,
  hasSeveralFolders: boolean,
): ViewSibling {
  const folder = hasSeveralFolders ? workspaceFolder.name : undefined;
  return { uri: uri.toString(), path, folder, startLine, endLine, relation };
}

/** The displayed lines of a result. */
export function previewLines({ preview }: LocatedResult): string[] {
  return preview.split(/\r\n|\r|\n/u);
}
