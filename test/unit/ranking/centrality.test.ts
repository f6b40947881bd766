import { describe, expect, it } from 'vitest';
import { Centrality } from '../../../src/engine/ranking/centrality';
import { shardOf, type SmallFile } from '../../support/memoryIndex';

const store: SmallFile = {
  path: 'store.ts',
  chunks: [{ text: 'export class Store {}', symbols: [{ name: 'Store', kind: 'class', line: 1 }] }],
};
const lonely: SmallFile = {
  path: 'lonely.ts',
  chunks: [{ text: 'export class Lonely {}', symbols: [{ name: 'Lonely', kind: 'class', line: 1 }] }],
};
const user = (i: number): SmallFile => ({ path: `user${i}.ts`, chunks: [{ text: `new Store(${i})` }] });

describe('centrality', () => {
  const users = shardOf([user(1), user(2), user(3)]);
  const types = shardOf([store, lonely]);
  const centrality = new Centrality([users, types]);

  it('is greater for a file whose type is mentioned more', () => {
    const values = centrality.of(types);
    const at = (path: string): number => values[types.files.findIndex((file) => file.path === path)]!;
    expect(at('store.ts')).toBeCloseTo(Math.log1p(4));
    expect(at('lonely.ts')).toBeCloseTo(Math.log1p(1));
    expect([...centrality.of(users)]).toEqual([0, 0, 0]);
  });

  it('is kept for a file whose shard is stored again, and the drift is known', () => {
    const again = shardOf([store, lonely]);
    expect([...centrality.of(again)]).toEqual([...centrality.of(types)]);
    expect(centrality.drift([users, types])).toBe(0);
    expect(centrality.drift([users, again])).toBeCloseTo(2 / 5);
  });

  it('is that of the most mentioned type of a file, and of types only', () => {
    const chunk = (name: string, kind: 'function' | 'interface') => ({
      text: `export ${name}`,
      symbols: [{ name, kind, line: 1 }],
    });
    const shard = shardOf([
      { path: 'a.ts', chunks: [chunk('Cookie', 'interface'), chunk('Session', 'interface')] },
      {
        path: 'b.ts',
        chunks: [{ text: 'Session' }, { text: 'Session' }, { text: 'send' }, { text: 'send' }],
      },
      { path: 'c.ts', chunks: [chunk('send', 'function')] },
    ]);
    expect([...new Centrality([shard]).of(shard)]).toEqual([Math.log1p(3), 0, 0].map(Math.fround));
  });

  it('is 0 for types that were added after the counting, and there is no drift without chunks', () => {
    const later = shardOf([
      { path: 'x.ts', chunks: [{ text: 'x', symbols: [{ name: 'Later', kind: 'enum', line: 1 }] }] },
    ]);
    expect([...centrality.of(later)]).toEqual([0]);
    expect(centrality.drift([])).toBe(0);
  });
});
