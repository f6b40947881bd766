import type { Text } from '../../common/messages/message';
import type { FileStamp } from './fileStamp';

/** Code, or documentation and prose. */
export type FileKind = 'code' | 'docs';

/** A file that belongs to the corpus, judged by its name and its directory entry. */
export interface CorpusFile extends FileStamp {
  /** Relative to the workspace folder, `/` between segments. */
  readonly path: string;
  /**
   * Its encoding if configured, in the form that `decodeFile` takes; otherwise it is detected from the content. An
   * attribute (`working-tree-encoding`) takes precedence over the settings.
   */
  readonly encoding?: string;
  /** Its language id if the settings state it; otherwise its name decides. */
  readonly language?: string;
  /** Marked as handwritten (`-linguist-generated`), which takes precedence over its content. */
  readonly isHandwritten?: boolean;
}

/** Why a file or a whole directory is not indexed. A closed list: the user interface has a text for each. */
export type SkipReason =
  | 'ignored'
  | 'excluded'
  | 'too-large'
  | 'binary'
  | 'minified'
  | 'generated'
  | 'secret'
  /** It could not be read. Its index entries are kept. */
  | 'unreadable'
  /** A broken link, or something that is neither a file nor a directory. */
  | 'not-a-file'
  | 'outside-workspace'
  | 'link-loop'
  | 'undecodable'
  /** Git LFS keeps the content elsewhere; the file only contains a pointer to it. */
  | 'lfs-pointer'
  | 'empty';

/** A file or directory left out, and why. */
export interface SkippedFile {
  /** Relative to the workspace folder; a directory ends with `/`. */
  readonly path: string;
  readonly reason: SkipReason;
  /**
   * The cause: a message of `detailTexts`, or a string: the ignore file and its line, the excluding glob, the line that
   * states that a file is generated, the system's message.
   */
  readonly detail?: Text;
}
