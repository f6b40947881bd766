import { repositories } from './repositories';
import { editor, languages, typescript, type Names } from './sources';

/** A Markdown page of the lexicons' sources, with versions and licences. */
export function sourcesPage(): string {
  const rows = [
    row(`${typescript.name} ${typescript.version} (npm), diagnostics`, typescript.licence, [
      typescript.names,
    ]),
    row(`${editor.packs}-* ${editor.english.version} (npm), messages of VS Code`, editor.english.licence, [
      editor.names,
    ]),
    ...repositories.map(({ repository, commit, licence, texts }) =>
      row(
        `[${repository}](https://github.com/${repository}/tree/${commit})`,
        licence,
        texts.map(({ names }) => names),
      ),
    ),
  ];
  return [
    '# What the lexicons were made from',
    '',
    'Texts that say the same in English and in another language. The lexicons hold what words stand beside each other in them, and no text.',
    'None of these repositories is in a benchmark of this project. Made by `npm run train:lexicon` (training/README.md).',
    '',
    '| Source | Licence | Languages |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function row(source: string, licence: string, names: readonly Names[]): string {
  const known = languages.filter((language) => names.some((one) => one[language] !== undefined));
  return `| ${source} | ${licence} | ${known.join(', ')} |`;
}
