import { describe, expect, it } from 'vitest';
import { scoreLexically } from '../../../src/engine/retrieval/lexicalRetriever';
import { analyzeQuery } from '../../../src/engine/retrieval/query';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { rankFiles } from '../../../src/engine/ranking/rank';
import { defaultWeights } from '../../../src/engine/ranking/weights';
import { lexicalEvidence, shardOf, type SmallFile } from '../../support/memoryIndex';

const analyzer = new TermAnalyzer();

/** A file with one chunk for each name, whose definition has so many lines. */
function fileOf(
  path: string,
  ...definitions: readonly (readonly [name: string, lines: number])[]
): SmallFile {
  return {
    path,
    chunks: definitions.map(([name, lines]) => ({
      text: `${name} body`,
      symbols: [{ name, kind: 'function' as const, line: 1, endLine: lines }],
    })),
  };
}

/** The fit of each of these definitions, each in a file of its own. */
function fitsOf(
  query: string,
  ...definitions: readonly (readonly [name: string, lines: number])[]
): number[] {
  const shards = [shardOf(definitions.map((one, i) => fileOf(`${i}.c`, one)))];
  return [...scoreLexically(shards, analyzeQuery(query, analyzer)).scores[0]!.exactNameFits];
}

describe('how well a definition fits the name that is searched for', () => {
  it.each([
    [
      'the same spelling, then other case, then another form',
      'stringer',
      ['stringer', 'Stringer', 'stringers'],
    ],
    ['the same sign at the end', 'valid?', ['valid?', 'valid']],
    ['no sign at the end', 'valid', ['valid', 'valid!']],
    ['the underscore at the beginning', '_union', ['_union', 'union']],
    ['the case of a compound name', 'parseUrl', ['parseUrl', 'parseURL']],
    ['letters outside ASCII', 'größe', ['größe', 'Größe']],
  ])('depends on the spelling: %s', (_, query, names) => {
    const fits = fitsOf(query, ...names.map((name) => [name, 3] as const));
    expect(fits).toEqual(fits.toSorted((a, b) => b - a));
    expect(new Set(fits).size).toBe(names.length);
    expect(fits.at(-1)).toBeGreaterThan(0);
  });

  it.each(['Oban.Queues.Executor', 'Oban::Executor', 'oban/Executor', 'M:Executor', 'def self.Executor'])(
    'counts the last part of a qualified name: %s',
    (name) => {
      expect(fitsOf('Executor', [name, 3])).toEqual(fitsOf('Executor', ['Executor', 3]));
    },
  );

  it.each(['Oban.ExecutorPool', 'PoolExecutor', 'Executor.Pool'])(
    'does not count a name that merely contains it: %s',
    (name) => {
      expect(fitsOf('Executor', [name, 3])).toEqual([0]);
    },
  );

  it('is better the longer the definition is, up to a length', () => {
    const [prototype, short, long, longer] = fitsOf(
      'send',
      ['send', 1],
      ['send', 4],
      ['send', 40],
      ['send', 400],
    );
    expect(short).toBeGreaterThan(prototype!);
    expect(long).toBeGreaterThan(short!);
    expect(longer).toBe(long);
  });

  it('is that of the best definition of a file, whose chunk is known', () => {
    const shards = [shardOf([fileOf('a.c', ['send', 1], ['Send', 9], ['send', 9], ['send', 5])])];
    const [scores] = scoreLexically(shards, analyzeQuery('send', analyzer)).scores;
    expect([...scores!.exactNameChunks]).toEqual([2]);
  });
});

describe('files that define the name that is searched for', () => {
  it('are ordered by the fit: the function before its prototype', () => {
    const shards = [shardOf([fileOf('a.h', ['send_all', 1]), fileOf('b.c', ['send_all', 30])])];
    const ranked = rankFiles(lexicalEvidence(shards, 'send_all'), defaultWeights);
    expect(ranked.map(({ file }) => shards[0]!.files[file]!.path)).toEqual(['b.c', 'a.h']);
  });
});
