import type { CorpusOptions } from '../corpus/corpusOptions';
import { DirectoryReader, type DirectoryItem, type KeptListener } from '../corpus/directoryReader';
import type { FileSource } from '../corpus/fileSource';

/**
 * What is directly in a directory, decided as a walk over everything decides it: only the directories above are read
 * beside it. Undefined where it is not there, or left out.
 *
 * @param directory `''` for the workspace folder, no `/` at its end
 * @throws the system's error where the workspace folder cannot be listed; CancelledError
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
 * What decides about one path: itself, or the directory above it that is left out. Undefined where it is not there.
 *
 * @param onKept told of the directories above it too, before it
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
  // What lies below a directory says nothing about it.
  const tell: KeptListener = (kept, origin) => {
    if (!isFound) onKept?.(kept, origin);
  };
  const reader = new DirectoryReader(source, { ...corpus, under: [path] }, tell);
  const item = await descend(reader, path, signal);
  isFound = true;
  if (item?.type !== 'directory') return item;
  // What it holds may be the reason to leave it out.
  const below = await reader.read(item, signal);
  return below.find((one) => one.type === 'skipped' && one.skipped.path === item.path) ?? item;
}

/** Goes down to a path; stops at what is left out on the way. */
async function descend(
  reader: DirectoryReader,
  path: string,
  signal: AbortSignal | undefined,
): Promise<DirectoryItem | undefined> {
  // The reader hands out nothing but what lies on the way.
  let [item] = await reader.readRoot(signal);
  while (item?.type === 'directory' && item.path !== `${path}/`) [item] = await reader.read(item, signal);
  return item;
}
