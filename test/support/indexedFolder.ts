import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { silentLogger, type Logger } from '../../src/common/logger';
import type { Chunker } from '../../src/engine/chunking/chunker';
import type { CorpusOptions } from '../../src/engine/corpus/corpusOptions';
import type { FileSource } from '../../src/engine/corpus/fileSource';
import type { EmbeddingCache } from '../../src/engine/embedding/embeddingCache';
import type { EmbeddingProvider } from '../../src/engine/embedding/embeddingProvider';
import { FolderIndex } from '../../src/engine/folderIndex';
import type { Lexicons } from '../../src/engine/lexicon/lexicons';
import { calibratedModel } from '../../src/engine/ranking/likelihood';
import { TermAnalyzer } from '../../src/engine/retrieval/terms';
import { FolderIndexes } from '../../src/engine/folderIndexes';
import { contentHash } from '../../src/node/sha256ContentHash';
import { NodeFileSource } from '../../src/node/nodeFileSource';
import { openIndexStore, type DiskIndexStore } from '../../src/node/store/diskIndexStore';
import { temporaryDirectory } from '../unit/store/temporaryDirectory';

/** An index of a real folder with its real store, and a provider without a model. */
export interface TestFolder {
  readonly folder: string;
  readonly store: DiskIndexStore;
  readonly index: FolderIndex;
  readonly workspace: FolderIndexes;
  /** Paths read since the last call. */
  takeRead(): string[];
  /** Opens the same folder and index again, as the next process would. */
  reopen(): Promise<TestFolder>;
}

/** Replacements for parts of the test folder. */
export interface TestFolderOptions {
  /** Wraps the source that reads the folder. */
  readonly source?: (real: FileSource) => FileSource;
  readonly chunker?: Chunker;
  readonly corpus?: CorpusOptions;
  readonly includesGenerated?: (path: string) => boolean;
  readonly giveWay?: () => Promise<void>;
  readonly logger?: Logger;
  readonly lexicons?: Lexicons;
  /** Records the texts that the provider embeds, and gives the provider the name of the built-in model. */
  readonly embedded?: string[];
  /** Host of that provider; undefined: it runs here. */
  readonly host?: string | undefined;
}

const dimensions = 4;

const noCache: EmbeddingCache = {
  getMany: (keys) => Promise.resolve(keys.map(() => undefined)),
  putMany: () => Promise.resolve(),
};

/** The same vector for every text: these tests check which files are embedded. */
const provider: EmbeddingProvider = {
  id: 'fake',
  model: 'constant',
  dimensions,
  limits: { maxInputs: 64, inputsUnderWay: 64 },
  embedDocuments: (texts) => Promise.resolve(texts.map(() => Float32Array.of(1, 0, 0, 0))),
  embedQuery: () => Promise.resolve(Float32Array.of(1, 0, 0, 0)),
};

function notingProvider(embedded: string[], host: string | undefined): EmbeddingProvider {
  return {
    ...provider,
    ...(host !== undefined && { host }),
    model: calibratedModel,
    embedQuery: (text, options) => {
      embedded.push(text);
      return provider.embedQuery(text, options);
    },
  };
}

/** One chunk per line; needs no grammars. */
export const lineChunker: Chunker = {
  chunk: ({ text }) => {
    const lines = text.replace(/\n$/, '').split('\n');
    const chunks = lines.map((line, i) => ({
      ...{ startLine: i + 1, endLine: i + 1, text: line },
      breadcrumb: [],
      symbols: [],
    }));
    return Promise.resolve({ method: 'text', chunks });
  },
  dispose: () => undefined,
};

/** A new empty folder and its index. */
export async function testFolder(options: TestFolderOptions = {}): Promise<TestFolder> {
  const directory = await temporaryDirectory();
  const folder = path.join(directory, 'folder');
  await mkdir(folder);
  return openTestFolder(folder, path.join(directory, 'index'), options);
}

async function openTestFolder(
  folder: string,
  directory: string,
  options: TestFolderOptions,
): Promise<TestFolder> {
  const read: string[] = [];
  const real = new NodeFileSource(folder);
  const inner = options.source?.(real) ?? real;
  const source: FileSource = {
    readDirectory: (at) => {
      read.push(`${at}/`);
      return inner.readDirectory(at);
    },
    stat: (at) => inner.stat(at),
    readFile: (at, maxBytes) => {
      read.push(at);
      return inner.readFile(at, maxBytes);
    },
    realPath: (at) => inner.realPath(at),
  };
  const analyzer = new TermAnalyzer();
  const chunker = options.chunker ?? lineChunker;
  const store = await openIndexStore({
    directory,
    fingerprint: {
      provider: provider.id,
      host: '',
      model: provider.model,
      dimensions,
      promptVersion: 1,
      chunkingVersion: 1,
      lexicalVersion: 1,
    },
    analyzer,
  });
  const index = new FolderIndex({
    ...{ folder, source, store, chunker, provider, analyzer },
    cache: noCache,
    hash: contentHash,
    logger: options.logger ?? silentLogger,
    corpus: options.corpus ?? {},
    ...(options.giveWay && { giveWay: options.giveWay }),
    ...(options.includesGenerated && { includesGenerated: options.includesGenerated }),
  });
  const { lexicons, embedded } = options;
  const workspace = new FolderIndexes({
    ...{ chunker, hash: contentHash, analyzer },
    provider: embedded ? notingProvider(embedded, options.host) : provider,
    ...(lexicons && { lexicons }),
  });
  workspace.add(index);
  return {
    ...{ folder, store, index, workspace },
    takeRead: () => read.splice(0),
    reopen: () => openTestFolder(folder, directory, options),
  };
}
