import type { Text } from '../../common/messages/message';
import type { CorpusFile, SkippedFile, SkipReason } from './corpusFile';

/** An entry found in a walk: a file of the corpus, or a file or directory left out. */
export type CorpusEntry =
  | { readonly type: 'file'; readonly file: CorpusFile }
  | { readonly type: 'skipped'; readonly skipped: SkippedFile };

/** Why something is left out, without its path. */
export interface SkipCause {
  readonly reason: SkipReason;
  /** As in {@link SkippedFile}. */
  readonly detail?: Text;
}
