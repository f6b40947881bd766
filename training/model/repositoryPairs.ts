import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { formatOf } from '../../bench/docs/sections';
import type { Chunker } from '../../src/engine/chunking/chunker';
import { decodeFile } from '../../src/engine/corpus/decodeFile';
import { languageOf } from '../../src/engine/corpus/languages';
import { walkCorpus } from '../../src/engine/corpus/walkCorpus';
import { NodeFileSource } from '../../src/node/nodeFileSource';
import { codePairs } from './codePairs';
import { commitPairs } from './commitPairs';
import { headingPairs } from './headingPairs';
import { hashOf, type PairKind, pairKinds, type TrainingPair, usablePair } from './trainingPair';

/** Most pairs of a kind from one repository. */
const mostOfKind: Readonly<Record<PairKind, number>> = {
  comment: 5000,
  heading: 2500,
  commit: 2500,
  inlineComment: 3000,
  testTitle: 2000,
  name: 3000,
  path: 1500,
};
/** Larger files are lists or generated more often than code. */
const mostCharacters = 300_000;

/**
 * The training pairs of a repository, the same in every run.
 *
 * @param history the git directory with its history; undefined: no pairs from commits
 */
export async function repositoryPairs(
  folder: string,
  history: { readonly git: string; readonly commit: string } | undefined,
  chunker: Chunker,
): Promise<TrainingPair[]> {
  const pairs = history ? commitPairs(history.git, history.commit) : [];
  for await (const entry of walkCorpus(new NodeFileSource(folder))) {
    if (entry.type !== 'file') continue;
    pairs.push(...(await filePairs(folder, entry.file.path, chunker)));
  }
  const usable = pairs.flatMap((pair) => usablePair(pair) ?? []);
  return pairKinds.flatMap((kind) => selected(usable, kind));
}

async function filePairs(folder: string, file: string, chunker: Chunker): Promise<TrainingPair[]> {
  const decoded = decodeFile(await readFile(path.join(folder, file)));
  if (!('text' in decoded)) return [];
  const { text } = decoded;
  if (text.length > mostCharacters) return [];
  const { chunks } = await chunker.chunk({ path: file, language: languageOf(file).id, text });
  const read = formatOf(file) === undefined ? codePairs : headingPairs;
  return read({ path: file, text, chunks });
}

/** Pairs of a kind, selected by hash if there are too many. */
function selected(pairs: readonly TrainingPair[], kind: PairKind): TrainingPair[] {
  return pairs
    .filter((pair) => pair.kind === kind)
    .map((pair) => ({ pair, order: hashOf(`${pair.path}\n${pair.query}`) }))
    .sort((a, b) => a.order - b.order)
    .slice(0, mostOfKind[kind])
    .map(({ pair }) => pair);
}
