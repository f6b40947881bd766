import type { CorpusFile, SkippedFile, SkipReason } from './corpusFile';

/** What a walk finds: a file of the corpus, or a file or directory left out. */
export type CorpusEntry =
  | { readonly type: 'file'; readonly file: CorpusFile }
  | { readonly type: 'skipped'; readonly skipped: SkippedFile };

/** Why something is left out, before it is said of which path. */
export interface SkipCause {
  readonly reason: SkipReason;
  /** For people: what decided it. */
  readonly detail?: string;
}
