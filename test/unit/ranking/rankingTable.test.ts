import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Likelihood } from '../../../src/engine/ranking/likelihood';
import { placeSignalNames } from '../../../src/engine/ranking/places';
import { rankFiles, signalsOf, type Evidence, type RankedFile } from '../../../src/engine/ranking/rank';
import { signalNames } from '../../../src/engine/ranking/signals';
import { defaultWeights } from '../../../src/engine/ranking/weights';
import { repositoryEvidence } from './smallRepository';

const queries = [
  'where are expired sessions removed from the store',
  'handler of http requests that opens a session',
  'SessionStore',
  'removeExpiredSessions',
];

const golden = path.join(__dirname, '../../fixtures/ranking/scores.txt');

const rank = (evidence: Evidence): RankedFile[] => rankFiles(evidence, defaultWeights);

function list(names: readonly string[], values: Readonly<Record<string, number>>): string {
  return names
    .filter((name) => values[name] !== 0)
    .map((name) => `${name} ${values[name]!.toFixed(3)}`)
    .join(', ');
}

/** The order of the files for a query, with the scores and the signals of each file and of each of its chunks. */
function describeRanking(query: string): string {
  const evidence = repositoryEvidence(query);
  const likelihood = new Likelihood(evidence);
  const lines = rank(evidence).flatMap((ranked) => {
    const { shard, file, tier, score } = ranked;
    const { path: name, firstChunk, chunkCount } = evidence.shards[shard]!.files[file]!;
    const chunks = Array.from({ length: chunkCount }, (_, i) => firstChunk + i).map((chunk) => {
      const place = evidence.places.scoreOf(shard, chunk).toFixed(3);
      const likely = likelihood.isLikely(shard, chunk) ? 'likely' : 'less likely';
      return `    chunk ${place} (${likely}): ${list(placeSignalNames, { ...evidence.places.signalsOf(shard, chunk) })}`;
    });
    return [
      `  ${name} tier ${tier} score ${score.toFixed(3)}`,
      `    ${list(signalNames, signalsOf(ranked))}`,
      ...chunks,
    ];
  });
  return [query, ...lines, ''].join('\n');
}

describe('the committed table of scores', () => {
  /**
   * Shows in a diff what a change of a weight or of a signal does to a ranking. After a deliberate change, write it with
   * `UPDATE_GOLDEN=1 npx vitest run test/unit/ranking`, and read the diff.
   */
  it('matches the scores of each query', () => {
    const actual = queries.map(describeRanking).join('\n');
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, actual);
    expect(actual).toBe(readFileSync(golden, 'utf8'));
  });

  it.each([
    ['sentences', queries.slice(0, 2), false],
    ['symbols', queries.slice(2), true],
  ])('shows every signal, for %s', (_, some, isSymbol) => {
    const evidences = some.map(repositoryEvidence);
    expect(evidences.map(({ query }) => query.isSymbol)).toEqual(some.map(() => isSymbol));
    const ranked = evidences.flatMap(rank);
    // A sentence without a compound name defines nothing exactly.
    const shown = signalNames.filter((name) => ranked.some((one) => signalsOf(one)[name] !== 0));
    expect(shown).toEqual(signalNames.filter((name) => isSymbol || name !== 'exactName'));
  });
});
