import type { SimilarParams } from '../../common/contracts/engineContract';
import type { FileReference } from '../../common/contracts/searchResult';
import { withoutEmbeddedData } from '../corpus/embeddedData';
import type { FreshChunk } from '../freshness/freshness';
import type { Shard } from '../indexing/shard';
import { rankSimilar, type SimilarChunk, type SimilarEvidence } from '../ranking/rankSimilar';
import type { ChunkReference } from './folding/sameInOthers';
import { placeOf, type Hit } from './hits';
import type { SearchTools } from './searchParts';
import type { PlacedShard } from './fileStates';

/** A text to find similar ones for, and its position. */
export type SimilarQuery = Pick<SimilarParams, 'text' | 'origin'>;

/**
 * Ranked for each shown one, because translations and copies are folded later, and in addition to that, because the
 * origin's own chunks and those that are gone are left out.
 */
const foldedInto = 10;
const reserve = 200;

/** Lowest values at which a result counts as matched by its vector and by its words. */
const matchingCosine = 0.5;
const matchingWords = 0.2;

/** The chunks most similar to a text, the most similar first. */
export function similarHits(evidence: SimilarEvidence, limit: number): Hit[] {
  return rankSimilar(evidence, limit * foldedInto + reserve).map((similar) => {
    const { shard, chunk, score } = similar;
    return {
      ...placeOf(evidence.shards[shard]!, chunk),
      shard,
      chunk,
      score,
      matchedBy: matchesOf(similar),
    };
  });
}

/** At least one retriever is always given. */
function matchesOf({ cosine, words }: SimilarChunk): Hit['matchedBy'] {
  const byWords = words >= matchingWords || cosine === 0;
  const byVector = cosine >= matchingCosine || !byWords;
  return [...(byVector ? (['vector'] as const) : []), ...(byWords ? (['lexical'] as const) : [])];
}

/**
 * A test for the place of the text itself, which is not a useful result. An editor may have unsaved lines: then it is
 * the place where the file has the text, nearest to the editor's position.
 */
export function originTest({
  text,
  origin,
}: SimilarQuery): (file: FileReference, place: FreshChunk) => boolean {
  let lines: Lines | undefined;
  return (file, place) => {
    if (origin?.folder !== file.folder || origin.path !== file.path) return false;
    lines ??= linesOfText(text, origin, place.fileText);
    return place.startLine <= lines.endLine && place.endLine >= lines.startLine;
  };
}

/** The same test for a chunk as it was indexed: exact unless the file has changed since. */
export function indexedOriginTest(
  { origin }: SimilarQuery,
  shards: readonly Shard[],
  folderOf: (shard: number) => string,
): (chunk: ChunkReference) => boolean {
  return ({ shard, chunk }) => {
    const { files, chunks } = shards[shard]!;
    return (
      origin?.path === files[chunks.files[chunk]!]!.path &&
      origin.folder === folderOf(shard) &&
      chunks.startLines[chunk]! <= origin.endLine &&
      chunks.endLines[chunk]! >= origin.startLine
    );
  };
}

/** 1-based, inclusive. */
interface Lines {
  readonly startLine: number;
  readonly endLine: number;
}

function linesOfText(text: string, origin: Lines, fileText: string): Lines {
  const wanted = withPlainBreaks(text).trim();
  const whole = withPlainBreaks(fileText);
  const height = wanted.split('\n').length;
  let nearest: number | undefined;
  let line = 1;
  let counted = 0;
  for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + wanted.length)) {
    for (; counted < at; counted++) if (whole[counted] === '\n') line++;
    if (nearest === undefined || Math.abs(line - origin.startLine) < Math.abs(nearest - origin.startLine))
      nearest = line;
  }
  // The selected lines may begin or end with blank ones.
  const isThere = nearest === undefined || (nearest >= origin.startLine && nearest <= origin.endLine);
  return isThere ? origin : { startLine: nearest!, endLine: nearest! + height - 1 };
}

function withPlainBreaks(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** The vector of the text if it is an indexed chunk of its file: then it need not be embedded or sent again. */
export function indexedVector(
  { text, origin }: SimilarQuery,
  placed: readonly PlacedShard[],
  { hash }: Pick<SearchTools, 'hash'>,
): Float32Array | undefined {
  if (!origin) return undefined;
  const indexed = withoutEmbeddedData(text);
  const hashes = new Set([hash(indexed), hash(indexed.replace(/\r?\n$/, ''))]);
  for (const { root, shard } of placed) {
    if (root.folder !== origin.folder) continue;
    const file = shard.files.find(({ path }) => path === origin.path);
    if (!file) continue;
    for (let chunk = file.firstChunk; chunk < file.firstChunk + file.chunkCount; chunk++) {
      const scale = shard.chunks.scales[chunk]!;
      if (scale === 0 || !hashes.has(placeOf(shard, chunk).textHash)) continue;
      const row = chunk * shard.dimensions;
      return Float32Array.from(
        shard.chunks.vectors.subarray(row, row + shard.dimensions),
        (number) => number * scale,
      );
    }
  }
  return undefined;
}
