import type { LocatedResult, LocatedSibling } from '../services';

/** Lines read of each; what it says stands at its beginning. */
const previewLines = 12;

/**
 * A result and those that it stands for by their paths, as results of their own: what each says is read from its file. One that cannot
 * be read has no preview.
 *
 * @param read text of a file
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

/** A copy has its lines where the result has them; in a translation only the beginning is sure to be the same. */
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
