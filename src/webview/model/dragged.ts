import type { ViewResult } from '../../common/view/viewProtocol';
import type { FileGroup } from './rows';

/** What a drag of a row takes along: a file, or a place in it. */
export interface Dragged {
  readonly uri: string;
  readonly path: string;
  /** 1-based; undefined for a file. */
  readonly line: number | undefined;
}

/**
 * What can be dragged of the row with this key; undefined if that is nothing, or a file that is not on this disk, for which an
 * editor would show an error.
 */
export function draggedOf(key: string, groups: readonly FileGroup[]): Dragged | undefined {
  const group = groups.find((one) => one.key === key || one.results.some((row) => row.key === key));
  const result = group?.results.find((row) => row.key === key)?.result;
  const inFile: ViewResult | undefined = result ?? group?.results[0]?.result;
  const uri = result?.uri ?? group?.uri;
  if (uri === undefined || uri === '' || inFile?.isMissing) return undefined;
  return { uri, path: inFile?.path ?? '', line: result?.line };
}
