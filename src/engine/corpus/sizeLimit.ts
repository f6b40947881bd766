import { dataLanguages, languageOf } from './languages';

/** A source of ordinary lines may be larger than data that nobody reads: TypeScript's checker has 3 MB. */
const sourceFactor = 4;

/**
 * The largest size with which a file is indexed, bytes: for program source four times the limit, for everything else the limit.
 *
 * @param maxFileSizeBytes as in `CorpusOptions`
 */
export function sizeLimitOf(path: string, maxFileSizeBytes: number): number {
  const { id, kind } = languageOf(path);
  return kind === 'docs' || dataLanguages.has(id) ? maxFileSizeBytes : maxFileSizeBytes * sourceFactor;
}
