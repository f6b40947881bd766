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

/** How often types are mentioned in the whole index: files that define widely used types are more likely results. */
export class Centrality {
  private readonly mentions = new Map<number, number>();
  private readonly values = new WeakMap<Shard, Float32Array>();
  private readonly counted: WeakSet<Shard>;

  /** Counts, over all shards, the chunks that mention each type defined in them. */
  constructor(shards: readonly Shard[]) {
    this.counted = new WeakSet(shards);
    for (const shard of shards) {
      for (const { hash } of typeNamesOf(shard)) this.mentions.set(hash, 0);
    }
    for (const { bodies } of shards) {
      for (let term = 0; term < bodies.hashes.length; term++) {
        const known = this.mentions.get(bodies.hashes[term]!);
        if (known !== undefined) {
          this.mentions.set(bodies.hashes[term]!, known + bodies.offsets[term + 1]! - bodies.offsets[term]!);
        }
      }
    }
  }

  /**
   * For each file of a shard, the logarithm of the number of chunks that mention its most mentioned type. Also for a
   * shard that was added later, by the mentions counted before.
   */
  of(shard: Shard): Float32Array {
    let values = this.values.get(shard);
    if (!values) {
      values = new Float32Array(shard.files.length);
      for (const { file, hash } of typeNamesOf(shard)) {
        values[file] = Math.max(values[file]!, Math.log1p(this.mentions.get(hash) ?? 0));
      }
      this.values.set(shard, values);
    }
    return values;
  }

  /** Share of the chunks, from 0 to 1, in shards that were not counted. */
  drift(shards: readonly Shard[]): number {
    let all = 0;
    let uncounted = 0;
    for (const shard of shards) {
      all += shard.chunks.count;
      if (!this.counted.has(shard)) uncounted += shard.chunks.count;
    }
    return all === 0 ? 0 : uncounted / all;
  }
}
