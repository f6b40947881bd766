import * as l10n from '@vscode/l10n';
import { SemanticSearchError, messageOf, systemCodeOf, throwIfCancelled } from '../../common/errors';
import type { CorpusEntry } from './corpusEntry';
import type { CorpusOptions } from './corpusOptions';
import { DirectoryReader, type DirectoryItem, type OpenDirectory } from './directoryReader';
import type { FileSource } from './fileSource';

export type { CorpusEntry } from './corpusEntry';
export type { CorpusOptions } from './corpusOptions';

/** How far to look ahead for directories to read: reading one at a time, a walk is mostly waiting. */
const readAhead = 16;

/**
 * Every file of the corpus, and everything left out with its reason, as far as names and directory entries tell; sorted
 * by path. A directory left out is not entered and is reported once, with `/` at the end of its path.
 *
 * Symbolic links add nothing: what they lead to inside the folder is indexed under its own path, the rest is outside.
 * So no file comes twice, no loop is followed, and the folder is never left.
 *
 * Rejects with `SemanticSearchError` (`FOLDER_NOT_FOUND`, `FOLDER_UNREADABLE`) when the folder itself cannot be listed,
 * and with `CancelledError`. Trouble with anything below it is a skipped entry.
 */
export async function* walkCorpus(
  source: FileSource,
  options: CorpusOptions = {},
  signal?: AbortSignal,
): AsyncGenerator<CorpusEntry, void, undefined> {
  throwIfCancelled(signal);
  const reader = new DirectoryReader(source, options);
  const root = await readRoot(reader, signal);
  // A stack of its own, last first: delegating generators would hand each file up through every level of the tree.
  const pending = root.toReversed();
  const begun = new Map<OpenDirectory, Promise<readonly DirectoryItem[]>>();
  const read = (directory: OpenDirectory): Promise<readonly DirectoryItem[]> => {
    let reading = begun.get(directory);
    if (reading === undefined) {
      reading = reader.read(directory, signal);
      // Cancelled before its turn came: whoever waits for the one before it is told.
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

/** The directories that come next, as far as they are known. */
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
          l10n.t('The folder does not exist: {0}', messageOf(error)),
          l10n.t('Check the path; on a removable or network drive, check that it is connected.'),
          { cause: error },
        )
      : new SemanticSearchError(
          'FOLDER_UNREADABLE',
          l10n.t('The folder cannot be read: {0}', messageOf(error)),
          l10n.t('Check that it is a folder and that you may read it.'),
          { cause: error },
        );
  }
}
