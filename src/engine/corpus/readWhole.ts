import { defaultMaxFileSizeBytes, type CorpusOptions } from './corpusOptions';
import type { FileSource } from './fileSource';
import { sizeLimitOf } from './sizeLimit';

/**
 * The bytes of a file that is not too large to be indexed; undefined if it is. Reads hardly more than the limit,
 * whatever the file's size, and even if it grows meanwhile.
 *
 * @param language its language id; default by its name
 * @throws the system's error if it cannot be read
 */
export async function readWhole(
  source: FileSource,
  path: string,
  { maxFileSizeBytes = defaultMaxFileSizeBytes }: Pick<CorpusOptions, 'maxFileSizeBytes'>,
  language?: string,
): Promise<Uint8Array | undefined> {
  const limit = sizeLimitOf(path, maxFileSizeBytes, language);
  const bytes = await source.readFile(path, limit + 1);
  return bytes.length > limit ? undefined : bytes;
}
