import { totalsOfShard } from '../retrieval/lexicalStatistics';
import { selectCandidates } from './candidates';
import type { Centrality } from './centrality';
import type { DefinitionScorer } from './definitions/definitionScorer';
import { pathFeaturesOf } from './pathFeatures';
import type { FilePosition, PathComparer } from './pathLikeness';
import type { PlaceEvidence, PlaceScorer } from './places';
import type { SignalValues } from './signals';
import { SignalTable } from './signalTable';
import { spreadOf } from './spread';
import { weightsFor, type RankingWeights } from './weights';

/** Everything that retrieval found for one query; the lists have one entry for each shard. */
export interface Evidence extends PlaceEvidence {
  /** 1 for each file that matches the filter. */
  readonly allowed: readonly Uint8Array[];
  readonly centrality: Pick<Centrality, 'of'>;
  readonly places: PlaceScorer;
  /** Scores chunks by their definitions. */
  readonly definitions: DefinitionScorer;
  /** Compares paths with the query. */
  readonly paths: PathComparer;
}

/** A ranked file, represented by its best chunk. */
export interface RankedFile {
  /** Position of its shard in {@link Evidence.shards}. */
  readonly shard: number;
  /** Number of the file within the shard. */
  readonly file: number;
  /** Files of a higher tier rank first, whatever their score. */
  readonly tier: number;
  readonly score: number;
  /** The scaled signals to which the weights apply, and the row of this file. */
  readonly table: SignalTable;
  readonly row: number;
}

/** The scaled signals of a ranked file. */
export function signalsOf({ table, row }: RankedFile): SignalValues {
  return table.valuesOf(row);
}

/** Ranks all candidate files, best first. */
export function rankFiles(evidence: Evidence, weights: RankingWeights): RankedFile[] {
  const candidates = selectCandidates(evidence);
  const table = signalTable(evidence, candidates);
  const scores = table.weigh(weightsFor(evidence.query, weights));
  const { chunkLexical } = table.columns;
  return candidates
    .map(({ shard, file }, row): RankedFile => {
      const tier = tierOf(evidence, chunkLexical[row]!);
      return { shard, file, tier, score: scores[row]!, table, row };
    })
    .sort((a, b) => b.tier - a.tier || b.score - a.score || compareFiles(evidence, a, b));
}

/**
 * A query for a symbol ranks files that contain it before all files that merely resemble it; weights for properties
 * of files (long, central, an entry) must not change that.
 */
function tierOf({ query }: Evidence, chunkLexical: number): number {
  return query.isSymbol && chunkLexical > 0 ? 1 : 0;
}

/** Files with equal scores are ordered by path, so that the same index gives the same order. */
function compareFiles({ shards }: Evidence, a: RankedFile, b: RankedFile): number {
  return shards[a.shard]!.files[a.file]!.path < shards[b.shard]!.files[b.file]!.path ? -1 : 1;
}

/** The scaled signals of the candidates, in their order. */
function signalTable(evidence: Evidence, candidates: readonly FilePosition[]): SignalTable {
  const { shards, vector, allowed } = evidence;
  const table = new SignalTable(candidates.length);
  const { columns } = table;
  const features = shards.map(pathFeaturesOf);
  const totals = shards.map(totalsOfShard);
  const centralities = shards.map((shard) => evidence.centrality.of(shard));
  const likenesses = evidence.paths.likenessesOf(shards, candidates);
  const stems = new StemMatcher(evidence);
  candidates.forEach(({ shard: s, file }, row) => {
    const lexical = evidence.lexical[s]!;
    const feature = features[s]![file]!;
    const stem = stems.match(feature.stemWords);
    const likeness = likenesses[row]!;
    columns.chunkLexical[row] = lexical.best[file]!;
    columns.fileLexical[row] = lexical.files[file]!;
    columns.definedNames[row] = lexical.definitions[file]!;
    columns.chunkCosine[row] = vector?.[s]!.best[file] ?? 0;
    columns.fileCosine[row] = vector?.[s]!.files[file] ?? 0;
    columns.stemCover[row] = stem.cover;
    columns.stemPrecision[row] = stem.precision;
    columns.stemMatch[row] = stem.cover * stem.precision;
    columns.softStem[row] = likeness.stem;
    columns.pathCosine[row] = likeness.path;
    columns.bestName[row] = lexical.bestNames[file]!;
    columns.exactName[row] = lexical.exactNameFits[file]!;
    columns.test[row] = feature.isTest ? 1 : 0;
    columns.example[row] = feature.isExample ? 1 : 0;
    columns.index[row] = feature.isIndex ? 1 : 0;
    columns.docs[row] = shards[s]!.files[file]!.kind === 'docs' ? 1 : 0;
    columns.centrality[row] = centralities[s]![file]!;
    columns.depth[row] = feature.depth;
    columns.length[row] = Math.log1p(totals[s]!.fileWords[file]!);
  });
  table.scale({
    chunkCosine: evidence.spreads?.best ?? spreadOf(vector?.map(({ best }) => best) ?? [], allowed),
    fileCosine: evidence.spreads?.files ?? spreadOf(vector?.map(({ files }) => files) ?? [], allowed),
  });
  return table;
}

/** How the words of a file's name match a query, see `SignalValues`. */
class StemMatcher {
  private readonly terms: readonly number[];
  private readonly total: number;

  constructor(private readonly evidence: Pick<Evidence, 'query' | 'statistics'>) {
    this.terms = evidence.query.terms;
    this.total = evidence.statistics.idf.reduce((sum, idf) => sum + idf, 0);
  }

  match(stemWords: readonly number[]): { readonly cover: number; readonly precision: number } {
    const { query, statistics } = this.evidence;
    let covered = 0;
    let matched = 0;
    for (let i = 0; i < this.terms.length; i++) {
      let share = stemWords.includes(this.terms[i]!) ? 1 : 0;
      for (const other of query.alternatives?.[i] ?? []) {
        if (stemWords.includes(other.term)) share = Math.max(share, other.weight);
      }
      covered += statistics.idf[i]! * share;
      matched += share;
    }
    return {
      cover: this.total > 0 ? covered / this.total : 0,
      precision: stemWords.length > 0 ? matched / stemWords.length : 0,
    };
  }
}
