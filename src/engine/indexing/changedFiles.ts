import type { CorpusFile } from '../corpus/corpusFile';
import { compareStamps } from '../corpus/fileStamp';
import type { FileRecord } from './indexedFile';
import type { IndexStore } from './indexStore';

/**
 * From this many files on that differ only in their inode numbers, the files count as unchanged: replacing a file
 * also changes its times. Some file systems, such as FAT and some network drives, assign new numbers with each mount.
 */
const renumberedFiles = 64;

/** The files that a run over the whole workspace folder found, divided by whether they have to be read. */
export interface FileChanges {
  readonly changed: readonly CorpusFile[];
  readonly unchanged: readonly FileRecord[];
}

/**
 * Divides files by their stamps.
 *
 * @param mustRead paths to read whatever their stamps
 */
export function findChanges(
  files: Iterable<CorpusFile>,
  store: Pick<IndexStore, 'find'>,
  mustRead: (record: FileRecord, file: CorpusFile) => boolean,
): FileChanges {
  const changed: CorpusFile[] = [];
  const unchanged: FileRecord[] = [];
  const renumbered: { readonly file: CorpusFile; readonly record: FileRecord }[] = [];
  for (const file of files) {
    const record = store.find(file.path);
    if (record === undefined || record.racy || mustRead(record, file)) {
      changed.push(file);
      continue;
    }
    const difference = compareStamps(record, file);
    if (difference === 'same') unchanged.push(record);
    else if (difference === 'inode') renumbered.push({ file, record });
    else changed.push(file);
  }
  if (renumbered.length < renumberedFiles) changed.push(...renumbered.map(({ file }) => file));
  else unchanged.push(...renumbered.map(({ record }) => record));
  return { changed, unchanged };
}
