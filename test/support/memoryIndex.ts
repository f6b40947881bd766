import type { SymbolDefinition } from '../../src/engine/chunking/chunk';
import { emptyShard, updateShard } from '../../src/engine/indexing/buildShard';
import type { IndexedFile } from '../../src/engine/indexing/indexedFile';
import { pathBoost, type Shard } from '../../src/engine/indexing/shard';
import { Centrality } from '../../src/engine/ranking/centrality';
import { DefinitionScorer } from '../../src/engine/ranking/definitions/definitionScorer';
import { Vocabulary } from '../../src/engine/ranking/definitions/vocabulary';
import { PathComparer } from '../../src/engine/ranking/pathLikeness';
import { PlaceScorer } from '../../src/engine/ranking/places';
import { rankFiles, type Evidence, type RankedFile } from '../../src/engine/ranking/rank';
import { defaultWeights } from '../../src/engine/ranking/weights';
import { allowedFiles, compileFilter } from '../../src/engine/retrieval/filter';
import { bestOfFiles } from '../../src/engine/retrieval/bestOfFiles';
import { scoreLexically } from '../../src/engine/retrieval/lexicalRetriever';
import { ScoreArrays } from '../../src/engine/retrieval/scoreArrays';
import type { VectorScores } from '../../src/engine/retrieval/vectorRetriever';
import { analyzeQuery, type SearchFilter } from '../../src/engine/retrieval/query';
import type { SearchRoot } from '../../src/engine/searching/searchParts';
import { TermAnalyzer } from '../../src/engine/retrieval/terms';

/** A symbol defined on one line unless its lines are given. */
type SmallSymbol = Pick<SymbolDefinition, 'name' | 'kind' | 'line'> & Partial<SymbolDefinition>;

/** A file for a small index in memory: its chunks with the symbols that each defines. */
export interface SmallFile {
  readonly path: string;
  readonly kind?: 'code' | 'docs';
  readonly language?: string;
  readonly chunks: readonly { readonly text: string; readonly symbols?: readonly SmallSymbol[] }[];
}

const analyzer = new TermAnalyzer();
export const smallDimensions = 4;

export function indexedFile({
  path,
  kind = 'code',
  language = 'typescript',
  chunks,
}: SmallFile): IndexedFile {
  return {
    path,
    kind,
    language,
    sizeBytes: 1,
    mtimeMs: 1,
    contentHash: '0'.repeat(32),
    chunks: chunks.map(({ text, symbols = [] }, i) => ({
      startLine: i * 10 + 1,
      endLine: i * 10 + 10,
      breadcrumb: [],
      symbols: symbols.map((symbol) => ({ startLine: symbol.line, endLine: symbol.line, ...symbol })),
      isBoilerplate: false,
      textHash: i.toString(16).padStart(32, '0'),
      terms: analyzer.analyze(text, [path], pathBoost),
      vector: new Int8Array(smallDimensions),
      scale: 0,
    })),
  };
}

export function shardOf(files: readonly SmallFile[]): Shard {
  return updateShard(emptyShard(smallDimensions), files.map(indexedFile), new Set(), analyzer);
}

/** A shard of a workspace folder, reduced to what file searches need. */
export function placedShard(
  files: readonly SmallFile[],
  folder: string,
): { readonly root: Pick<SearchRoot, 'folder'>; readonly shard: Shard } {
  return { root: { folder }, shard: shardOf(files) };
}

/** Evidence from lexical retrieval only, over these shards. */
export function lexicalEvidence(shards: readonly Shard[], text: string, filter: SearchFilter = {}): Evidence {
  const query = analyzeQuery(text, analyzer);
  const { scores, statistics } = scoreLexically(shards, query);
  const found = { query, shards, lexical: scores, statistics, vector: undefined };
  return {
    ...found,
    allowed: allowedFiles(shards, compileFilter(filter), () => '/folder'),
    centrality: new Centrality(shards),
    places: new PlaceScorer(found),
    definitions: new DefinitionScorer(text, found, new Vocabulary(undefined)),
    paths: new PathComparer(text, undefined),
  };
}

/** Paths as ordered by the ranker. */
export function rankedPaths(shards: readonly Shard[], text: string, filter?: SearchFilter): string[] {
  const evidence = lexicalEvidence(shards, text, filter);
  return rankFiles(evidence, defaultWeights).map(
    ({ shard, file }: RankedFile) => shards[shard]!.files[file]!.path,
  );
}

/** The vector scores of a shard with some cosines of its chunks, and of its files (0 by default). */
export function vectorsOf(
  shard: Shard,
  chunks: Float32Array,
  files = new Float32Array(shard.files.length),
): VectorScores {
  return { chunks, files, best: bestOfFiles(shard, chunks, new ScoreArrays(shard.files.length)) };
}
