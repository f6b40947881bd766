import { CancelledError } from '../../common/errors/errors';
import type { CorpusFile } from '../corpus/corpusFile';
import type { FileSource } from '../corpus/fileSource';
import type { TermAnalyzer } from '../retrieval/terms';
import type { AskedWords } from './askedWords';
import { orderFiles, type ScannedFile } from './scoreFiles';
import { WordScanner } from './wordScanner';

/** Options of {@link findFirstFiles}. */
export interface ScanOptions {
  readonly source: Pick<FileSource, 'readFile'>;
  readonly analyzer: TermAnalyzer;
  /** How long files are read, milliseconds; of the rest only the paths count. 0: no file is read. */
  readonly readMs: number;
  /** Called between files so that other work can run. */
  readonly giveWay: () => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/** Files that may answer a question. */
export interface FirstFiles {
  /** Those with words of the question, the most likely first. */
  readonly paths: readonly string[];
  /** All files were read. */
  readonly isWhole: boolean;
}

/** Files read at once: while one is scanned, the next ones are read. */
const concurrentReads = 16;

/** Larger files are data more often than program. */
const largeBytes = 128 * 1024;

/** Bytes read of one file. */
const mostBytes = 512 * 1024;

/**
 * Finds the files that may answer a question, by its words in their paths and contents, without dividing or embedding
 * them. A file that cannot be read is judged by its path.
 *
 * @throws CancelledError
 */
export async function findFirstFiles(
  files: readonly CorpusFile[],
  words: AskedWords,
  { source, analyzer, readMs, giveWay, signal }: ScanOptions,
): Promise<FirstFiles> {
  const scanner = new WordScanner(words, analyzer);
  const scanned = files.map(({ path, sizeBytes }) => ({
    ...{ path, sizeBytes },
    inPath: scanner.scan(path),
    inText: undefined as Float32Array | undefined,
  }));
  const inOrder = scanned.toSorted((a, b) => readFirst(b) - readFirst(a)).values();
  const decoder = new TextDecoder();
  const until = performance.now() + readMs;
  let unread = readMs > 0 ? 0 : files.length;
  const lane = async (): Promise<void> => {
    for (const file of inOrder) {
      if (signal?.aborted) throw new CancelledError();
      if (performance.now() > until) {
        unread++;
        continue;
      }
      await giveWay();
      try {
        const bytes = await source.readFile(file.path, file.sizeBytes > mostBytes ? mostBytes : undefined);
        file.inText = scanner.scan(decoder.decode(bytes));
      } catch {
        // Indexing reports it.
      }
    }
  };
  if (readMs > 0) await Promise.all(Array.from({ length: concurrentReads }, lane));
  return { paths: orderFiles(scanned satisfies readonly ScannedFile[], words.count), isWhole: unread === 0 };
}

/** Higher for files to read earlier: those with words of the question in their paths, and large ones last. */
function readFirst({ inPath, sizeBytes }: ScannedFile): number {
  const words = inPath?.reduce((sum, count) => sum + Math.min(1, count), 0) ?? 0;
  return sizeBytes > largeBytes ? words - 1 : words;
}
