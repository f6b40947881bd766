import type { ShardFile } from '../indexing/shard';
import type { Evidence, RankedFile } from '../ranking/rank';

/** A chunk that answers a query, as it was indexed. */
export interface Hit {
  readonly file: ShardFile;
  readonly ranked: RankedFile;
  /** Number of the chunk within its shard. */
  readonly chunk: number;
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
  const shard = evidence.shards[ranked.shard]!;
  const { startLines, endLines, textHashes } = shard.chunks;
  return {
    file: shard.files[ranked.file]!,
    ranked,
    chunk,
    startLine: startLines[chunk]!,
    endLine: endLines[chunk]!,
    textHash: Array.from(textHashes.subarray(chunk * 16, chunk * 16 + 16), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join(''),
  };
}
