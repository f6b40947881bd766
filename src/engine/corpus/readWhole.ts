import { defaultMaxFileSizeBytes, type CorpusOptions } from './corpusOptions';
import type { FileSource } from './fileSource';

/**
 * The bytes of a file that is not too large to be indexed; undefined where it is. No more than that is read of it, whatever its
 * size, and however it grows meanwhile.
 *
 * @throws the system's error where it cannot be read
 */
export async function readWhole(
  source: FileSource,
  path: string,
  { maxFileSizeBytes = defaultMaxFileSizeBytes }: Pick<CorpusOptions, 'maxFileSizeBytes'>,
): Promise<Uint8Array | undefined> {
  if ((await source.stat(path)).sizeBytes > maxFileSizeBytes) return undefined;
  const bytes = await source.readFile(path, maxFileSizeBytes + 1);
  return bytes.length > maxFileSizeBytes ? undefined : bytes;
}
