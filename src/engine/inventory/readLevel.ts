import type { CorpusOptions } from '../corpus/corpusOptions';
import { DirectoryReader, type DirectoryItem, type KeptListener } from '../corpus/directoryReader';
import type { FileSource } from '../corpus/fileSource';

/**
 * The entries directly in a directory, judged as in a walk over everything; besides it, only the directories above
 * are read. Undefined if it does not exist, or is left out.
 *
 * @param directory `''` for the workspace folder, no trailing `/`
 * @throws the system's error if the workspace folder cannot be listed; CancelledError
 */
export async function readLevel(
  source: FileSource,
  corpus: CorpusOptions,
  directory: string,
  signal?: AbortSignal,
): Promise<readonly DirectoryItem[] | undefined> {
  const reader = new DirectoryReader(source, { ...corpus, under: [directory] });
  if (directory === '') return reader.readRoot(signal);
  const item = await descend(reader, directory, signal);
  if (item?.type !== 'directory') return undefined;
  const items = await reader.read(item, signal);
  return items.some((one) => one.type === 'skipped' && one.skipped.path === item.path) ? undefined : items;
}

/**
 * The entry that decides about one path: itself, or a directory above it that is left out. Undefined if it does not
 * exist.
 *
 * @param onKept called for the directories above it too, before it
 * @throws as {@link readLevel}
 */
export async function judgePath(
  source: FileSource,
  corpus: CorpusOptions,
  path: string,
  signal?: AbortSignal,
  onKept?: KeptListener,
): Promise<DirectoryItem | undefined> {
  let isFound = false;
  // Entries below a directory do not affect it.
  const tell: KeptListener = (kept, origin) => {
    if (!isFound) onKept?.(kept, origin);
  };
  const reader = new DirectoryReader(source, { ...corpus, under: [path] }, tell);
  const item = await descend(reader, path, signal);
  isFound = true;
  if (item?.type !== 'directory') return item;
  // It may be left out because of its contents.
  const below = await reader.read(item, signal);
  return below.find((one) => one.type === 'skipped' && one.skipped.path === item.path) ?? item;
}

/** Descends to a path; stops at a directory that is left out on the way. */
async function descend(
  reader: DirectoryReader,
  path: string,
  signal: AbortSignal | undefined,
): Promise<DirectoryItem | undefined> {
  // The reader returns only entries on the way to the path.
  let [item] = await reader.readRoot(signal);
  while (item?.type === 'directory' && item.path !== `${path}/`) [item] = await reader.read(item, signal);
  return item;
}
