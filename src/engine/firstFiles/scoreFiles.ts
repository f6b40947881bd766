import { roleOf } from '../ranking/pathFeatures';
import { inverseFrequency } from '../retrieval/lexicalStatistics';

/** What is known of a file that is not indexed yet. */
export interface ScannedFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** How often each word of the question occurs in its path; undefined if none does. */
  readonly inPath: Float32Array | undefined;
  /** The same for its content; undefined also if it was not read. */
  readonly inText: Float32Array | undefined;
}

/** Parameters of BM25: saturation of repeated words, higher than for chunks, and weight of the length. */
const k1 = 2;
const b = 0.75;

/** Weight of a word in the path, relative to one that occurs once in the text. */
const pathWeight = 1.5;

/** Tests and examples repeat the words of the program, which is asked about more often. */
const besideWeight = 0.7;

/**
 * The paths of the files that have words of the question, those first that are most likely to answer it: by BM25 of the
 * whole text, and by the words in the path.
 *
 * @param words number of words of the question
 */
export function orderFiles(files: readonly ScannedFile[], words: number): string[] {
  const frequencies = new Uint32Array(words);
  let bytes = 0;
  for (const { inPath, inText, sizeBytes } of files) {
    bytes += sizeBytes;
    for (let word = 0; word < words; word++) {
      if ((inText?.[word] ?? 0) > 0 || (inPath?.[word] ?? 0) > 0) frequencies[word]!++;
    }
  }
  const idf = [...frequencies].map((df) => inverseFrequency(files.length, df));
  const usualBytes = bytes / Math.max(1, files.length);
  return files
    .filter(({ inPath, inText }) => inPath ?? inText)
    .map((file) => ({ path: file.path, score: scoreOf(file, idf, usualBytes) }))
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
}

function scoreOf(
  { path, inPath, inText, sizeBytes }: ScannedFile,
  idf: readonly number[],
  usualBytes: number,
): number {
  const length = 1 - b + (b * sizeBytes) / usualBytes;
  let score = 0;
  idf.forEach((weight, word) => {
    const count = inText?.[word] ?? 0;
    score += (weight * count * (k1 + 1)) / (count + k1 * length);
    if ((inPath?.[word] ?? 0) > 0) score += pathWeight * weight;
  });
  const { isTest, isExample } = roleOf(path);
  return isTest || isExample ? score * besideWeight : score;
}
