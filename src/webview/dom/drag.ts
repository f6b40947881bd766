import type { FileGroup } from '../model/rows';

/**
 * Adds the location of a row to the data of a drag, in the formats that editors of VS Code and other programs accept.
 *
 * @returns false if there is nothing to drag
 */
export function startDrag({ dataTransfer }: DragEvent, key: string, groups: readonly FileGroup[]): boolean {
  const group = groups.find((one) => one.key === key || one.results.some((row) => row.key === key));
  const result = group?.results.find((row) => row.key === key)?.result;
  const uri = result?.uri ?? group?.uri;
  if (!dataTransfer || uri === undefined || uri === '') return false;
  // The URI of the file in this window, with the line in the notation of VS Code.
  const inWindow = uri.replace(/^file:\/\//, document.body.dataset['windowFiles'] ?? 'file://');
  const place = result ? `${inWindow}#L${result.line}` : inWindow;
  dataTransfer.effectAllowed = 'copyLink';
  dataTransfer.setData('ResourceURLs', JSON.stringify([place]));
  dataTransfer.setData('text/uri-list', uri);
  dataTransfer.setData(
    'text/plain',
    result ? `${result.path}:${result.line}` : (group?.results[0]?.result.path ?? ''),
  );
  return true;
}
