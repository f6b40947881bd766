import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decodeFile } from '../../src/engine/corpus/decodeFile';
import { walkCorpus } from '../../src/engine/corpus/walkCorpus';
import { NodeFileSource } from '../../src/node/nodeFileSource';
import { openFolder, type MeasuredFolder } from '../openFolder';
import type { BenchmarkQuery, BenchmarkRepository } from './annotations';
import type { BaselineFile } from './bm25Baseline';
import { ndcgAt10, type RankedLocation } from './ndcg';

/** An indexed repository of the benchmark on this disk. */
export interface JudgedRepository extends MeasuredFolder {
  readonly folder: string;
  /** Converts a path below the indexed folder to the benchmark's notation. */
  pathInRepository(path: string): string;
  dispose(): Promise<void>;
}

/** Indexes a repository into a temporary directory. */
export async function indexRepository(
  repository: BenchmarkRepository,
  checkouts: string,
  dist: string,
  model: string | undefined,
): Promise<JudgedRepository> {
  const root = repository.root ?? '';
  const folder = path.join(checkouts, repository.name, root);
  const indexDirectory = await mkdtemp(path.join(tmpdir(), 'semantic-search-quality-'));
  const opened = await openFolder(folder, indexDirectory, { dist, model });
  await opened.index.update();
  return {
    ...opened,
    folder,
    pathInRepository: (file) => path.posix.join(root, file),
    dispose: () => rm(indexDirectory, { recursive: true, force: true }),
  };
}

/** Mean NDCG@10 over queries. */
export async function scoreQueries(
  queries: readonly BenchmarkQuery[],
  search: (query: string) => Promise<readonly RankedLocation[]> | readonly RankedLocation[],
): Promise<number> {
  let sum = 0;
  for (const { query, targets } of queries) sum += ndcgAt10(await search(query), targets);
  return sum / Math.max(1, queries.length);
}

/** The text of every file of the corpus, which the baselines search too. */
export async function readCorpus(folder: string): Promise<BaselineFile[]> {
  const files: BaselineFile[] = [];
  for await (const entry of walkCorpus(new NodeFileSource(folder))) {
    if (entry.type !== 'file') continue;
    const decoded = decodeFile(await readFile(path.join(folder, entry.file.path)));
    if ('text' in decoded) files.push({ path: entry.file.path, text: decoded.text });
  }
  return files;
}
