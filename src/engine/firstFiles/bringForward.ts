import type { FirstFilesReport } from '../../common/contracts/engineContract';
import { throwIfCancelled } from '../../common/errors/errors';
import type { CorpusFile } from '../corpus/corpusFile';
import type { FileSource } from '../corpus/fileSource';
import { languageOf } from '../corpus/languages';
import type { WorkQueue } from '../indexing/workQueue';
import type { TermAnalyzer } from '../retrieval/terms';
import type { AskedQuestion } from './askedWords';
import { findFirstFiles, type FirstFiles } from './findFirstFiles';
import { firstPart, fitInto } from './firstPart';

/** How a folder is read. */
export interface BringForwardParts {
  /** As in `SearchResult.folder`. */
  readonly folder: string;
  readonly source: FileSource;
  readonly analyzer: TermAnalyzer;
  /** Reading a file is slow or costs money: files are not read only to decide which ones come first. Default false. */
  readonly isReadingDear?: boolean | undefined;
}

/** Options of {@link bringForward}. */
export interface BringForwardOptions {
  readonly signal?: AbortSignal | undefined;
  /** Does some work while the run pauses; the work calls `giveWay` between its units. */
  readonly whilePaused: <T>(work: (giveWay: () => Promise<void>) => Promise<T>) => Promise<T>;
}

/**
 * How long files are read to find out which ones come first, milliseconds: in a folder of a million lines, three times as
 * long as that takes.
 */
const readMs = 2000;

/**
 * Brings the files of a queue forward that are most likely to answer a question. Resolves when they are indexed, or the
 * run has ended.
 *
 * @throws CancelledError
 */
export async function bringForward(
  queue: WorkQueue,
  question: AskedQuestion,
  parts: BringForwardParts,
  options: BringForwardOptions,
): Promise<FirstFilesReport> {
  const files = filesThatMayAnswer(queue, question, parts);
  const { paths, isWhole } = fitInto(files)
    ? { paths: files.map(({ path }) => path), isWhole: true }
    : await find(files, question, parts, options);
  const sizes = new Map(files.map(({ path, sizeBytes }) => [path, sizeBytes]));
  const first = firstPart(paths, (path) => sizes.get(path)!);
  await queue.bringForward(first, options.signal);
  throwIfCancelled(options.signal);
  return { files: first.length, isWhole };
}

function filesThatMayAnswer(
  queue: WorkQueue,
  { accepts }: AskedQuestion,
  { folder }: BringForwardParts,
): CorpusFile[] {
  const waiting = queue.waiting();
  if (!accepts) return waiting;
  return waiting.filter(({ path, language: stated }) => {
    const { id, kind } = languageOf(path, stated);
    return accepts({ path, language: id, kind }, folder);
  });
}

function find(
  files: readonly CorpusFile[],
  { words }: AskedQuestion,
  { source, analyzer, isReadingDear = false }: BringForwardParts,
  { signal, whilePaused }: BringForwardOptions,
): Promise<FirstFiles> {
  return whilePaused((giveWay) =>
    findFirstFiles(files, words, { source, analyzer, readMs: isReadingDear ? 0 : readMs, giveWay, signal }),
  );
}
