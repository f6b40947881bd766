import type { ProviderSummary } from '../src/common/contracts/providerInfo';
import type { FolderIndex } from '../src/engine/folderIndex';
import type { FolderIndexes } from '../src/engine/folderIndexes';
import { openEngine } from '../src/node/openEngine';

/** One folder in a separate engine. */
export interface MeasuredFolder {
  readonly index: FolderIndex;
  readonly workspace: FolderIndexes;
  readonly provider: ProviderSummary;
}

/**
 * Opens a folder with the built-in provider.
 *
 * @param model directory of a model other than the built-in one
 */
export async function openFolder(
  folder: string,
  indexDirectory: string,
  dist: string,
  model?: string,
): Promise<MeasuredFolder> {
  const opened = await openEngine(
    { provider: { provider: 'builtin', model }, cacheDirectory: indexDirectory },
    { dist },
  );
  const { index } = await opened.openFolder({ folder, indexDirectory });
  return { index, workspace: opened.folders, provider: opened.provider };
}
