import type { CorpusFile } from '../corpus/corpusFile';
import { compareStamps } from '../corpus/fileStamp';
import type { FileRecord } from './indexedFile';
import type { IndexStore } from './indexStore';

/**
 * So many files that differ in nothing but their numbers were not replaced: who replaces a file changes its times too. The file
 * system gives out new numbers with each mount, as FAT and some network drives do.
 */
const renumberedFiles = 64;

/** Files as a run over the whole workspace folder finds them, divided by whether they have to be read. */
export interface FileChanges {
  readonly changed: readonly CorpusFile[];
  readonly unchanged: readonly FileRecord[];
}

/**
 * Divides files by their stamps.
 *
 * @param mustRead what has to be read whatever its stamp
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
