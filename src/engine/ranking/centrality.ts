import { symbolKinds, type Shard } from '../indexing/shard';
import { wholeIdentifierHash } from '../retrieval/terms';

const typeKinds: ReadonlySet<string> = new Set([
  'class',
  'interface',
  'struct',
  'enum',
  'trait',
  'type',
  'module',
]);

/** For each shard, for each file: logarithm of how many chunks mention the most mentioned type that it defines. */
export type Centrality = WeakMap<Shard, Float32Array>;

interface TypeName {
  readonly file: number;
  readonly hash: number;
}

const typeNamesOfShard = new WeakMap<Shard, readonly TypeName[]>();

function typeNamesOf(shard: Shard): readonly TypeName[] {
  let names = typeNamesOfShard.get(shard);
  if (!names) {
    const found: TypeName[] = [];
    const { symbols, chunks } = shard;
    for (let i = 0; i < symbols.count; i++) {
      if (typeKinds.has(symbolKinds[symbols.kinds[i]!]!)) {
        found.push({
          file: chunks.files[symbols.chunks[i]!]!,
          hash: wholeIdentifierHash(symbols.names.at(i)),
        });
      }
    }
    names = found;
    typeNamesOfShard.set(shard, names);
  }
  return names;
}

/** Counts, over the whole index, the chunks that mention each type defined in it. */
export function measureCentrality(shards: readonly Shard[]): Centrality {
  const mentions = new Map<number, number>();
  for (const shard of shards) {
    for (const { hash } of typeNamesOf(shard)) mentions.set(hash, 0);
  }
  for (const { bodies } of shards) {
    for (let term = 0; term < bodies.hashes.length; term++) {
      const known = mentions.get(bodies.hashes[term]!);
      if (known !== undefined) {
        mentions.set(bodies.hashes[term]!, known + bodies.offsets[term + 1]! - bodies.offsets[term]!);
      }
    }
  }
  const centrality: Centrality = new WeakMap();
  for (const shard of shards) {
    const values = new Float32Array(shard.files.length);
    for (const { file, hash } of typeNamesOf(shard)) {
      values[file] = Math.max(values[file]!, Math.log1p(mentions.get(hash) ?? 0));
    }
    centrality.set(shard, values);
  }
  return centrality;
}
