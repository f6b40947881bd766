import type { LocatedResult, LocatedSibling } from '../services';

/** Minimum number of preview lines of each; the start says most. */
const previewLines = 12;

/**
 * A result and its siblings by path, as separate results. The preview of each sibling is read from its file, and empty if the
 * file cannot be read.
 *
 * @param read returns the text of a file
 */
export async function siblingResults(
  result: LocatedResult,
  read: (uri: LocatedResult['uri']) => Promise<string>,
): Promise<LocatedResult[]> {
  const siblings = (result.siblings ?? []).map(async (sibling) => {
    const lines = await read(sibling.uri).then(
      (text) => text.split(/\r?\n/).slice(sibling.startLine - 1, sibling.endLine),
      () => [],
    );
    return siblingResult(result, sibling, lines);
  });
  const others = (await Promise.all(siblings)).sort((a, b) => (a.path < b.path ? -1 : 1));
  return [{ ...result, siblings: undefined }, ...others];
}

/** In a copy, lines correspond to those of the result; in a translation, only the start does. */
function siblingResult(
  result: LocatedResult,
  { relation, ...place }: LocatedSibling,
  lines: readonly string[],
): LocatedResult {
  const { startLine, endLine } = place;
  const inSibling = (line: number): number =>
    relation === 'copy' ? Math.min(startLine + line - result.startLine, endLine) : startLine;
  const line = inSibling(result.line);
  const tellingLine = inSibling(result.tellingLine);
  const heading = /^#{1,6}\s+(.+)$/.exec(lines[0] ?? '')?.[1];
  return {
    ...result,
    ...place,
    ...{ line, tellingLine },
    symbol: relation === 'translation' ? (heading ?? result.symbol) : result.symbol,
    preview: lines.slice(0, Math.max(previewLines, tellingLine - startLine + 1)).join('\n'),
    previewLine: startLine,
    matches: [],
    siblings: undefined,
  };
}
