import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { OpenOptions, ProviderSummary, StatusReport } from '../common/engineContract';
import { SemanticSearchError, systemCodeOf } from '../common/errors';
import { silentLogger, type Logger } from '../common/logger';
import { chunkingVersion, createChunker } from '../engine/chunking/chunker';
import { promptVersion } from '../engine/embedding/documentText';
import type { IndexFingerprint } from '../engine/indexing/indexStore';
import { lexicalVersion, TermAnalyzer } from '../engine/retrieval/terms';
import { WorkspaceIndex } from '../engine/workspaceIndex';
import { contentHash } from './contentHash';
import { createProvider } from './createProvider';
import { DiskEmbeddingCache } from './embeddingCache';
import { directorySize, workspaceDirectory } from './indexDirectory';
import { createGrammarSource } from './nodeGrammarSource';
import { NodeFileSource } from './nodeFileSource';
import { findParentIgnoreFiles } from './parentIgnoreFiles';
import { acquireLock } from './store/lock';
import { openIndexStore } from './store/diskIndexStore';

/** The index of one workspace folder on this machine's disk. */
export interface OpenedWorkspace {
  readonly folder: string;
  readonly index: WorkspaceIndex;
  readonly provider: ProviderSummary;
  status(): Promise<StatusReport>;
  close(): Promise<void>;
}

/** How long a writer waits for another process before it gives up. */
const lockTimeoutMs = 5000;

/**
 * Puts the engine together for one workspace folder.
 *
 * @param dist where the build left the grammars and the model
 * @throws SemanticSearchError FOLDER_NOT_FOUND, MODEL_UNREADABLE, PROVIDER_UNKNOWN, INDEX_UNWRITABLE
 */
export async function openWorkspace(
  options: OpenOptions,
  dist: string,
  logger: Logger = silentLogger,
): Promise<OpenedWorkspace> {
  const folder = await resolveFolder(options.folder);
  const provider = await createProvider(options, dist);
  const fingerprint: IndexFingerprint = {
    provider: provider.id,
    host: provider.host ?? '',
    model: provider.model,
    dimensions: provider.dimensions,
    promptVersion,
    chunkingVersion,
    lexicalVersion,
  };
  const directory = workspaceDirectory(options.indexDirectory, folder);
  const analyzer = new TermAnalyzer();
  const store = await openIndexStore({ directory, fingerprint, analyzer, logger });
  const index = new WorkspaceIndex({
    source: new NodeFileSource(folder),
    store,
    chunker: createChunker(createGrammarSource(path.join(dist, 'grammars'))),
    provider,
    cache: new DiskEmbeddingCache(path.join(store.directory, 'embeddings'), provider.dimensions, { logger }),
    hash: contentHash,
    analyzer,
    logger,
    corpus: { parentIgnoreFiles: await findParentIgnoreFiles(folder) },
    lock: (onWait, signal) =>
      acquireLock(directory, { timeoutMs: lockTimeoutMs, onWait, ...(signal && { signal }) }),
  });
  const summary: ProviderSummary = {
    id: provider.id,
    model: provider.model,
    dimensions: provider.dimensions,
    host: provider.host ?? null,
  };
  return {
    folder,
    index,
    provider: summary,
    status: async () => ({
      workspace: folder,
      ...index.summary(),
      provider: summary,
      indexDirectory: store.directory,
      sizeBytes: await directorySize(store.directory),
    }),
    close: () => Promise.resolve(),
  };
}

async function resolveFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    const missing = systemCodeOf(error) === 'ENOENT' || systemCodeOf(error) === 'ENOTDIR';
    throw new SemanticSearchError(
      missing ? 'FOLDER_NOT_FOUND' : 'FOLDER_UNREADABLE',
      missing ? `There is no folder ${folder}.` : `The folder ${folder} cannot be read.`,
      missing ? 'Check the path.' : 'Check the permissions of the folder and of those above it.',
      { cause: error },
    );
  }
}
