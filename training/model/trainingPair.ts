import { createHash } from 'node:crypto';
import type { Chunk } from '../../src/engine/chunking/chunk';

/** How the two texts of a pair belong together. */
export const pairKinds = [
  'comment',
  'heading',
  'commit',
  'inlineComment',
  'testTitle',
  'name',
  'path',
] as const;
export type PairKind = (typeof pairKinds)[number];

/** Two texts that belong together: what somebody may ask, and a chunk that answers it. */
export interface TrainingPair {
  readonly kind: PairKind;
  /** The file that the pair is from, relative to its repository. */
  readonly path: string;
  readonly query: string;
  /** The scopes around the text, as `documentText` joins them. */
  readonly header: string;
  /** Without the words that the query was made from. */
  readonly text: string;
}

/** A file of a repository, with its chunks. */
export interface TrainingFile {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
  readonly chunks: readonly Chunk[];
}

/** Most characters of a pair's text: about those of a chunk. */
const mostCharacters = 1500;
/** A shorter text says too little. */
const fewestLetters = 40;
const fewestWords = 2;

/** The pair with its text cut to the length of a chunk; undefined if it says too little. */
export function usablePair(pair: TrainingPair): TrainingPair | undefined {
  const text = pair.text.slice(0, mostCharacters);
  const isUsable =
    wordsOf(pair.query) >= fewestWords && (text.match(/[A-Za-z]/g)?.length ?? 0) >= fewestLetters;
  return isUsable ? { ...pair, text } : undefined;
}

/** The chunk that contains a 1-based line. */
export function chunkAt(chunks: readonly Chunk[], line: number): Chunk | undefined {
  return chunks.find(({ startLine, endLine }) => startLine <= line && line <= endLine);
}

/** The scopes around a chunk on one line. */
export function headerOf(chunk: Chunk | undefined): string {
  return (chunk?.breadcrumb ?? []).join(' > ');
}

/** Number of Latin words and numbers. */
export function wordsOf(text: string): number {
  return text.match(/[A-Za-z0-9]+/g)?.length ?? 0;
}

/** A number from 0 to 2^32 - 1 that depends on the text alone, so that every run selects the same. */
export function hashOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32LE(0);
}
