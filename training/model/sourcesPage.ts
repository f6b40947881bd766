import { trainingRepositories } from './repositories';

/**
 * A Markdown page of the repositories that a model was made from.
 *
 * @param counts pairs of each repository
 */
export function sourcesPage(counts: ReadonlyMap<string, number>): string {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const rows = trainingRepositories
    .filter(({ repository }) => counts.has(repository))
    .map(({ repository, commit, licence }) => {
      const address = `https://github.com/${repository}/tree/${commit}`;
      return `| [${repository}](${address}) | ${licence} | ${counted(counts.get(repository)!)} |`;
    });
  return [
    '# Sources of the built-in model',
    '',
    'The public repositories that the training pairs were made from, with the commit, its licence and the number of pairs. No repository of a',
    'benchmark of this project is among them. Written by `npm run train:model` (training/README.md).',
    '',
    `${counts.size} repositories, ${counted(total)} pairs.`,
    '',
    '| Repository | Licence | Pairs |',
    '| --- | --- | ---: |',
    ...rows,
    '',
  ].join('\n');
}

function counted(count: number): string {
  return count.toLocaleString('en-US');
}
