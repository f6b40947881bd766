import { describe, expect, it } from 'vitest';
import { message } from '../../../src/common/messages/message';
import { emptyShard, updateShard } from '../../../src/engine/indexing/buildShard';
import type { IndexedFile } from '../../../src/engine/indexing/indexedFile';
import type { Shard } from '../../../src/engine/indexing/shard';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import {
  CorruptFileError,
  ForeignFormatError,
  packColumns,
  unpackColumns,
} from '../../../src/node/store/packedFile';
import { packNumbers } from '../../../src/node/store/numberColumns';
import {
  decodeShard,
  encodeShard,
  sectionCount,
  shardFormatVersion,
} from '../../../src/node/store/shardFormat';
import { random } from './random';
import { syntheticChunk, syntheticFile, syntheticFiles, syntheticPath } from './syntheticFiles';

const analyzer = new TermAnalyzer();
/** The lower bits of the hashes of the words in chunks; the upper ones follow. */
const hashSection = 19;

function shardOf(files: readonly IndexedFile[], dimensions: number): Shard {
  return updateShard(emptyShard(dimensions), files, new Set(), analyzer);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** A shard with all cases that a format can get wrong. */
function sampleShard(seed: number, files: number, dimensions = 24): Shard {
  return shardOf(syntheticFiles(files, dimensions, random(seed)), dimensions);
}

describe('shard format', () => {
  it.each([0, 1, 2, 3, 10, 60])('restores a shard of %i files', (files) => {
    for (const dimensions of [1, 7, 24, 256]) {
      const shard = sampleShard(files, files, dimensions);
      expect(decodeShard(encodeShard(shard))).toEqual(shard);
    }
  });

  it('restores the reason for a skipped file, and the kind of an included one', () => {
    const files = syntheticFiles(3, 8, random(5));
    const skip = { reason: 'secret', detail: message('privateKey') } as const;
    const shard = shardOf(
      [{ ...files[0]!, chunks: [], skip }, { ...files[1]!, secret: message('privateKey') }, files[2]!],
      8,
    );
    expect(decodeShard(encodeShard(shard))).toEqual(shard);
  });

  it('restores which chunks the provider could not embed', () => {
    const files = syntheticFiles(3, 8, random(6));
    const withoutVector = {
      chunks: 2,
      code: 'PROVIDER_BUSY',
      message: 'It answered "500".',
      isDue: true,
    } as const;
    const shard = shardOf(
      [
        { ...files[0]!, withoutVector },
        { ...files[1]!, secret: message('privateKey'), withoutVector },
        files[2]!,
      ],
      8,
    );
    expect(decodeShard(encodeShard(shard))).toEqual(shard);
    const broken = shardOf([{ ...files[0]!, withoutVector: { ...withoutVector, chunks: '2' as never } }], 8);
    expect(() => decodeShard(encodeShard(broken))).toThrow(CorruptFileError);
  });

  it('reads from any address, and copies only if necessary', () => {
    const shard = sampleShard(1, 5);
    const bytes = encodeShard(shard);
    for (let shift = 0; shift < 9; shift++) {
      const moved = new Uint8Array(bytes.length + 16).subarray(shift, shift + bytes.length);
      moved.set(bytes);
      const decoded = decodeShard(moved);
      expect(decoded).toEqual(shard);
      expect(decoded.chunks.vectors.buffer === moved.buffer).toBe(shift % 8 === 0);
    }
  });

  it('numbers chunks in 32 bits if 16 are not enough', () => {
    const next = random(3);
    const chunk = { ...syntheticChunk(1, 2, next), symbols: [] };
    const large = {
      ...syntheticFile('large', 2, next),
      chunks: new Array<typeof chunk>(0x10001).fill(chunk),
    };
    const shard = shardOf([large], 2);
    expect(shard.bodies.documents).toBeInstanceOf(Uint32Array);
    const bytes = encodeShard(shard);
    const decoded = decodeShard(bytes);
    expect(decoded.bodies.documents).toBeInstanceOf(Uint32Array);
    // `toEqual` is slow with a million numbers.
    expect(encodeShard(decoded).equals(bytes)).toBe(true);
  });

  it.each([
    [0x7f, 1],
    [0x80, 2],
    [0x3fff, 2],
    [0x4000, 3],
    [0x1f_ffff, 3],
    [0x20_0000, 4],
    [0xfff_ffff, 4],
    [0x1000_0000, 5],
    [0xffff_fffe, 5],
  ])('stores the number %i in %i bytes', (number, width) => {
    const file = syntheticFile('file', 8, random(7));
    const lined = file.chunks.map((chunk) => ({ ...chunk, startLine: 1, endLine: 1 + number }));
    const shard = shardOf([{ ...file, chunks: lined }], 8);
    const bytes = encodeShard(shard);
    const endLines = unpackColumns(shardFormatVersion, bytes, sectionCount)[4]!;
    expect(endLines.length).toBe(lined.length * width);
    expect(decodeShard(bytes)).toEqual(shard);
  });

  it('restores lines in any order', () => {
    const file = syntheticFile('file', 8, random(8));
    const upsideDown = file.chunks.map((chunk) => ({ ...chunk, startLine: 9, endLine: 3 }));
    const shard = shardOf([{ ...file, chunks: upsideDown }], 8);
    expect(decodeShard(encodeShard(shard))).toEqual(shard);
  });

  it('restores counts of every size and number', () => {
    const sample = sampleShard(2, 6);
    const { bodies } = sample;
    const all = [0, 1, 2, 3, 4, 5, 127, 128, 254, 255];
    for (let shift = 0; shift < all.length; shift++) {
      const counts = bodies.counts.map((_, i) => all[(i + shift) % all.length]!);
      for (let terms = Math.max(0, bodies.hashes.length - 9); terms <= bodies.hashes.length; terms++) {
        const end = bodies.offsets[terms]!;
        const part = {
          hashes: bodies.hashes.slice(0, terms),
          offsets: bodies.offsets.slice(0, terms + 1),
          documents: bodies.documents.slice(0, end),
          counts: counts.slice(0, end),
        };
        const shard = { ...sample, bodies: part };
        expect(decodeShard(encodeShard(shard))).toEqual(shard);
      }
    }
  });

  it('gives back hashes of every size, and terms in any number of chunks', () => {
    const sample = sampleShard(3, 400);
    const chunks = sample.chunks.count;
    expect(chunks).toBeGreaterThan(300);
    const hashes = Uint32Array.of(0, 1, 2, 0xffff, 0x1_0000, 0x1_ffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff);
    const lengths = [1, 2, 3, 4, 127, 128, 255, 256, 300];
    const offsets = Uint32Array.of(0, ...lengths.map((_, i) => sum(lengths.slice(0, i + 1))));
    const documents = Uint16Array.from(lengths.flatMap((length) => [...Array(length).keys()]));
    const bodies = { hashes, offsets, documents, counts: new Uint8Array(documents.length).fill(1) };
    const shard = { ...sample, bodies };
    expect(decodeShard(encodeShard(shard))).toEqual(shard);
    const unordered = { ...bodies, hashes: hashes.with(2, 1) };
    expect(() => encodeShard({ ...sample, bodies: unordered })).toThrow(CorruptFileError);
  });

  it('writes the same bytes for the same files after any updates', () => {
    const dimensions = 16;
    for (let seed = 1; seed <= 15; seed++) {
      const next = random(seed);
      let shard = emptyShard(dimensions);
      const files = new Map<string, IndexedFile>();
      for (let step = 0; step < 12; step++) {
        const put: IndexedFile[] = [];
        const remove = new Set<string>();
        for (let i = 0; i < 20; i++) {
          if (next() < 0.3) put.push(syntheticFile(syntheticPath(i), dimensions, next));
          else if (next() < 0.2) remove.add(syntheticPath(i));
        }
        // Encoded and decoded each time, as after a restart.
        shard = decodeShard(encodeShard(updateShard(shard, put, remove, analyzer)));
        for (const path of remove) files.delete(path);
        for (const file of put) files.set(file.path, file);
        const fresh = shardOf([...files.values()], dimensions);
        expect(encodeShard(shard).equals(encodeShard(fresh))).toBe(true);
      }
    }
  });

  it('refuses to write data that it would not read', () => {
    const shard = sampleShard(4, 10);
    const spoil = (change: Partial<Shard['chunks']>): Shard => ({
      ...shard,
      chunks: { ...shard.chunks, ...change },
    });
    expect(() => encodeShard(spoil({ scales: shard.chunks.scales.map(() => NaN) }))).toThrow(
      CorruptFileError,
    );
    expect(() => encodeShard(spoil({ vectors: new Int8Array(3) }))).toThrow(CorruptFileError);
    expect(() => encodeShard({ ...shard, files: shard.files.toReversed() })).toThrow(CorruptFileError);
  });
});

describe('a damaged shard file', () => {
  const bytes = encodeShard(sampleShard(9, 12));

  it('is refused if it is cut anywhere, and with data after it', () => {
    for (let length = 0; length < bytes.length; length += length < 300 ? 1 : 97) {
      expect(() => decodeShard(bytes.subarray(0, length))).toThrow(CorruptFileError);
    }
    expect(() => decodeShard(Buffer.concat([bytes, Buffer.alloc(8)]))).toThrow(CorruptFileError);
  });

  it('is refused with any flipped bit', () => {
    const next = random(11);
    const positions = [
      ...Array(300).keys(),
      ...Array.from({ length: 1500 }, () => Math.floor(next() * bytes.length)),
    ];
    for (const position of positions) {
      const damaged = Buffer.from(bytes);
      damaged[position]! ^= 1 << Math.floor(next() * 8);
      const isVersion = position >= 8 && position < 12;
      expect(() => decodeShard(damaged)).toThrow(isVersion ? ForeignFormatError : CorruptFileError);
    }
  });

  it('is refused if a part of it was not written', () => {
    for (let start = 0; start + 4096 < bytes.length; start += 4096) {
      const damaged = Buffer.from(bytes).fill(0, start, start + 4096);
      if (!damaged.equals(bytes)) expect(() => decodeShard(damaged)).toThrow(CorruptFileError);
    }
  });

  it('is refused if its content is inconsistent in spite of a right checksum', () => {
    const sections = unpackColumns(shardFormatVersion, bytes, sectionCount);
    // Each section in turn: missing, one byte shorter, all bytes the same.
    for (const [i, section] of sections.entries()) {
      const filled = (byte: number): Uint8Array => new Uint8Array(section.length).fill(byte);
      const changes = [new Uint8Array(), section.subarray(0, -1), filled(0xff), filled(0x7f)];
      for (const change of changes) {
        const other = packColumns(shardFormatVersion, sections.with(i, change));
        // Numbers not used for lookups may have any value: lines, lengths, hashes, vectors, scales, text, counts.
        try {
          const { chunks } = decodeShard(other);
          expect(chunks.count).toBeGreaterThan(0);
          expect(change.length).toBe(section.length);
          expect([2, 3, 4, 5, 7, 8, 9, 10, 12, 14, 15, 16, 18, 19, 23, 24, 28]).toContain(i);
        } catch (error) {
          expect(error).toBeInstanceOf(CorruptFileError);
        }
      }
    }
  });

  it('is refused when the hashes of its terms do not ascend, or are too large', () => {
    const sections = unpackColumns(shardFormatVersion, bytes, sectionCount);
    const [lower, upper] = [sections[hashSection]!, sections[hashSection + 1]!];
    const withHashes = (low: Uint8Array, high: Uint8Array): Buffer =>
      packColumns(shardFormatVersion, sections.with(hashSection, low).with(hashSection + 1, high));
    const terms = lower.length / 2;
    expect(() => decodeShard(withHashes(lower, upper))).not.toThrow();
    const zeros = new Uint8Array(terms);
    expect(() => decodeShard(withHashes(new Uint8Array(lower.length), zeros))).toThrow(CorruptFileError);
    const large = packNumbers(new Uint32Array(terms).fill(0xffff));
    expect(() => decodeShard(withHashes(lower, large))).toThrow(CorruptFileError);
  });
});
