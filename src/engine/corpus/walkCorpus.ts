import { SemanticSearchError, messageOf, systemCodeOf, throwIfCancelled } from '../../common/errors/errors';
import { message } from '../../common/messages/message';
import type { CorpusEntry } from './corpusEntry';
import type { CorpusOptions } from './corpusOptions';
import { DirectoryReader, type DirectoryItem, type OpenDirectory } from './directoryReader';
import type { FileSource } from './fileSource';

export type { CorpusEntry } from './corpusEntry';
export type { CorpusOptions } from './corpusOptions';

/** Directories read ahead: with one read at a time, a walk mostly waits. */
const readAhead = 16;

/**
 * Every file of the corpus, and everything left out with its reason, judged by names and directory entries; sorted by
 * path. A directory that is left out is not entered and is reported once, with `/` at the end of its path.
 *
 * Symbolic links are not followed: their targets inside the folder are indexed under their own paths, other targets
 * are outside. So no file is yielded twice, there are no loops, and the walk never leaves the folder.
 *
 * Rejects with `SemanticSearchError` (`FOLDER_NOT_FOUND`, `FOLDER_UNREADABLE`) when the folder itself cannot be
 * listed, and with `CancelledError`. An error below it becomes a skipped entry.
 */
export async function* walkCorpus(
  source: FileSource,
  options: CorpusOptions = {},
  signal?: AbortSignal,
): AsyncGenerator<CorpusEntry, void, undefined> {
  throwIfCancelled(signal);
  const reader = new DirectoryReader(source, options);
  const root = await readRoot(reader, signal);
  // An explicit stack, last first: delegating generators would pass each file up through every level of the tree.
  const pending = root.toReversed();
  const begun = new Map<OpenDirectory, Promise<readonly DirectoryItem[]>>();
  const read = (directory: OpenDirectory): Promise<readonly DirectoryItem[]> => {
    let reading = begun.get(directory);
    if (reading === undefined) {
      reading = reader.read(directory, signal);
      // Cancelled before it was awaited: the error is thrown where the one before it is awaited.
      reading.catch(() => undefined);
      begun.set(directory, reading);
    }
    return reading;
  };
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    if (item.type !== 'directory') {
      yield item;
      continue;
    }
    throwIfCancelled(signal);
    const reading = read(item);
    for (const next of nextDirectories(pending)) {
      void read(next);
    }
    const below = await reading;
    begun.delete(item);
    for (let index = below.length - 1; index >= 0; index--) {
      pending.push(below[index]!);
    }
  }
}

/** The next directories, as far as they are known. */
function nextDirectories(pending: readonly DirectoryItem[]): OpenDirectory[] {
  return pending
    .slice(-readAhead)
    .reverse()
    .filter((item) => item.type === 'directory');
}

async function readRoot(
  reader: DirectoryReader,
  signal: AbortSignal | undefined,
): Promise<readonly DirectoryItem[]> {
  try {
    return await reader.readRoot(signal);
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === undefined) {
      throw error;
    }
    throw code === 'ENOENT'
      ? new SemanticSearchError(
          'FOLDER_NOT_FOUND',
          message('folderNotFound', messageOf(error)),
          message('checkFolderPath'),
          { cause: error },
        )
      : new SemanticSearchError(
          'FOLDER_UNREADABLE',
          message('folderUnreadable', messageOf(error)),
          message('checkFolderAccess'),
          { cause: error },
        );
  }
}
