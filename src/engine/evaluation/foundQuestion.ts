import type { LineRange, QuestionKind } from '../../common/contracts/evaluation';

/** A question found in a file or in the history of a folder. */
export interface FoundQuestion {
  readonly kind: QuestionKind;
  readonly text: string;
  /** The files that answer it. */
  readonly paths: readonly string[];
  /** Lines of the first file that answer it. */
  readonly lines?: LineRange | undefined;
  readonly language: string;
  /** Lines of the first file from which the question was taken: they are removed before it is asked. */
  readonly taken?: LineRange | undefined;
}
