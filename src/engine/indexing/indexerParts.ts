import type { IndexProgress } from '../../common/contracts/indexReport';
import type { Logger } from '../../common/logger';
import type { Chunker } from '../chunking/chunker';
import type { FileSource } from '../corpus/fileSource';
import type { ContentHash } from '../embedding/contentHash';
import type { EmbeddingCache } from '../embedding/embeddingCache';
import type { EmbeddingProvider } from '../embedding/embeddingProvider';
import type { OtherVectors } from '../embedding/otherModels';
import type { SharedVectors } from '../embedding/sharedVectors';
import type { TermAnalyzer } from '../retrieval/terms';
import type { IndexSnapshots } from './indexSnapshots';
import type { IndexStore } from './indexStore';
import type { AnalysisThreads } from './threads/analysisThreads';

/** Dependencies of the indexer. */
export interface IndexerParts {
  readonly source: FileSource;
  readonly store: IndexStore;
  readonly chunker: Chunker;
  readonly provider: EmbeddingProvider;
  readonly cache: EmbeddingCache;
  /** Vectors of other models of the same space, used for what is not cached. Default: none. */
  readonly others?: OtherVectors | undefined;
  /** Vectors that a team shares; a second level of the cache. Default: none. */
  readonly shared?: SharedVectors | undefined;
  /** Snapshots that a team shares, from which an empty index starts. Default: none. */
  readonly snapshots?: IndexSnapshots | undefined;
  readonly hash: ContentHash;
  readonly analyzer: TermAnalyzer;
  readonly logger: Logger;
  /** Whether files that look secret are indexed; as in `CorpusOptions`. Default false. */
  readonly includeSecrets?: boolean;
  /** Whether a file is indexed although it looks generated; as in `CorpusOptions`. Default: none. */
  readonly includesGenerated?: (path: string) => boolean;
  /** Threads that analyze the files of large runs. Default: the engine's thread does. */
  readonly threads?: AnalysisThreads | undefined;
  /** Called between files so that searches can run. Default: no-op. */
  readonly giveWay?: () => Promise<void>;
}

/** Options of a run. */
export interface RunOptions {
  readonly onProgress?: ((progress: IndexProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Chunk and store every file again, changed or not, with vectors of the provider's own model. Default false. */
  readonly rebuild?: boolean;
}
