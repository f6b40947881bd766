import { describe, expect, it } from 'vitest';
import type { SymbolDefinition } from '../../../src/engine/chunking/chunk';
import { emptyShard, updateShard } from '../../../src/engine/indexing/buildShard';
import type { IndexedChunk, IndexedFile } from '../../../src/engine/indexing/indexedFile';
import { symbolKinds, type Shard } from '../../../src/engine/indexing/shard';
import { TermAnalyzer, wholeIdentifierHash } from '../../../src/engine/retrieval/terms';
import { findTerm, type PostingList } from '../../../src/engine/retrieval/postings';
import { termHash } from '../../../src/engine/retrieval/termHash';

const dimensions = 3;
const analyzer = new TermAnalyzer();

/** A chunk whose values all follow from a number, and differ from those of every other number below 40. */
function chunk(number: number, text = `word${'abcdefghij'[number % 10]!}`): IndexedChunk {
  const symbol = (name: string, offset: number): SymbolDefinition => ({
    name,
    kind: symbolKinds[(number + offset) % symbolKinds.length]!,
    line: number * 10 + 2 + offset,
    startLine: number * 10 + 1 + offset,
    endLine: number * 10 + 5 + offset,
  });
  return {
    startLine: number * 10 + 1,
    endLine: number * 10 + 9,
    breadcrumb: ['Outer', `inner${number}`],
    symbols: number % 3 === 0 ? [] : [symbol(`first${number}Name`, 0), symbol(`other${number}`, 1)],
    isBoilerplate: number % 4 === 1,
    textHash: (number * 7 + 1).toString(16).padStart(2, '0').repeat(16),
    terms: analyzer.analyze(text),
    vector: Int8Array.of(number, -number, 100 - number),
    scale: 1 / (number + 1),
  };
}

const file = (path: string, ...chunks: readonly IndexedChunk[]): IndexedFile => ({
  ...{ path, language: 'typescript', kind: 'code', contentHash: '0'.repeat(32), sizeBytes: 1, mtimeMs: 1 },
  chunks,
});

const put = (old: Shard, ...files: readonly IndexedFile[]): Shard =>
  updateShard(old, files, new Set(), analyzer);
const remove = (old: Shard, ...paths: readonly string[]): Shard =>
  updateShard(old, [], new Set(paths), analyzer);

