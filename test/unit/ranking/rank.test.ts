import { describe, expect, it } from 'vitest';
import { rankFiles, signalsOf } from '../../../src/engine/ranking/rank';
import { defaultWeights } from '../../../src/engine/ranking/weights';
import { lexicalEvidence, rankedPaths, shardOf, type SmallFile } from '../../support/memoryIndex';

const retry: SmallFile = {
  path: 'src/upload/retryPolicy.ts',
  chunks: [
    {
      text: '/** Sends a failed upload again. */ export function retryUpload(file) { backoff(); send(file); }',
      symbols: [{ name: 'retryUpload', kind: 'function', line: 1 }],
    },
  ],
};
const retryTest: SmallFile = {
  path: 'src/upload/retryPolicy.test.ts',
  chunks: [
    { text: 'it("retries a failed upload", () => { retryUpload(file); expect(send).toHaveBeenCalled(); })' },
  ],
};
const caller: SmallFile = {
  path: 'src/main.ts',
  chunks: [
    { text: 'import { retryUpload } from "./upload"; retryUpload(file); other(); things(); happen();' },
  ],
};
const unrelated: SmallFile = {
  path: 'src/paint/colors.ts',
  chunks: [{ text: 'export const red = "#f00";' }],
};
const guide: SmallFile = {
  path: 'docs/uploads.md',
  kind: 'docs',
  language: 'markdown',
  chunks: [{ text: '# Uploads\n\nA failed upload is sent again.' }],
};

const shards = [shardOf([retry, unrelated]), shardOf([retryTest, caller, guide])];

describe('rankFiles', () => {
  it('ranks the definition before its callers and tests, for a description and for a name', () => {
    expect(rankedPaths(shards, 'where do we retry failed uploads')[0]).toBe(retry.path);
    expect(rankedPaths(shards, 'retryUpload')[0]).toBe(retry.path);
  });

  it('excludes files that no retriever found', () => {
    expect(rankedPaths(shards, 'retryUpload')).not.toContain(unrelated.path);
  });

  it('applies the filter before it selects the top files', () => {
    expect(rankedPaths(shards, 'failed upload', { kind: 'docs' })).toEqual([guide.path]);
    expect(rankedPaths(shards, 'failed upload', { excludedPaths: ['src'] })).toEqual([guide.path]);
  });

  it('finds the only file with a word, even if many match other words', () => {
    const many = Array.from({ length: 700 }, (_, i) => ({
      path: `a/${i}.ts`,
      chunks: [{ text: 'cache cache cache entry' }],
    }));
    const far = { path: 'z/last.ts', chunks: [{ text: 'zirconium cache' }] };
    expect(rankedPaths([shardOf(many), shardOf([far])], 'zirconium cache')[0]).toBe(far.path);
  });

  it('orders equal scores by path', () => {
    const twins = ['b.ts', 'a.ts', 'c.ts'].map((path) => ({
      path: `x/${path}`,
      chunks: [{ text: 'twin words here' }],
    }));
    expect(rankedPaths([shardOf(twins)], 'twin words')).toEqual(['x/a.ts', 'x/b.ts', 'x/c.ts']);
  });

  it('returns each signal that it used', () => {
    const evidence = lexicalEvidence(shards, 'retryUpload');
    const [best, ...others] = rankFiles(evidence, defaultWeights);
    expect(signalsOf(best!)).toMatchObject({ exactName: 1, bestName: 1, test: 0, chunkCosine: 0 });
    const test = others.find(({ shard, file }) => shards[shard]!.files[file]!.path === retryTest.path);
    expect(signalsOf(test!)).toMatchObject({ exactName: 0, test: 1 });
  });
});
