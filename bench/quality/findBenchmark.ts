import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * The directory with `repos.json` and `annotations/`: the given one, else that of the checkouts, their parent
 * directory, or a folder `bench` in any folder beside this project.
 *
 * @param project the project's root
 */
export function findBenchmark(given: string | undefined, checkouts: string, project: string): string {
  const around = path.dirname(path.resolve(project));
  const candidates = given
    ? [given]
    : [
        checkouts,
        path.dirname(path.resolve(checkouts)),
        ...readdirSync(around).map((name) => path.join(around, name, 'bench')),
      ];
  const found = candidates.find(
    (directory) =>
      existsSync(path.join(directory, 'repos.json')) && existsSync(path.join(directory, 'annotations')),
  );
  if (found === undefined) {
    throw new Error('No benchmark found: give --bench DIR, which holds repos.json and annotations/.');
  }
  return found;
}
