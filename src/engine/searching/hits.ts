import type { ResultOrder } from '../../common/contracts/engineContract';
import type { MatchedBy } from '../../common/contracts/searchResult';
import type { FileKind } from '../corpus/corpusFile';
import { textHashBytes, type Shard, type ShardFile } from '../indexing/shard';
import type { Evidence, RankedFile } from '../ranking/rank';
import { ChunksOfFile, chunksOfFiles, readFiles } from './chunksOfFiles';

/** A cosine counts as a vector match if it is this many standard deviations above the mean of all files. */
const matchingDeviation = 1;

/** A chunk that answers a query, as it was indexed. */
export interface Hit {
  readonly file: ShardFile;
  /** Position of its shard in {@link Evidence.shards}. */
  readonly shard: number;
  /** Number of the chunk within its shard. */
  readonly chunk: number;
  readonly score: number;
  readonly matchedBy: readonly MatchedBy[];
  readonly startLine: number;
  readonly endLine: number;
  readonly textHash: string;
  /**
   * The query contains the path of the file, or the exact text: the hit precedes all ranked hits, and counts as
   * likely.
   */
  readonly namedBy?: 'path' | 'text' | undefined;
  /** The lines that the query names or contains. */
  readonly lines?: NamedLines | undefined;
}

/** Lines that a query names; 1-based, inclusive. They may be after the current end of the file. */
export interface NamedLines {
  readonly line: number;
  readonly endLine: number;
}

/**
 * Weight of a chunk's own score relative to that of its file, by kind: a document has more topics than a file of code,
 * so the score of the whole file says less about one of its chunks. With more weight for code or a lower {@link repeatPenalty}, the first
 * result shows the right lines slightly more often (`npm run bench:passages`), and the right files slightly less often
 * (`npm run bench:quality -- --order places`).
 */
const placeShares: Readonly<Record<FileKind, number>> = { code: 0.55, docs: 0.65 };
/** The same if the query is one name, whatever the kind: a section about it must not precede its definition. */
const placeShareOfNames = 0.65;
/** Score of a chunk with which documentation and code of equally ranked files are at the same position. */
const neutralScore = 6;
/** Penalty for earlier chunks of the same file. */
const repeatPenalty = 0.85;

/** The hits in the requested order. */
export function hitsInOrder(
  evidence: Evidence,
  ranked: readonly RankedFile[],
  order: ResultOrder,
): Iterable<Hit> {
  return order === 'files' ? filesInOrder(evidence, ranked) : placesInOrder(evidence, ranked);
}

/** Number of files whose definitions are read at a time: most answers need no more. */
const filesAtATime = 10;

/** The best chunk of each file in the order of the files, then their second-best chunks, and so on. */
function* filesInOrder(evidence: Evidence, ranked: readonly RankedFile[]): Generator<Hit> {
  const all: ChunksOfFile[] = [];
  const chunksOf = (i: number): ChunksOfFile => {
    if (i < readFiles && all.length <= i)
      all.push(...chunksOfFiles(evidence, ranked.slice(i, Math.min(i + filesAtATime, readFiles))));
    return (all[i] ??= new ChunksOfFile(evidence, ranked[i]!));
  };
  for (let place = 0; ; place++) {
    let any = false;
    for (const [i, file] of ranked.entries()) {
      const chunk = chunksOf(i).at(place);
      if (chunk === undefined) continue;
      any = true;
      yield hitOf(evidence, file, chunk.chunk, file.score);
    }
    if (!any) return;
  }
}

/** Number of files whose chunks are all scored; few users look at later results. */
const weighedFiles = 100;

/** A chunk among those of all files. */
interface WeighedChunk {
  /** Rank of its file. */
  readonly rank: number;
  /** Number of chunks of its file that precede it. */
  readonly before: number;
  /** That of its file. */
  readonly tier: number;
  readonly chunk: number;
  readonly score: number;
}

function isBefore(a: WeighedChunk, b: WeighedChunk): boolean {
  return a.tier > b.tier || (a.tier === b.tier && a.score > b.score);
}

