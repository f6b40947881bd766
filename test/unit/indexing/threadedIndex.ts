import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { silentLogger } from '../../../src/common/logger';
import { createChunker } from '../../../src/engine/chunking/chunker';
import { createBuiltinProvider } from '../../../src/engine/embedding/builtinProvider';
import { FolderIndex } from '../../../src/engine/folderIndex';
import { DocumentTranslator } from '../../../src/engine/lexicon/documentTranslator';
import { Lexicons } from '../../../src/engine/lexicon/lexicons';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { AnalysisPool, type AnalysisPoolOptions } from '../../../src/node/analysis/analysisPool';
import { DiskEmbeddingCache } from '../../../src/node/diskEmbeddingCache';
import { sharedModel } from '../../../src/node/modelFiles';
import { createLexiconSource } from '../../../src/node/nodeLexiconSource';
import { contentHash } from '../../../src/node/sha256ContentHash';
import { openIndexStore } from '../../../src/node/store/diskIndexStore';
import { dist } from '../../support/realSources';
import { grammars } from '../chunking/chunkFixture';
import { MemoryFileSource } from '../corpus/memoryFileSource';
import { shippedModel } from '../embedding/modelFixtures';
import { temporaryDirectory } from '../store/temporaryDirectory';

const fixtures = path.join(import.meta.dirname, '..', '..', 'fixtures', 'chunking');

/** Source files of many languages, by path, from the fixtures of the chunkers. */
export async function fixtureFiles(): Promise<Record<string, string>> {
  const entries = await readdir(fixtures, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.chunks'));
  const texts = await Promise.all(
    files.map(({ parentPath, name }) => readFile(path.join(parentPath, name), 'utf8')),
  );
  return Object.fromEntries(
    // Twice: the second vector of a text comes from the cache, or from its own batch.
    ['src', 'copy'].flatMap((folder) => files.map(({ name }, i) => [`${folder}/${name}`, texts[i]!])),
  );
}

/** A folder in memory and its real index on disk, with the bundled model. */
export interface ThreadedIndex {
  readonly index: FolderIndex;
  readonly pool: AnalysisPool;
  /** Messages of the log. */
  readonly warnings: readonly string[];
  /** Contents of all files of the index directory by name, except for when it was created. */
  contents(): Promise<Record<string, string>>;
  /** Those of them that are shards. */
  shards(): Promise<Record<string, string>>;
}

/** @param threads most threads; 1: the thread of the test analyzes the files */
export async function threadedIndex(
  files: Readonly<Record<string, string | Uint8Array>>,
  threads: number,
  options: Partial<AnalysisPoolOptions> & { readonly includesGenerated?: (path: string) => boolean } = {},
): Promise<ThreadedIndex> {
  const { includesGenerated, ...poolOptions } = options;
  const directory = await temporaryDirectory();
  const warnings: string[] = [];
  const logger = { ...silentLogger, warn: (message: string) => void warnings.push(message) };
  const model = await shippedModel();
  const translator = new DocumentTranslator(new Lexicons(createLexiconSource(dist)));
  const provider = createBuiltinProvider(model, { translator });
  const { id, dimensions, variant } = provider;
  const pool = new AnalysisPool({
    dist,
    provider: { id, model: provider.model, dimensions, variant },
    model: () => sharedModel(model),
    mostThreads: () => threads,
    bytesPerThread: 1,
    logger,
    ...poolOptions,
  });
  const analyzer = new TermAnalyzer();
  const chunker = createChunker(grammars);
  onTestFinished(() => {
    pool.close();
    chunker.dispose();
  });
  const versions = { promptVersion: 1, chunkingVersion: 1, lexicalVersion: 1 };
  const store = await openIndexStore({
    directory,
    fingerprint: { provider: id, host: '', model: provider.model, dimensions, ...versions },
    analyzer,
  });
  const index = new FolderIndex({
    ...{ folder: '/folder', source: new MemoryFileSource(files), store, chunker, provider, analyzer, logger },
    cache: new DiskEmbeddingCache(path.join(directory, 'embeddings'), dimensions),
    hash: contentHash,
    corpus: {},
    threads: pool,
    ...(includesGenerated && { includesGenerated }),
  });
  const contents = (): Promise<Record<string, string>> => contentsOf(directory);
  const shards = async (): Promise<Record<string, string>> =>
    Object.fromEntries(Object.entries(await contents()).filter(([name]) => name.endsWith('.shard')));
  return { index, pool, warnings, contents, shards };
}

async function contentsOf(directory: string): Promise<Record<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const contents: Record<string, string> = {};
  for (const { name, parentPath } of entries.filter((entry) => entry.isFile())) {
    const file = path.join(parentPath, name);
    const text = await readFile(file, 'latin1');
    contents[path.relative(directory, file)] =
      name === 'manifest.json' ? text.replace(/"createdAt": *[^,\n}]*/, '') : contentHash(text);
  }
  return contents;
}

/** A text that makes a thread of {@link faultyDist} fail. */
export const faultMark = 'makeTheThreadFail';

/**
 * A directory like `dist` whose thread runs `fault` when it decodes a text that contains {@link faultMark}.
 *
 * @param fault JavaScript; the text is `text`
 */
export async function faultyDist(fault: string): Promise<string> {
  const directory = await temporaryDirectory();
  for (const name of ['grammars', 'lexicon', 'treeSitter.js']) {
    await symlink(path.join(dist, name), path.join(directory, name));
  }
  const program = `
    const { decode } = TextDecoder.prototype;
    TextDecoder.prototype.decode = function (...parts) {
      const text = decode.apply(this, parts);
      if (text.includes('${faultMark}')) { ${fault} }
      return text;
    };
    require(${JSON.stringify(path.join(dist, 'analyzer.js'))});`;
  await writeFile(path.join(directory, 'analyzer.js'), program);
  return directory;
}
