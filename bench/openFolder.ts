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

/** Options of {@link openFolder}. */
export interface MeasuredFolderOptions {
  /** Directory of the build. */
  readonly dist: string;
  /** Directory of a model other than the built-in one. */
  readonly model?: string | undefined;
  /** As in `EngineOptions`. */
  readonly threads?: number | undefined;
}

/** Opens a folder with the built-in provider. */
export async function openFolder(
  folder: string,
  indexDirectory: string,
  { dist, model, threads }: MeasuredFolderOptions,
): Promise<MeasuredFolder> {
  const opened = await openEngine(
    { provider: { provider: 'builtin', model }, cacheDirectory: indexDirectory, threads },
    { dist },
  );
  const { index } = await opened.openFolder({ folder, indexDirectory });
  return { index, workspace: opened.folders, provider: opened.provider };
}
