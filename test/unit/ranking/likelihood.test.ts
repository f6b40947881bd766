import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { calibratedModel, Likelihood } from '../../../src/engine/ranking/likelihood';
import { lexicalEvidence, shardOf } from '../../support/memoryIndex';

const shards = [
  shardOf([
    { path: 'a.ts', chunks: [{ text: 'retry failed uploads' }, { text: 'retry' }] },
    { path: 'b.ts', chunks: [{ text: 'something else entirely' }] },
  ]),
];

describe('Likelihood', () => {
  it('is fitted to the shipped model', () => {
    const config = path.join(__dirname, '../../../media/model/config.json');
    expect(JSON.parse(readFileSync(config, 'utf8'))).toMatchObject({ name: calibratedModel });
  });

  it('computes the share of the query that a chunk has, and the share that no chunk has', () => {
    const known = new Likelihood(lexicalEvidence(shards, 'retry failed uploads'));
    expect(known.signalsOf(0, 0)).toMatchObject({ cosine: 0, deviations: 0, unknown: 0 });
    expect(known.signalsOf(0, 0).cover).toBeCloseTo(1);
    expect(known.signalsOf(0, 1).cover).toBeLessThan(0.5);
    expect(known.isLikely(0, 0)).toBe(true);
    expect(known.isLikely(0, 1)).toBe(false);
    const odd = new Likelihood(lexicalEvidence(shards, 'retry unicorn teleportation'));
    expect(odd.signalsOf(0, 0).unknown).toBeGreaterThan(0.6);
    expect(odd.isLikely(0, 0)).toBe(false);
  });
});
