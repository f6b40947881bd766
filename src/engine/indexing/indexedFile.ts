import type { ErrorCode } from '../../common/errors';
import type { FileKind, SkipReason } from '../corpus/corpusFile';
import type { FileStamp } from '../corpus/fileStamp';
import type { SymbolDefinition } from '../chunking/chunk';
import type { TermCounts } from '../retrieval/terms';

/** What the index keeps of a file beside its chunks. By its stamp the next run tells whether it changed. */
export interface FileRecord extends FileStamp {
  /** Relative to the workspace folder, `/` between segments. */
  readonly path: string;
  readonly language: string;
  readonly kind: FileKind;
  /** It changed so shortly before it was read that it may have changed since with the same stamp: it is read again. */
  readonly racy?: true;
  /** Its encoding where a person told it; undefined where its content decides. */
  readonly encoding?: string;
  /** Hash of its bytes, 32 hexadecimal digits. */
  readonly contentHash: string;
  /** Set when its content decided that it is not indexed: it has no chunks then, and need not be read again. */
  readonly skip?: { readonly reason: SkipReason; readonly detail?: string };
  /** Its content looks secret: as what. It is indexed because a person asked for such files. */
  readonly secret?: string;
  /** Its content looks generated or minified: why. It is indexed because a person asked for such files. */
  readonly generated?: string;
  /** Set where the provider gave no vector for some of its chunks: they are found by their words. */
  readonly withoutVector?: WithoutVector;
  /**
   * Set when it was divided by its lines for a reason that may pass (`ChunkedFile.mayPass`): which. The next run tries again.
   */
  readonly provisional?: string;
}

/** Chunks of a file that the provider could not embed. */
export interface WithoutVector {
  /** How many. */
  readonly chunks: number;
  /** What the provider said or did, of the first of them. The message is kept in the language in which it was told. */
  readonly code: ErrorCode;
  readonly message: string;
  /** They are tried once more by the next run over everything: the cause may have passed. */
  readonly isDue: boolean;
}

/** A chunk ready to be stored. */
export interface IndexedChunk {
  readonly startLine: number;
  readonly endLine: number;
  readonly breadcrumb: readonly string[];
  readonly symbols: readonly SymbolDefinition[];
  /** It is licence, imports or front matter and nothing else. */
  readonly isBoilerplate: boolean;
  /** Hash of its text, 32 hexadecimal digits: by it a moved chunk is found again. */
  readonly textHash: string;
  readonly terms: TermCounts;
  /** The vector in int8, `dimensions` numbers. */
  readonly vector: Int8Array;
  /** 1 / |vector|, so that dot product times scale is the cosine; 0 where the text has no vector. */
  readonly scale: number;
}

/** A file ready to be stored. */
export interface IndexedFile extends FileRecord {
  readonly chunks: readonly IndexedChunk[];
}
