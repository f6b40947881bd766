import type { ErrorCode } from '../../common/errors/errors';
import type { Text } from '../../common/messages/message';
import type { SkipCause } from '../corpus/corpusEntry';
import type { FileKind } from '../corpus/corpusFile';
import type { FileStamp } from '../corpus/fileStamp';
import type { SymbolDefinition } from '../chunking/chunk';
import type { TermCounts } from '../retrieval/terms';

/** The index record of a file, without its chunks. The next run compares its stamp to detect a change. */
export interface FileRecord extends FileStamp {
  /** Relative to the workspace folder, `/` between segments. */
  readonly path: string;
  readonly language: string;
  readonly kind: FileKind;
  /**
   * It changed so shortly before it was read that it may have changed again with the same stamp: the next run reads
   * it again.
   */
  readonly racy?: true;
  /** Its encoding if the user configured one; undefined if it is detected from the content. */
  readonly encoding?: string;
  /** Its language is that of its first line (`#!/bin/sh`), because its name gives none. */
  readonly isScript?: true;
  /** Hash of its bytes, 32 hexadecimal digits. */
  readonly contentHash: string;
  /** Set if it is excluded because of its content: it has no chunks then, and need not be read again. */
  readonly skip?: SkipCause;
  /** The kind of secret that its content looks like. It is indexed because the user asked for such files. */
  readonly secret?: Text;
  /** Why its content looks generated or minified. It is indexed because the user asked for such files. */
  readonly generated?: Text;
  /** Set if the provider gave no vector for some of its chunks: they are found by lexical retrieval only. */
  readonly withoutVector?: WithoutVector;
  /**
   * Set if it was chunked by lines for a temporary reason (`ChunkedFile.mayPass`): that reason. The next run tries
   * again.
   */
  readonly provisional?: string;
}

/** Chunks of a file that the provider could not embed. */
export interface WithoutVector {
  /** Number of these chunks. */
  readonly chunks: number;
  /**
   * The provider's answer or failure for the first of them. The message is kept in the language in which it was
   * created.
   */
  readonly code: ErrorCode;
  readonly message: string;
  /** The next run over everything tries them again, because the cause may be temporary. */
  readonly isDue: boolean;
}

/** A chunk ready to be stored. */
export interface IndexedChunk {
  readonly startLine: number;
  readonly endLine: number;
  readonly breadcrumb: readonly string[];
  readonly symbols: readonly SymbolDefinition[];
  /** It contains only license text, imports or front matter. */
  readonly isBoilerplate: boolean;
  /** Hash of its text, 32 hexadecimal digits, by which a moved chunk is found again. */
  readonly textHash: string;
  readonly terms: TermCounts;
  /** The vector in int8, `dimensions` numbers. */
  readonly vector: Int8Array;
  /** 1 / |vector|, so that dot product times scale is the cosine; 0 if the text has no vector. */
  readonly scale: number;
}

/** A file ready to be stored. */
export interface IndexedFile extends FileRecord {
  readonly chunks: readonly IndexedChunk[];
}
