import type { MatchedBy } from '../../common/searchResult';
import type { Shard, ShardFile } from '../indexing/shard';
import type { Evidence, RankedFile } from '../ranking/rank';

/** A cosine counts as a match by meaning when it lies this many deviations above the mean of all files. */
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
}

/** Best chunk of each file in the order of the files, then their second-best chunks, and so on. */
export function* chunksInOrder(evidence: Evidence, ranked: readonly RankedFile[]): Generator<Hit> {
  const orders = new Map<RankedFile, number[]>();
  for (let place = 0; ; place++) {
    let any = false;
    for (const file of ranked) {
      let order = orders.get(file);
      if (!order) {
        order = chunksByScore(evidence, file);
        orders.set(file, order);
      }
      const chunk = order[place];
      if (chunk === undefined) continue;
      any = true;
      yield hitOf(evidence, file, chunk);
    }
    if (!any) return;
  }
}

/** The chunks of a file, best first: words and meaning, and a definition of what is asked for. */
function chunksByScore(evidence: Evidence, ranked: RankedFile): number[] {
  const { firstChunk, chunkCount } = evidence.shards[ranked.shard]!.files[ranked.file]!;
  const lexical = evidence.lexical[ranked.shard]!;
  const cosines = evidence.vector?.[ranked.shard]!.chunks;
  const chunks = Array.from({ length: chunkCount }, (_, i) => firstChunk + i);
  const most = (values: Float32Array | undefined): number =>
    values ? chunks.reduce((max, chunk) => Math.max(max, values[chunk]!), 0) || 1 : 1;
  const mostLexical = most(lexical.chunks);
  const mostCosine = most(cosines);
  const score = (chunk: number): number =>
    lexical.chunks[chunk]! / mostLexical +
    (cosines ? cosines[chunk]! / mostCosine : 0) +
    (lexical.exactNameChunks[ranked.file] === chunk ? 1 : 0) +
    (lexical.bestNameChunks[ranked.file] === chunk ? lexical.bestNames[ranked.file]! : 0);
  return chunks
    .map((chunk) => ({ chunk, score: score(chunk) }))
    .sort((a, b) => b.score - a.score || a.chunk - b.chunk)
    .map(({ chunk }) => chunk);
}

function hitOf(evidence: Evidence, ranked: RankedFile, chunk: number): Hit {
  const place = placeOf(evidence.shards[ranked.shard]!, chunk);
  return {
    ...place,
    shard: ranked.shard,
    chunk,
    score: ranked.score,
    matchedBy: matchesOf(evidence, ranked, chunk),
  };
}

/** Where a chunk stood when it was indexed, and the hash of its text. */
export function placeOf(
  { files, chunks }: Shard,
  chunk: number,
): Pick<Hit, 'file' | 'startLine' | 'endLine' | 'textHash'> {
  const hash = chunks.textHashes.subarray(chunk * 16, chunk * 16 + 16);
  return {
    file: files[chunks.files[chunk]!]!,
    startLine: chunks.startLines[chunk]!,
    endLine: chunks.endLines[chunk]!,
    textHash: Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join(''),
  };
}

function matchesOf(evidence: Evidence, ranked: RankedFile, chunk: number): MatchedBy[] {
  const lexical = evidence.lexical[ranked.shard]!;
  const cosines = evidence.vector?.[ranked.shard]!.chunks;
  const best = cosines ? bestCosine(evidence, ranked.shard, ranked.file) : 0;
  const matches: MatchedBy[] = [];
  // The chunk itself must carry it: within a tenth of the file's best.
  if (cosines && ranked.signals.chunkCosine >= matchingDeviation && cosines[chunk]! >= best * 0.9)
    matches.push('vector');
  if (lexical.chunks[chunk]! > 0) matches.push('lexical');
  if (lexical.exactNameChunks[ranked.file] === chunk || lexical.bestNameChunks[ranked.file] === chunk) {
    matches.push('symbol');
  }
  if (ranked.signals.stemPrecision > 0) matches.push('path');
  return matches;
}

function bestCosine({ shards, vector }: Evidence, shard: number, file: number): number {
  const { firstChunk, chunkCount } = shards[shard]!.files[file]!;
  return vector!
    [shard]!.chunks.subarray(firstChunk, firstChunk + chunkCount)
    .reduce((a, b) => Math.max(a, b), 0);
}
