import { describe, expect, it } from 'vitest';
import { rankFiles } from '../../../src/engine/ranking/rank';
import { defaultWeights } from '../../../src/engine/ranking/weights';
import { hitsInOrder } from '../../../src/engine/searching/hits';
import { describeHit } from '../../../src/engine/searching/describeHit';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { lexicalEvidence, shardOf } from '../../support/memoryIndex';

const shards = [
  shardOf([
    {
      path: 'src/session.ts',
      chunks: [
        { text: 'import something from "there"' },
        {
          text: 'class SessionStore { expire(session) { sessions.delete(session) } }',
          symbols: [
            { name: 'SessionStore', kind: 'class', line: 11 },
            { name: 'expireSession', kind: 'method', line: 12 },
          ],
        },
        { text: 'function unrelated() { return session }' },
      ],
    },
    { path: 'src/login.ts', chunks: [{ text: 'login starts a session' }] },
  ]),
];

describe('hits', () => {
  const evidence = lexicalEvidence(shards, 'expire session');
  const ranked = rankFiles(evidence, defaultWeights);
  const hits = [...hitsInOrder(evidence, ranked, 'files')];

  it('show each file once by its best chunk before any file twice', () => {
    expect(hits.map(({ file, startLine }) => [file.path, startLine])).toEqual([
      ['src/session.ts', 11],
      ['src/login.ts', 1],
      ['src/session.ts', 21],
      ['src/session.ts', 1],
    ]);
  });

  it('name the matching symbol, and report how they matched', () => {
    const fileText = Array.from({ length: 30 }, (_, i) => `line ${i + 1}`).join('\n');
    const [first, second, third, last] = hits.map((hit) =>
      describeHit(
        evidence,
        hit,
        { startLine: hit.startLine, endLine: hit.endLine, fileText },
        '/folder',
        new TermAnalyzer(),
      ),
    );
    expect(first).toMatchObject({
      symbol: 'expireSession',
      symbolKind: 'method',
      matchedBy: ['lexical', 'symbol', 'path'],
    });
    expect(first!.preview.split('\n')[0]).toBe('line 12');
    expect(second).toMatchObject({ symbol: null, symbolKind: null, matchedBy: ['lexical'] });
    expect(third!.matchedBy).not.toContain('symbol');
    expect(last!.matchedBy).not.toContain('vector');
  });

  it('show the best places first on request, whatever their files', () => {
    const order = [...hitsInOrder(evidence, ranked, 'places')];
    expect(order.slice(0, 2).map(({ file, startLine }) => [file.path, startLine])).toEqual([
      ['src/session.ts', 11],
      ['src/session.ts', 21],
    ]);
    expect(order).toHaveLength(hits.length);
    expect(order.map(({ score }) => score)).toEqual(order.map(({ score }) => score).sort((a, b) => b - a));
  });
});

describe('the chunks of a file', () => {
  it('are ordered by names that resemble the query, if they have the same words', () => {
    const chunk = (name: string, line: number) => ({
      text: 'sends the request once more if it is refused',
      symbols: [{ name, kind: 'function' as const, line }],
    });
    const shard = shardOf([
      { path: 'src/client.ts', chunks: [chunk('close', 1), chunk('authRefused', 11), chunk('open', 21)] },
      { path: 'src/server.ts', chunks: [{ text: 'answers a request' }] },
    ]);
    const evidence = lexicalEvidence([shard], 'authentication of a request');
    const ranked = rankFiles(evidence, defaultWeights);
    for (const order of ['files', 'places'] as const) {
      const [first] = hitsInOrder(evidence, ranked, order);
      expect(first!.startLine).toBe(11);
    }
  });
});

describe('the order of places', () => {
  const text = 'the pool closes idle connections after a timeout';
  const shard = shardOf([
    { path: 'docs/pool.md', kind: 'docs', chunks: [{ text }] },
    { path: 'src/pool.ts', chunks: [{ text }] },
  ]);

  const orderOf = (query: string): string[] => {
    const evidence = lexicalEvidence([shard], query);
    const ranked = rankFiles(evidence, defaultWeights).map((one) => ({ ...one, score: 5 }));
    return [...hitsInOrder(evidence, ranked, 'places')].map(({ file }) => file.path);
  };

  it('counts the score of a chunk more in documentation than in code', () => {
    expect(orderOf('pool closes idle connections timeout')[0]).toBe('docs/pool.md');
    expect(orderOf('pool of threads, workers and processes')[0]).toBe('src/pool.ts');
  });

  it('lists the definition of a name before a section about it', () => {
    const named = shardOf([
      {
        path: 'docs/pool.md',
        kind: 'docs',
        chunks: [{ text: 'ConnectionPool', symbols: [{ name: 'ConnectionPool', kind: 'section', line: 1 }] }],
      },
      {
        path: 'src/pool.ts',
        chunks: [{ text: 'ConnectionPool', symbols: [{ name: 'ConnectionPool', kind: 'class', line: 1 }] }],
      },
    ]);
    const evidence = lexicalEvidence([named], 'ConnectionPool');
    const scores = { 'docs/pool.md': 5, 'src/pool.ts': 6 };
    const ranked = rankFiles(evidence, defaultWeights).map((one) => ({
      ...one,
      score: scores[named.files[one.file]!.path as keyof typeof scores],
    }));
    expect([...hitsInOrder(evidence, ranked, 'places')].map(({ file }) => file.path)).toEqual([
      'src/pool.ts',
      'docs/pool.md',
    ]);
  });
});
