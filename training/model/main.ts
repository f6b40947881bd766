import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Chunker, createChunker } from '../../src/engine/chunking/chunker';
import { dataLanguages, languageOf } from '../../src/engine/corpus/languages';
import { loadModelFiles } from '../../src/node/modelFiles';
import { createPackagedGrammarSource } from '../../src/node/nodeGrammarSource';
import { bringRepository, gitDirectory } from '../repository';
import { mostCommits } from './commitPairs';
import { CorpusWriter } from './corpusWriter';
import { trainingRepositories } from './repositories';
import { repositoryPairs } from './repositoryPairs';
import { sourcesPage } from './sourcesPage';

/**
 * `npm run train:model -- [--sources DIR] [--mirror DIR] [--corpus DIR] [--out DIR] [--python PATH] [--small]`
 *
 * Builds the built-in model from its sources; see training/README.md. `--small` uses this project as the only source,
 * without a teacher, and writes to `out/model-small` by default.
 */
async function main(): Promise<void> {
  const root = path.join(__dirname, '..', '..');
  const { values } = parseArgs({
    options: {
      sources: { type: 'string', default: path.join(root, 'out', 'model-sources') },
      mirror: { type: 'string' },
      corpus: { type: 'string' },
      out: { type: 'string' },
      python: { type: 'string', default: 'python3' },
      small: { type: 'boolean', default: false },
    },
  });
  const suffix = values.small ? '-small' : '';
  const corpus = values.corpus ?? path.join(root, 'out', `model-corpus${suffix}`);
  const out = values.out ?? path.join(root, 'out', `model${suffix}`);
  const vocabulary = path.join(root, 'media', 'model');
  const { tokenizer } = await loadModelFiles(vocabulary);
  const writer = new CorpusWriter(corpus, tokenizer);
  const chunker = createChunker(createPackagedGrammarSource(path.join(root, 'node_modules')));
  const counts = values.small
    ? await writeProject(writer, chunker, root)
    : await writeRepositories(writer, chunker, values.sources, values.mirror);
  writer.close();
  chunker.dispose();
  mkdirSync(out, { recursive: true });
  writeFileSync(path.join(out, 'SOURCES.md'), sourcesPage(counts));
  const trainer = path.join(root, 'training', 'model', 'train.py');
  const options = values.small ? ['--teacher', 'none', '--runs', '1', '--steps', '100'] : [];
  execFileSync(
    values.python,
    [trainer, '--corpus', corpus, '--vocabulary', vocabulary, '--out', out, ...options],
    { stdio: 'inherit' },
  );
}

type Counts = ReadonlyMap<string, number>;

async function writeRepositories(
  writer: CorpusWriter,
  chunker: Chunker,
  sources: string,
  mirror: string | undefined,
): Promise<Counts> {
  const counts = new Map<string, number>();
  for (const one of trainingRepositories) {
    const folder = path.join(sources, one.repository.replace('/', '+'));
    bringRepository(folder, one, mirror, isSource, mostCommits);
    const git = gitDirectory(folder, one.repository, mirror);
    const pairs = await repositoryPairs(folder, { git, commit: one.commit }, chunker);
    const written = writer.write(one.repository, pairs);
    counts.set(one.repository, written);
    console.log(`${one.repository.padEnd(40)} ${written} pairs`);
  }
  return counts;
}

async function writeProject(writer: CorpusWriter, chunker: Chunker, root: string): Promise<Counts> {
  const name = 'this project';
  const written = writer.write(name, await repositoryPairs(root, undefined, chunker));
  console.log(`${name}: ${written} pairs`);
  return new Map([[name, written]]);
}

/** Copies of other projects may contain code of a benchmark. */
const copies = /(?:^|\/)_?(?:vendor|vendored|third[_-]party|3rdparty|external|extern|deps|bundled)\//i;

/** True for files of known languages, except copies of other projects. */
function isSource(file: string): boolean {
  return !dataLanguages.has(languageOf(file).id) && !copies.test(file);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
