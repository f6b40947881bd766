import { symbolKinds } from '../../../src/engine/indexing/shard';
import type { IndexedChunk, IndexedFile } from '../../../src/engine/indexing/indexedFile';
import type { IndexFingerprint } from '../../../src/engine/indexing/indexStore';
import { quantize } from '../../../src/engine/embedding/quantize';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import type { Random } from './random';

const words =
  'parse retry upload token cache index vector query file worker socket 令牌 刷新 Größe naïve HTTPServer max_size'.split(
    ' ',
  );
const analyzer = new TermAnalyzer();

/** A fingerprint for tests; other values are those of an arbitrary model. */
export function testFingerprint(changed: Partial<IndexFingerprint> = {}): IndexFingerprint {
  return {
    provider: 'test',
    host: '',
    model: 'random',
    dimensions: 32,
    promptVersion: 1,
    chunkingVersion: 1,
    lexicalVersion: 1,
    ...changed,
  };
}

function pick<T>(from: readonly T[], next: Random): T {
  return from[Math.floor(next() * from.length)]!;
}

function hex(digits: number, next: Random): string {
  return Array.from({ length: digits }, () => Math.floor(next() * 16).toString(16)).join('');
}

/** A chunk of random words; one in eight has no vector. */
export function syntheticChunk(startLine: number, dimensions: number, next: Random): IndexedChunk {
  const text = Array.from(
    { length: 5 + Math.floor(next() * 40) },
    () => `${pick(words, next)}${Math.floor(next() * 50)}`,
  ).join(' ');
  const vector = new Int8Array(dimensions);
  const embedding = Float32Array.from({ length: dimensions }, () => next() - 0.5);
  const scale = next() < 0.125 ? 0 : quantize(embedding, vector, 0);
  return {
    startLine,
    endLine: startLine + Math.floor(next() * 50),
    breadcrumb: Array.from({ length: Math.floor(next() * 4) }, () => pick(words, next)),
    symbols: Array.from({ length: Math.floor(next() * 3) }, () => ({
      name: pick(words, next) + pick(words, next),
      kind: pick(symbolKinds, next),
      line: startLine,
      startLine,
      endLine: startLine + (startLine % 9),
    })),
    textHash: hex(32, next),
    terms: analyzer.analyze(text),
    vector,
    scale,
    isBoilerplate: startLine % 5 === 0,
  };
}

/** A file of up to `maxChunks` chunks; some have none or are skipped. */
export function syntheticFile(path: string, dimensions: number, next: Random, maxChunks = 6): IndexedFile {
  const skipped = next() < 0.1;
  const count = skipped ? 0 : Math.floor(next() * (maxChunks + 1));
  return {
    path,
    language: pick(['typescript', 'markdown', 'go'], next),
    kind: pick(['code', 'docs'] as const, next),
    sizeBytes: Math.floor(next() * 100_000),
    mtimeMs: 1_700_000_000_000 + next() * 1e9,
    contentHash: hex(32, next),
    ...(skipped && {
      skip:
        next() < 0.5
          ? { reason: 'binary' as const }
          : { reason: 'minified' as const, detail: '"line" of 9 KB' },
    }),
    chunks: Array.from({ length: count }, (_, i) => syntheticChunk(1 + i * 50, dimensions, next)),
  };
}

/** Realistic paths: several folders, other scripts, spaces, a lone surrogate. */
export function syntheticPath(number: number): string {
  return `${['src', 'docs/文档', 'a b', 'x\ud800y'][number % 4]!}/${['lib', 'test'][number % 2]!}/file${number}.ts`;
}

export function syntheticFiles(
  count: number,
  dimensions: number,
  next: Random,
  maxChunks?: number,
): IndexedFile[] {
  return Array.from({ length: count }, (_, i) =>
    syntheticFile(syntheticPath(i), dimensions, next, maxChunks),
  );
}
