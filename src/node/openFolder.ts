import type { FolderOptions } from '../common/contracts/engineContract';
import { IncludeFilter } from '../engine/corpus/globFilter';
import { noEmbeddingCache, type EmbeddingCache } from '../engine/embedding/embeddingCache';
import { FolderIndex, type FolderIndexParts } from '../engine/folderIndex';
import type { SearchTools } from '../engine/searching/searchParts';
import type { TurnTaking } from '../engine/turnTaking';
import { fingerprintOf } from './fingerprints';
import type { Host } from './hostParts';
import { workspaceDirectory } from './indexDirectory';
import type { TeamResults } from './sharedResults/teamVectors';
import { startFromCopy } from './startFromCopy';
import { indexDirectoryName } from './store/copyIndex';
import { openIndexStore } from './store/diskIndexStore';
import { removeFormerCache, removeUnusedBeside } from './unusedDirectories';
import { openFolderFiles } from './workspaceFolder';

/** Days without use after which a folder's index of another model is deleted. */
const formerIndexDays = 30;

/** What all folders of an engine share. */
export interface SharedParts {
  readonly tools: SearchTools;
  readonly threads: FolderIndexParts['threads'];
  readonly turns: TurnTaking;
  /** Undefined with a model that runs here, whose vectors are cached beside the index. */
  readonly cache: EmbeddingCache | undefined;
  readonly others: FolderIndexParts['others'];
  readonly shared: TeamResults | undefined;
}

/** The index of a folder, and the directory of its store. */
export interface OpenedFolder {
  readonly index: FolderIndex;
  readonly directory: string;
}

/**
 * Opens the index of a folder on this disk. If the folder has no index, the index of another worktree is copied first.
 *
 * @throws SemanticSearchError FOLDER_NOT_FOUND, FOLDER_UNREADABLE, INDEX_UNWRITABLE
 */
export async function openFolder(
  options: FolderOptions,
  { tools, threads, turns, cache, others, shared }: SharedParts,
  { logger, virtualSource, endedThreads }: Host,
): Promise<OpenedFolder> {
  const { folder, isVirtual = false, indexDirectory, userDirectory, isOnlyIndexed, corpus = {} } = options;
  const { provider, analyzer } = tools;
  const fingerprint = fingerprintOf(provider);
  const files = await openFolderFiles(options, virtualSource);
  const { root, source } = files;
  const place = { folder: root, isVirtual, indexDirectory, userDirectory };
  await startFromCopy({ ...place, fingerprint, corpus, logger });
  const store = await openIndexStore({
    directory: workspaceDirectory(indexDirectory, root),
    fingerprint,
    analyzer,
    recordsOnly: isOnlyIndexed,
    logger,
    endedThreads,
  });
  const { directory } = store;
  if (!cache) await removeFormerCache(directory, logger);
  await removeUnusedBeside(directory, { names: indexDirectoryName, days: formerIndexDays, logger });
  // A setting that allows secrets for a local model does not permit sending them.
  const includeSecrets = corpus.includeSecrets === true && provider.host === undefined;
  const generated = new IncludeFilter(corpus.includeGenerated ?? []);
  const giveWay = (): Promise<void> => turns.giveWay();
  const index = new FolderIndex({
    ...tools,
    threads,
    others,
    shared,
    snapshots: isVirtual ? undefined : shared?.snapshots?.({ folder: root, directory, fingerprint }),
    folder,
    source,
    store,
    cache: cache ?? noEmbeddingCache,
    logger,
    includeSecrets,
    includesGenerated: (path) => generated.find(path) !== undefined,
    giveWay,
    isReadingDear: isVirtual,
    corpus: { ...files.corpus, giveWay, includeSecrets },
  });
  return { index, directory };
}
