import { createHash } from 'node:crypto';
import { symbolKinds, type Shard } from '../../src/engine/indexing/shard';

/** A definition whose name is unique in the folder. */
export interface NamedDefinition {
  readonly name: string;
  /** Relative to the folder. */
  readonly path: string;
  /** 1-based line of the name. */
  readonly line: number;
  /** The chunk that contains it; 1-based, inclusive. */
  readonly chunk: { readonly startLine: number; readonly endLine: number };
}

const fewestCharacters = 4;
const besideCode = new Set(['section', 'key']);

/**
 * The definitions of an index's code whose names are defined once, and whose line contains the name.
 *
 * @param most definitions; they are selected by hash, so the selection is the same in every run
 * @param lineOf the text of a line of a file, '' if the file has no such line
 */
export function uniqueNames(
  shards: readonly (Shard | undefined)[],
  most: number,
  lineOf: (path: string, line: number) => string,
): NamedDefinition[] {
  const byName = new Map<string, NamedDefinition[]>();
  for (const shard of shards) {
    if (!shard) continue;
    const { symbols, chunks, files } = shard;
    for (let i = 0; i < symbols.count; i++) {
      const name = symbols.names.at(i);
      const chunk = symbols.chunks[i]!;
      const file = files[chunks.files[chunk]!]!;
      if (file.kind !== 'code' || besideCode.has(symbolKinds[symbols.kinds[i]!]!)) continue;
      if (name.length < fewestCharacters || !/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) continue;
      const same = byName.get(name.toLowerCase());
      const one = {
        name,
        path: file.path,
        line: symbols.lines[i]!,
        chunk: { startLine: chunks.startLines[chunk]!, endLine: chunks.endLines[chunk]! },
      };
      if (same) same.push(one);
      else byName.set(name.toLowerCase(), [one]);
    }
  }
  return [...byName.values()]
    .flatMap((same) => (same.length === 1 ? same : []))
    .filter(({ path, line, name }) => lineOf(path, line).includes(name))
    .map((one) => ({ ...one, order: hashOf(`${one.path}:${one.name}`) }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .slice(0, most);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
