import type { ViewResult } from '../../common/viewProtocol';
import type { LocatedResult } from '../services';

/** A result as the page shows it. */
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
    firstLine: result.previewLine,
    lines,
    coloredFor,
    matches,
  };
}

/** The lines of a result that are shown. */
export function previewLines({ preview }: LocatedResult): string[] {
  return preview.split(/\r\n|\r|\n/u);
}
