import type { LexicalStatistics } from './lexicalRetriever';
import { inverseFrequency } from './lexicalStatistics';

/** Share of the terms of a query that occur in some chunk; 1 if it has no terms. */
export function shareOfKnownTerms({ idf, chunkCount }: LexicalStatistics): number {
  if (idf.length === 0) return 1;
  return idf.filter((one) => !isUnknown(one, chunkCount)).length / idf.length;
}

/** Whether this is the inverse document frequency of a term that occurs in no chunk. */
export function isUnknown(idf: number, chunkCount: number): boolean {
  // Frequencies are stored as 32-bit numbers.
  return idf >= inverseFrequency(chunkCount, 0) * (1 - 1e-6);
}
