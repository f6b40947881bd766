import { draggedOf } from '../model/dragged';
import type { FileGroup } from '../model/rows';

/**
 * Adds the location of a row to the data of a drag, in the formats that editors of VS Code and other programs accept.
 *
 * @returns false if there is nothing to drag
 */
export function startDrag({ dataTransfer }: DragEvent, key: string, groups: readonly FileGroup[]): boolean {
  const dragged = draggedOf(key, groups);
  if (!dataTransfer || !dragged) return false;
  const { uri, path, line } = dragged;
  // The URI of the file in this window, with the line in the notation of VS Code.
  const inWindow = uri.replace(/^file:\/\//, document.body.dataset['windowFiles'] ?? 'file://');
  dataTransfer.effectAllowed = 'copyLink';
  dataTransfer.setData(
    'ResourceURLs',
    JSON.stringify([line === undefined ? inWindow : `${inWindow}#L${line}`]),
  );
  dataTransfer.setData('text/uri-list', uri);
  dataTransfer.setData('text/plain', line === undefined ? path : `${path}:${line}`);
  return true;
}
