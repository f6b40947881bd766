import { dataLanguages, languageOf } from './languages';

/** Handwritten sources may be larger than useful data: TypeScript's checker has 3 MB. */
const sourceFactor = 4;

/** Nearly all of a large notebook is output, which is removed. */
const notebookFactor = 32;

/**
 * The largest size of an indexed file, bytes: for program source four times the limit, for notebooks 32 times, for
 * all other files the limit.
 *
 * @param maxFileSizeBytes as in `CorpusOptions`
 * @param language as in `languageOf`
 */
export function sizeLimitOf(path: string, maxFileSizeBytes: number, language?: string): number {
  const { id, kind } = languageOf(path, language);
  if (id === 'jupyter') return maxFileSizeBytes * notebookFactor;
  return kind === 'docs' || dataLanguages.has(id) ? maxFileSizeBytes : maxFileSizeBytes * sourceFactor;
}
