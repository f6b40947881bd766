import { dataLanguages, languageOf } from './languages';

/** A source of ordinary lines may be larger than data that nobody reads: TypeScript's checker has 3 MB. */
const sourceFactor = 4;

/** Nearly all of a large notebook is output, which is cut. */
const notebookFactor = 32;

/**
 * The largest size with which a file is indexed, bytes: for program source four times the limit, for notebooks 32 times, for everything
 * else the limit.
 *
 * @param maxFileSizeBytes as in `CorpusOptions`
 */
export function sizeLimitOf(path: string, maxFileSizeBytes: number): number {
  const { id, kind } = languageOf(path);
  if (id === 'jupyter') return maxFileSizeBytes * notebookFactor;
  return kind === 'docs' || dataLanguages.has(id) ? maxFileSizeBytes : maxFileSizeBytes * sourceFactor;
}
