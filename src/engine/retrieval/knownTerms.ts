import { inverseFrequency, type LexicalStatistics } from './lexicalRetriever';

/** Share of the terms of a query that some chunk has; 1 where it has no terms. */
export function shareOfKnownTerms({ idf, chunkCount }: LexicalStatistics): number {
  if (idf.length === 0) return 1;
  return idf.filter((one) => !isUnknown(one, chunkCount)).length / idf.length;
}

/** Whether an inverse document frequency is that of a term that no chunk has. */
export function isUnknown(idf: number, chunkCount: number): boolean {
  // Frequencies are kept as 32-bit numbers.
  return idf >= inverseFrequency(chunkCount, 0) * (1 - 1e-6);
}
