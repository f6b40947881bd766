import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../../src/common/logger';
import type { EmbeddingProvider } from '../../../src/engine/embedding/embeddingProvider';
import type { IndexStore } from '../../../src/engine/indexing/indexStore';
import { RunTally } from '../../../src/engine/indexing/runTally';
import type { Shard, ShardFile } from '../../../src/engine/indexing/shard';
import { shardOf } from '../../support/memoryIndex';

const paths = (...all: readonly string[]) => all.map((path) => ({ path, reason: 'r' }));

const shardWith = (...files: readonly Partial<ShardFile>[]): Shard =>
  ({ ...shardOf([]), files: files.map((file) => ({ chunkCount: 0, sizeBytes: 0, ...file })) }) as Shard;

describe('the tally of a run', () => {
  const store = (unreadable: number) =>
    ({
      shards: [shardWith({ path: 'a', chunkCount: 5 })],
      unread: { count: unreadable, paths: [] },
    }) as unknown as IndexStore;

  it('reports embedded and reused chunks, and the requests of this run', () => {
    const provider = { requests: 10 } as unknown as EmbeddingProvider & { requests: number };
    const tally = new RunTally(provider, silentLogger);
    provider.requests = 13;
    tally.embedded += 2;
    tally.skipped.push(...paths('z', 'a', 'm'));
    const report = tally.report(store(4));
    expect(report).toMatchObject({
      files: 1,
      chunks: 5,
      embedded: 2,
      reused: 3,
      removed: 0,
      requests: 3,
      unreadable: 4,
    });
    expect(report.skipped.map(({ path }) => path)).toEqual(['a', 'm', 'z']);
    expect(report.tookMs).toBeGreaterThanOrEqual(0);
    tally.embedded = 9;
    expect(tally.report(store(0)).reused).toBe(0);
  });

  it('has no requests if the provider does not count them', () => {
    const tally = new RunTally({} as EmbeddingProvider, silentLogger);
    expect(tally.report(store(0)).requests).toBe(0);
  });

  it('reports the use of shared vectors during this run, not before it', () => {
    const countsOf = (each: number, fault?: string) => ({
      ...{ place: 'server:1', vectors: each, found: 2 * each, absent: 3 * each, bad: 4 * each },
      ...{ written: 5 * each, present: 6 * each, unwritten: 7 * each, fault },
    });
    const shared = { counts: countsOf(10) };
    const tally = new RunTally({} as EmbeddingProvider, silentLogger, shared);
    shared.counts = countsOf(13, 'not reachable');
    expect(tally.report(store(0)).shared).toEqual(countsOf(3, 'not reachable'));
    expect(new RunTally({} as EmbeddingProvider, silentLogger).report(store(0))).not.toHaveProperty('shared');
  });

  it('lists what could not be read: files that failed, and unreadable paths', () => {
    const tally = new RunTally({} as EmbeddingProvider, silentLogger);
    tally.fail('a', 'broke');
    tally.skipped.push(
      { path: 'b/', reason: 'unreadable', detail: 'EACCES' },
      { path: 'c', reason: 'unreadable' },
      { path: 'd', reason: 'ignored' },
    );
    expect(tally.unread).toEqual([
      { path: 'a', reason: 'broke' },
      { path: 'b/', reason: 'EACCES' },
      { path: 'c', reason: 'unreadable' },
    ]);
  });

  it('logs the first twenty failures, and once that there are more', () => {
    const lines: string[] = [];
    const tally = new RunTally({} as EmbeddingProvider, {
      ...silentLogger,
      warn: (line) => lines.push(line),
    });
    for (let i = 1; i <= 30; i++) tally.fail(`f${i}`, 'broke');
    expect(lines).toHaveLength(21);
    expect(lines[19]).toContain('f20');
    expect(lines[20]).not.toContain('f21');
    expect(tally.failed).toHaveLength(30);
  });
});