/** Everything that a shard has about each chunk, by file. */
function read(shard: Shard): Record<string, unknown[]> {
  const { chunks, symbols } = shard;
  const hex = (bytes: Uint8Array): string =>
    [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return Object.fromEntries(
    shard.files.map(({ path, firstChunk, chunkCount }, fileNumber) => [
      path,
      Array.from({ length: chunkCount }, (_, i) => firstChunk + i).map((at) => ({
        file: chunks.files[at] === fileNumber,
        startLine: chunks.startLines[at],
        endLine: chunks.endLines[at],
        length: chunks.lengths[at],
        textHash: hex(chunks.textHashes.subarray(at * 16, at * 16 + 16)),
        breadcrumb: chunks.breadcrumbs.at(at).split('\u001f'),
        vector: [...chunks.vectors.subarray(at * dimensions, (at + 1) * dimensions)],
        scale: chunks.scales[at],
        isBoilerplate: chunks.boilerplate[at] === 1,
        symbols: Array.from({ length: symbols.count }, (_unused, symbol) => symbol)
          .filter((symbol) => symbols.chunks[symbol] === at)
          .map((symbol) => ({
            name: symbols.names.at(symbol),
            kind: symbolKinds[symbols.kinds[symbol]!],
            line: symbols.lines[symbol],
            startLine: symbols.startLines[symbol],
            endLine: symbols.endLines[symbol],
          })),
      })),
    ]),
  );
}

/** The same, as it was put. */
function asPut(...files: readonly IndexedFile[]): Record<string, unknown[]> {
  return Object.fromEntries(
    files.map(({ path, chunks }) => [
      path,
      chunks.map(({ terms, vector, scale, ...rest }) => ({
        ...rest,
        file: true,
        length: terms.length,
        vector: [...vector],
        scale: Math.fround(scale),
      })),
    ]),
  );
}

const a = file('a.ts', chunk(1), chunk(2));
const b = file('b.ts', chunk(3), chunk(4), chunk(5));
const c = file('c.ts', chunk(6), chunk(7));
const empty = file('d.ts');

describe('a shard', () => {
  const all = put(emptyShard(dimensions), c, empty, a, b);

  it('contains the added files, by path', () => {
    expect(read(all)).toEqual(asPut(a, b, c, empty));
    expect(all.files.map(({ path }) => path)).toEqual(['a.ts', 'b.ts', 'c.ts', 'd.ts']);
    expect(all.chunks.count).toBe(7);
  });

  it('keeps the other files when one is removed, replaced or added', () => {
    const changed = file('b.ts', chunk(8));
    const added = file('bb.ts', chunk(9), chunk(10));
    expect(read(remove(all, 'a.ts'))).toEqual(asPut(b, c, empty));
    expect(read(remove(all, 'b.ts', 'd.ts'))).toEqual(asPut(a, c));
    expect(read(put(all, changed))).toEqual(asPut(a, changed, c, empty));
    expect(read(put(all, added))).toEqual(asPut(a, b, added, c, empty));
    expect(read(updateShard(all, [added], new Set(['a.ts']), analyzer))).toEqual(asPut(b, added, c, empty));
    expect(read(remove(all, 'a.ts', 'b.ts', 'c.ts', 'd.ts'))).toEqual({});
  });

  it('is the same, byte by byte, after any updates', () => {
    const steps = [put(put(put(put(emptyShard(dimensions), b), empty), a), c), put(remove(all, 'b.ts'), b)];
    for (const shard of steps) expect(shard).toEqual(all);
    expect(remove(put(all, file('x.ts', chunk(11))), 'x.ts')).toEqual(all);
  });

  const documentsOf = (postings: PostingList, term: number): number[] => {
    const at = findTerm(postings, term);
    return at < 0 ? [] : [...postings.documents.subarray(postings.offsets[at], postings.offsets[at + 1])];
  };

  it('has postings of the terms of chunks and of names', () => {
    const worda = termHash('worda');
    const shard = put(remove(all, 'a.ts'), file('aa.ts', chunk(10), chunk(3)));
    // Chunk 10 is the first of aa.ts, chunk 3 its second and the first of b.ts.
    expect(documentsOf(shard.bodies, worda)).toEqual([0]);
    expect(documentsOf(shard.bodies, termHash('wordd'))).toEqual([1, 2]);
    const [symbol] = documentsOf(shard.definitions, wholeIdentifierHash('first4Name'));
    expect(shard.symbols.names.at(symbol!)).toBe('first4Name');
    expect(documentsOf(shard.definitions, wholeIdentifierHash('first2Name'))).toEqual([]);
  });

  it('stores the number of terms of a name', () => {
    const widths = new Map(
      Array.from({ length: all.symbols.count }, (_, i) => [all.symbols.names.at(i), all.symbols.widths[i]]),
    );
    // `first`, `name` and the whole; a digit is no term. `other` and the whole.
    expect([widths.get('first4Name'), widths.get('other4')]).toEqual([3, 2]);
    const kept = remove(all, 'a.ts').symbols;
    expect([...kept.widths]).toEqual(
      Array.from({ length: kept.count }, (_, i) => widths.get(kept.names.at(i))),
    );
    const longest = Array.from({ length: 400 }, (_, i) => `w${i.toString(36)}x`).join('_');
    const long = { ...chunk(1), symbols: [{ ...chunk(1).symbols[0]!, name: longest.slice(0, 80) }] };
    expect(put(emptyShard(dimensions), file('l.ts', long)).symbols.widths[0]).toBeLessThanOrEqual(255);
  });
});

describe('an empty shard', () => {
  it('contains nothing, and keeps the number of dimensions', () => {
    expect(remove(emptyShard(dimensions))).toEqual(emptyShard(dimensions));
    expect(emptyShard(7)).toMatchObject({
      dimensions: 7,
      files: [],
      chunks: { count: 0 },
      symbols: { count: 0 },
      bodies: { hashes: new Uint32Array(0), offsets: Uint32Array.of(0) },
    });
    expect(emptyShard(7).chunks.textHashes).toHaveLength(0);
  });
});
