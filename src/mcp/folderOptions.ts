import { realpath } from 'node:fs/promises';
import type { CorpusSettings, FolderOptions } from '../common/contracts/engineContract';
import { readWindowRecords } from '../node/windowRecords';

/** What the command line says about the indexes. */
export interface IndexChoice {
  /** Parent directory of the indexes. */
  readonly indexDirectory: string;
  /** Whether the user chose that directory; otherwise the index of a window is preferred. */
  readonly isGiven: boolean;
  /** As in `FolderOptions`, where windows record their indexes. */
  readonly userDirectory: string | undefined;
  /** Which files to index, if the user chose it; otherwise it is as in the window whose index is used. */
  readonly corpus: CorpusSettings | undefined;
}

/**
 * The options with which the server opens a folder: those of the window that opened the folder last and still has its
 * index. If an index directory is given, only a window with that directory counts. Does not reject.
 *
 * @param folder an absolute path
 */
export async function folderOptionsOf(
  folder: string,
  { indexDirectory, isGiven, userDirectory, corpus }: IndexChoice,
): Promise<FolderOptions> {
  // With other settings than the window, both would add and remove files of one index in turn.
  if (corpus || userDirectory === undefined) return { folder, indexDirectory, corpus };
  const records = await readWindowRecords(userDirectory, folder);
  const given = isGiven ? await realpath(indexDirectory).catch(() => undefined) : undefined;
  const record = isGiven ? records.find((one) => one.indexDirectory === given) : records[0];
  return {
    folder,
    indexDirectory: record?.indexDirectory ?? indexDirectory,
    ...(!isGiven && { userDirectory }),
    corpus: record?.corpus,
  };
}
