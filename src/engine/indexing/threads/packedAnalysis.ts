import type { SymbolDefinition } from '../../chunking/chunk';
import type { QuantizedVector } from '../../embedding/quantize';
import { analysisStages, type AnalysisTimes, type AnalyzedChunk, type AnalyzedFile } from '../analyzeFile';
import type { FileRecord } from '../indexedFile';
import { symbolKinds } from '../shard';

/**
 * Analyzed files in the form that crosses threads: a few typed arrays, which are transferred, and long texts, which are
 * copied at the speed of memory. Objects would be copied one by one.
 */
export interface PackedAnalysis {
  /** Without their chunks. */
  readonly records: readonly FileRecord[];
  /** Milliseconds, {@link analysisStages} for each file. */
  readonly times: Float64Array;
  /** For each file the number of its chunks, then the chunks; see {@link Packer}. */
  readonly numbers: Uint32Array;
  /** Terms of all chunks. */
  readonly hashes: Uint32Array;
  readonly counts: Uint8Array;
  /** Of each chunk the hash of its text and its cache key, 64 characters together. */
  readonly digests: string;
  /** Breadcrumbs and symbols, and the documents that have no vector. */
  readonly texts: string;
  /** Vectors of all chunks, row by row; empty if they are not computed. */
  readonly vectors: Int8Array;
  readonly scales: Float32Array;
}

const digestLength = 32;

/** Packs analyzed files. Either all of their chunks have vectors, or none. */
export function packAnalysis(files: readonly AnalyzedFile[]): PackedAnalysis {
  const packer = new Packer();
  const chunks = files.flatMap((file) => file.chunks);
  for (const file of files) {
    packer.numbers.push(file.chunks.length);
    for (const chunk of file.chunks) packer.add(chunk);
  }
  const vectors = chunks.flatMap(({ document }) => document.vector ?? []);
  const dimensions = vectors[0]?.data.length ?? 0;
  const data = new Int8Array(vectors.length * dimensions);
  for (const [row, vector] of vectors.entries()) data.set(vector.data, row * dimensions);
  const termCount = chunks.reduce((sum, { terms }) => sum + terms.hashes.length, 0);
  const hashes = new Uint32Array(termCount);
  const counts = new Uint8Array(termCount);
  let at = 0;
  for (const { terms } of chunks) {
    hashes.set(terms.hashes, at);
    counts.set(terms.counts, at);
    at += terms.hashes.length;
  }
  return {
    records: files.map(({ record }) => record),
    times: Float64Array.from(files.flatMap(({ times }) => analysisStages.map((stage) => times[stage]))),
    numbers: Uint32Array.from(packer.numbers),
    ...{ hashes, counts },
    digests: chunks.map(({ textHash, document }) => textHash + document.key).join(''),
    texts: packer.texts.join(''),
    vectors: data,
    scales: Float32Array.from(vectors, ({ scale }) => scale),
  };
}

/** The memory of packed files that is moved to the other thread instead of being copied. */
export function transferredBuffers(packed: PackedAnalysis): ArrayBuffer[] {
  const { times, numbers, hashes, counts, vectors, scales } = packed;
  return [times, numbers, hashes, counts, vectors, scales].map(({ buffer }) => buffer as ArrayBuffer);
}

/** Collects the numbers and texts of chunks, in the order in which {@link Unpacker} takes them. */
class Packer {
  readonly numbers: number[] = [];
  readonly texts: string[] = [];

  add({ startLine, endLine, terms, isBoilerplate, breadcrumb, symbols, document }: AnalyzedChunk): void {
    const { length, hashes } = terms;
    this.numbers.push(startLine, endLine, length, hashes.length, isBoilerplate ? 1 : 0);
    this.numbers.push(breadcrumb.length, symbols.length);
    for (const scope of breadcrumb) this.addText(scope);
    for (const symbol of symbols) {
      this.numbers.push(symbolKinds.indexOf(symbol.kind), symbol.line, symbol.startLine, symbol.endLine);
      this.addText(symbol.name);
    }
    if (document.text !== undefined) this.addText(document.text);
  }

  private addText(text: string): void {
    this.numbers.push(text.length);
    this.texts.push(text);
  }
}

/** The files that were packed. Their terms and vectors are views on the packed memory. */
export function unpackAnalysis(packed: PackedAnalysis): AnalyzedFile[] {
  const unpacker = new Unpacker(packed);
  return packed.records.map((record, i) => {
    const chunks = Array.from({ length: unpacker.number() }, () => unpacker.chunk());
    const first = i * analysisStages.length;
    const times = analysisStages.map((stage, at) => [stage, packed.times[first + at]!] as const);
    return { record, chunks, times: Object.fromEntries(times) as AnalysisTimes };
  });
}

/** Takes numbers and texts in the order in which {@link Packer} added them. */
class Unpacker {
  private nextNumber = 0;
  private nextTerm = 0;
  private nextCharacter = 0;
  private nextChunk = 0;
  private readonly dimensions: number;

  constructor(private readonly packed: PackedAnalysis) {
    const { vectors, scales } = packed;
    this.dimensions = scales.length === 0 ? 0 : vectors.length / scales.length;
  }

  number(): number {
    return this.packed.numbers[this.nextNumber++]!;
  }

  chunk(): AnalyzedChunk {
    const [startLine, endLine, length, termCount] = [
      this.number(),
      this.number(),
      this.number(),
      this.number(),
    ];
    const isBoilerplate = this.number() === 1;
    const [scopes, names] = [this.number(), this.number()];
    const breadcrumb = Array.from({ length: scopes }, () => this.text());
    const symbols = Array.from({ length: names }, () => this.symbol());
    const terms = {
      hashes: this.packed.hashes.subarray(this.nextTerm, this.nextTerm + termCount),
      counts: this.packed.counts.subarray(this.nextTerm, this.nextTerm + termCount),
      length,
    };
    this.nextTerm += termCount;
    const row = this.nextChunk++;
    const digests = row * 2 * digestLength;
    const textHash = this.packed.digests.slice(digests, digests + digestLength);
    const key = this.packed.digests.slice(digests + digestLength, digests + 2 * digestLength);
    const vector = this.vector(row);
    const document = vector ? { key, vector } : { key, text: this.text() };
    return { startLine, endLine, breadcrumb, symbols, isBoilerplate, textHash, terms, document };
  }

  private symbol(): SymbolDefinition {
    const kind = symbolKinds[this.number()]!;
    const [line, startLine, endLine] = [this.number(), this.number(), this.number()];
    return { name: this.text(), kind, line, startLine, endLine };
  }

  private text(): string {
    const length = this.number();
    const text = this.packed.texts.slice(this.nextCharacter, this.nextCharacter + length);
    this.nextCharacter += length;
    return text;
  }

  private vector(row: number): QuantizedVector | undefined {
    if (this.dimensions === 0) return undefined;
    const { vectors, scales } = this.packed;
    const start = row * this.dimensions;
    return { data: vectors.subarray(start, start + this.dimensions), scale: scales[row]! };
  }
}
