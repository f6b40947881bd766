import { beforeEach, expect, it } from 'vitest';
import { FolderIndexes } from '../../../src/engine/folderIndexes';
import { PublishedFolder } from '../../../src/engine/publishedFolder';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import type { Candidates, PublishedIndex } from '../../../src/engine/searching/publishedIndex';
import type { SearchTools } from '../../../src/engine/searching/searchParts';
import { lineChunker } from '../../support/indexedFolder';
import { contentHash } from '../../../src/node/sha256ContentHash';

const nothing: Candidates = {
  shards: [],
  counts: {
    totals: { chunks: 0, files: 0, words: 0, nameWords: 0 },
    frequencies: { chunks: [], files: [], names: [] },
  } as unknown as Candidates['counts'],
  spreads: undefined,
  centrality: { of: () => new Float32Array() },
};

let publication: number;
/** Publishes once more during each of the next searches. */
let publishing: number;
let searches: number;
let workspace: FolderIndexes;

beforeEach(() => {
  publication = publishing = searches = 0;
  const published: PublishedIndex = {
    get publication() {
      return `${publication}`;
    },
    findCandidates: () => {
      searches++;
      if (publishing-- > 0) publication++;
      return Promise.resolve(nothing);
    },
    countChunks: () => Promise.reject(new Error('Nobody asks.')),
    shardOf: () => Promise.resolve(undefined),
  };
  const tools: SearchTools = {
    chunker: lineChunker,
    provider: {
      ...{ id: 'fake', model: 'constant', dimensions: 4, limits: { maxInputs: 1, inputsUnderWay: 1 } },
      embedDocuments: () => Promise.reject(new Error('Nobody asks.')),
      embedQuery: () => Promise.resolve(Float32Array.of(1, 0, 0, 0)),
    },
    hash: contentHash,
    analyzer: new TermAnalyzer(),
  };
  workspace = new FolderIndexes(tools);
  const source = {} as PublishedFolder['root']['source'];
  const store = { shards: [], shardOf: () => 0 };
  workspace.add(new PublishedFolder({ folder: '/w', source, corpus: {}, store, published }));
});

it.each([
  { during: 0, expected: 1 },
  { during: 1, expected: 2 },
  // A search does not follow a publisher for ever.
  { during: 9, expected: 3 },
])('searches $expected times if something is published during $during searches', async (one) => {
  publishing = one.during;
  await workspace.search('open the valve');
  expect(searches).toBe(one.expected);
});
