import type { FileStamp } from './fileStamp';

/** Code, or documentation and prose. */
export type FileKind = 'code' | 'docs';

/** A file that belongs to the corpus, as far as its name and its directory entry tell. */
export interface CorpusFile extends FileStamp {
  /** Relative to the workspace folder, `/` between segments. */
  readonly path: string;
  /** Its encoding where a person has told it (`working-tree-encoding`); else its content decides. */
  readonly encoding?: string;
  /** A person has told that no tool wrote it (`-linguist-generated`), whatever it looks like. */
  readonly isHandwritten?: boolean;
}

/** Why a file or a whole directory is not indexed. A closed list: the interface words each. */
export type SkipReason =
  | 'ignored'
  | 'excluded'
  | 'too-large'
  | 'binary'
  | 'minified'
  | 'generated'
  | 'secret'
  /** It could not be read. What the index holds of it stays. */
  | 'unreadable'
  /** A link that leads nowhere, or something that is neither file nor directory. */
  | 'not-a-file'
  | 'outside-workspace'
  | 'link-loop'
  | 'undecodable'
  /** Git LFS keeps the content elsewhere; here is only a line that points to it. */
  | 'lfs-pointer'
  | 'empty';

/** A file or directory left out, and why. */
export interface SkippedFile {
  /** Relative to the workspace folder; a directory ends with `/`. */
  readonly path: string;
  readonly reason: SkipReason;
  /** What decided it, for people: the ignore file and its line, the glob, the size, the system's message. */
  readonly detail?: string;
}
