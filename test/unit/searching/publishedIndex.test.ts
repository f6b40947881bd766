import { describe, expect, it } from 'vitest';
import { splitShard } from '../../../src/engine/indexing/splitShard';
import { Centrality } from '../../../src/engine/ranking/centrality';
import { PlaceScorer } from '../../../src/engine/ranking/places';
import { rankFiles, type Evidence } from '../../../src/engine/ranking/rank';
import {
  cosineSpreadOf,
  pooledSpreads,
  spreadOf,
  type SizedSpreads,
} from '../../../src/engine/ranking/spread';
import { defaultWeights } from '../../../src/engine/ranking/weights';
import { scoreLexically } from '../../../src/engine/retrieval/lexicalRetriever';
import { documentFrequencies, totalsOf } from '../../../src/engine/retrieval/lexicalStatistics';
import { documentsOfTerms } from '../../../src/engine/retrieval/termDocuments';
import { lexicalEvidence, shardOf, vectorsOf, type SmallFile } from '../../support/memoryIndex';

const symbol = (name: string) => ({ name, kind: 'class', line: 1 }) as const;

/** Twelve files about valves and pumps; the first three are the candidates. */
const files = Array.from({ length: 12 }, (_, i): SmallFile => ({
  path: `src/${String.fromCharCode(97 + i)}.ts`,
  chunks: [
    { text: `opens the valve ${'pump '.repeat(i)}`, symbols: [symbol(i < 2 ? 'ValveOpener' : `Pump${i}`)] },
    { text: i % 2 === 0 ? 'closes a valve of ValveOpener' : 'drains the pump' },
  ],
}));
const whole = shardOf(files);
const candidates = splitShard(whole).slice(0, 3);
const query = 'open the valve';

/** Cosines of chunks: those of the candidates are not typical for the index. */
const cosines = Float32Array.from({ length: 24 }, (_, chunk) =>
  chunk < 6 ? 0.9 - chunk * 0.1 : 0.1 + chunk * 0.01,
);

function wholeEvidence(): Evidence {
  const evidence = lexicalEvidence([whole], query);
  const vector = [
    vectorsOf(
      whole,
      cosines,
      Float32Array.from({ length: 12 }, (_, file) => 0.6 - file * 0.04),
    ),
  ];
  return { ...evidence, vector, places: new PlaceScorer({ ...evidence, vector }) };
}

/** Evidence over the candidates only, with or without what is known of the whole index. */
function partEvidence(all: Evidence, isTold: boolean): Evidence {
  const evidence = lexicalEvidence(candidates, query);
  const found = [whole].map((shard) => ({
    bodies: documentsOfTerms(shard.bodies, all.query),
    definitions: documentsOfTerms(shard.definitions, all.query),
  }));
  const counts = {
    totals: totalsOf([whole]),
    frequencies: documentFrequencies([whole], found, all.query.terms.length),
  };
  const { scores: lexical, statistics } = scoreLexically(
    candidates,
    all.query,
    isTold ? { shards: new Set(candidates), counts: [counts] } : undefined,
  );
  const vector = candidates.map((shard, i) =>
    vectorsOf(shard, cosines.slice(2 * i, 2 * i + 2), all.vector![0]!.files.slice(i, i + 1)),
  );
  const spreads = {
    chunks: cosineSpreadOf(all.vector),
    best: spreadOf([all.vector![0]!.best]),
    files: spreadOf([all.vector![0]!.files]),
  };
  const centralities = new Centrality([whole]).of(whole);
  const centrality = {
    of: (shard: (typeof candidates)[number]) => centralities.slice(candidates.indexOf(shard)).slice(0, 1),
  };
  const part = { ...evidence, lexical, statistics, vector, ...(isTold && { spreads, centrality }) };
  return { ...part, places: new PlaceScorer(part) };
}

const signalsOf = (evidence: Evidence) =>
  rankFiles(evidence, defaultWeights).map(({ shard, file, table, row }) => {
    const { chunkCosine, fileCosine } = table.valuesOf(row);
    return { path: evidence.shards[shard]!.files[file]!.path, chunkCosine, fileCosine };
  });

describe('candidates of a published index', () => {
  const all = wholeEvidence();
  const told = partEvidence(all, true);
  const untold = partEvidence(all, false);

  it('have the lexical scores that they have in the whole index', () => {
    expect(told.statistics).toEqual(all.statistics);
    candidates.forEach((_, file) => {
      for (const list of ['chunks', 'covers'] as const)
        expect(told.lexical[file]![list], list).toEqual(all.lexical[0]![list].slice(2 * file, 2 * file + 2));
      for (const list of ['files', 'definitions', 'bestNames'] as const)
        expect(told.lexical[file]![list][0], list).toBe(all.lexical[0]![list][file]);
    });
    expect(untold.statistics).not.toEqual(all.statistics);
  });

  it('have the signals of cosines that they have in the whole index', () => {
    const inWhole = signalsOf(all).filter(({ path }) => path < 'src/d');
    expect(signalsOf(told)).toEqual(inWhole);
    expect(signalsOf(untold)).not.toEqual(inWhole);
    for (const [file, chunk] of [
      [0, 0],
      [2, 1],
    ] as const) {
      expect(told.places.scoreOf(file, chunk)).toBeCloseTo(all.places.scoreOf(0, 2 * file + chunk), 10);
      expect(untold.places.scoreOf(file, chunk)).not.toBeCloseTo(all.places.scoreOf(0, 2 * file + chunk), 2);
    }
  });
});

describe('a published index beside one in memory', () => {
  const all = wholeEvidence();
  const parts = splitShard(whole);
  const [published, here] = [parts.slice(0, 7), parts.slice(7)];

  it('is combined with it: every score is that of one index', () => {
    const found = published.map((shard) => ({
      bodies: documentsOfTerms(shard.bodies, all.query),
      definitions: documentsOfTerms(shard.definitions, all.query),
    }));
    const counts = {
      totals: totalsOf(published),
      frequencies: documentFrequencies(published, found, all.query.terms.length),
    };
    const searched = [...candidates, ...here];
    const { scores, statistics } = scoreLexically(searched, all.query, {
      shards: new Set(candidates),
      counts: [counts],
    });
    expect(statistics).toEqual(all.statistics);
    const files = [0, 1, 2, 7, 8, 9, 10, 11];
    files.forEach((file, i) => {
      expect(scores[i]!.files[0]).toBe(all.lexical[0]!.files[file]);
      expect(scores[i]!.chunks).toEqual(all.lexical[0]!.chunks.slice(2 * file, 2 * file + 2));
    });
  });

  it('has the spreads of cosines of one index', () => {
    const spreadsOf = (from: number, to: number): SizedSpreads => {
      const { chunks, best, files } = all.vector![0]!;
      return {
        chunks: spreadOf([chunks.slice(2 * from, 2 * to)]),
        best: spreadOf([best.slice(from, to)]),
        files: spreadOf([files.slice(from, to)]),
        sizes: { chunks: 2 * (to - from), files: to - from },
      };
    };
    const pooled = pooledSpreads([spreadsOf(0, 7), spreadsOf(7, 12)]);
    const one = spreadsOf(0, 12);
    for (const list of ['chunks', 'best', 'files'] as const) {
      expect(pooled[list].mean, list).toBeCloseTo(one[list].mean, 10);
      expect(pooled[list].deviation, list).toBeCloseTo(one[list].deviation, 10);
    }
  });
});
