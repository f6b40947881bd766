import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyChanges } from '../../bench/changes/verify';
import { dist, repositoryRoot } from '../support/realSources';

/** The long version is `npm run verify:changes`. */
describe('an index that follows random changes', { timeout: 900_000 }, () => {
  const anySeed = Math.floor(Math.random() * 1e9);

  it.each([1, anySeed])(
    'equals an index that is built from scratch whenever indexing has finished: seed %i',
    async (seed) => {
      const log: string[] = [];
      const { operations, rests, differences } = await verifyChanges({
        folder: path.join(repositoryRoot, 'src', 'common'),
        ...{ operations: 150, seed, dist },
        log: (line) => log.push(line),
      });
      expect(differences, [`seed ${seed}`, ...log].join('\n')).toEqual([]);
      expect(operations).toBeGreaterThanOrEqual(150);
      expect(rests).toBeGreaterThan(3);
    },
  );
});