/**
 * Hits ordered by the score of the file and of the chunk; each further chunk of a file needs a higher score for the
 * same position.
 */
function* placesInOrder(evidence: Evidence, ranked: readonly RankedFile[]): Generator<Hit> {
  const files = ranked.slice(0, weighedFiles);
  const chunks = chunksOfFiles(evidence, files);
  const next = (rank: number, before: number): WeighedChunk | undefined => {
    const file = files[rank]!;
    const placed = chunks[rank]!.at(before);
    if (placed === undefined) return undefined;
    const score = file.score + placeScore(evidence, file, placed.score) - repeatPenalty * Math.log1p(before);
    return { rank, before, tier: file.tier, chunk: placed.chunk, score };
  };
  // The order within a file is the order of its scores, so only the next chunk of each file has to be compared.
  const heads = files.map((_, i) => next(i, 0));
  for (;;) {
    let best: WeighedChunk | undefined;
    for (const head of heads) {
      if (head !== undefined && (best === undefined || isBefore(head, best))) best = head;
    }
    if (best === undefined) break;
    yield hitOf(evidence, files[best.rank]!, best.chunk, best.score);
    heads[best.rank] = next(best.rank, best.before + 1);
  }
  yield* filesInOrder(evidence, ranked.slice(weighedFiles));
}

/** What a chunk's own score adds to that of its file. */
function placeScore({ query, shards }: Evidence, { shard, file }: RankedFile, score: number): number {
  const share = query.isSymbol ? placeShareOfNames : placeShares[shards[shard]!.files[file]!.kind];
  return share * (score - neutralScore);
}

function hitOf(evidence: Evidence, ranked: RankedFile, chunk: number, score: number): Hit {
  const place = placeOf(evidence.shards[ranked.shard]!, chunk);
  return {
    ...place,
    shard: ranked.shard,
    chunk,
    score,
    matchedBy: matchesOf(evidence, ranked, chunk),
  };
}

/** Lines of a chunk when it was indexed, and the hash of its text. */
export function placeOf(
  { files, chunks }: Shard,
  chunk: number,
): Pick<Hit, 'file' | 'startLine' | 'endLine' | 'textHash'> {
  return {
    file: files[chunks.files[chunk]!]!,
    startLine: chunks.startLines[chunk]!,
    endLine: chunks.endLines[chunk]!,
    textHash: hexadecimal(chunks.textHashes, chunk * textHashBytes),
  };
}

const hexadecimals = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** {@link textHashBytes} of them; a query reads hundreds of hashes. */
function hexadecimal(bytes: Uint8Array, from: number): string {
  let text = '';
  for (let at = from; at < from + textHashBytes; at++) text += hexadecimals[bytes[at]!]!;
  return text;
}

/** The retrievers that found a chunk of a ranked file. */
export function matchesOf(evidence: Evidence, ranked: RankedFile, chunk: number): MatchedBy[] {
  const lexical = evidence.lexical[ranked.shard]!;
  const cosines = evidence.vector?.[ranked.shard]!.chunks;
  const best = cosines ? bestCosine(evidence, ranked.shard, ranked.file) : 0;
  const matches: MatchedBy[] = [];
  // The chunk itself must match: within a tenth of the file's best.
  const { columns } = ranked.table;
  if (cosines && columns.chunkCosine[ranked.row]! >= matchingDeviation && cosines[chunk]! >= best * 0.9)
    matches.push('vector');
  if (lexical.chunks[chunk]! > 0) matches.push('lexical');
  const name = lexical.chunkNames[chunk]!;
  const isBestName = name > 0 && name === lexical.bestNames[ranked.file];
  if (isBestName || lexical.exactNameChunks[ranked.file] === chunk) matches.push('symbol');
  if (columns.stemPrecision[ranked.row]! > 0) matches.push('path');
  return matches;
}

function bestCosine({ shards, vector }: Evidence, shard: number, file: number): number {
  const { firstChunk, chunkCount } = shards[shard]!.files[file]!;
  return vector!
    [shard]!.chunks.subarray(firstChunk, firstChunk + chunkCount)
    .reduce((a, b) => Math.max(a, b), 0);
}
