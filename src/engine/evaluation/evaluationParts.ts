import type { EvaluationProgress } from '../../common/contracts/evaluation';
import type { Logger } from '../../common/logger';
import type { CorpusOptions } from '../corpus/corpusOptions';
import type { FileSource } from '../corpus/fileSource';
import type { SearchTools } from '../searching/searchParts';
import type { Commit } from './commitQuestions';

/** Dependencies of a comparison that do not depend on the candidates. */
export interface EvaluationParts extends Omit<SearchTools, 'provider' | 'weights'> {
  readonly logger: Logger;
  /** Called between files and between questions, so that a cancellation arrives. */
  readonly giveWay: () => Promise<void>;
}

/** A workspace folder to make questions from. */
export interface FolderToEvaluate {
  /** As in `SearchResult.folder`. */
  readonly folder: string;
  readonly source: FileSource;
  readonly corpus: CorpusOptions;
  /** As in `IndexerParts`. */
  readonly includesGenerated?: ((path: string) => boolean) | undefined;
  /** The most recent commits, newest first; empty without a history. */
  readonly commits: () => Promise<readonly Commit[]>;
}

/** How a stage of a comparison is cancelled, and to whom it reports. */
export interface StageOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: EvaluationProgress) => void) | undefined;
}
