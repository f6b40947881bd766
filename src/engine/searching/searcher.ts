import {
  errorFactsOf,
  SemanticSearchError,
  throwIfCancelled,
  type ErrorFacts,
} from '../../common/errors/errors';
import { parseQuery } from '../../common/query/queryFilters';
import type { ResultOrder } from '../../common/contracts/engineContract';
import type { SearchHint } from '../../common/contracts/searchResult';
import { withoutEmbeddedData } from '../corpus/embeddedData';
import { documentText } from '../embedding/documentText';
import type { QueryOptions } from '../embedding/embeddingProvider';
import type { Shard } from '../indexing/shard';
import type { TranslatedQuery } from '../lexicon/translateQuery';
import { askedWords, type AskedQuestion } from '../firstFiles/askedWords';
import { readPastedText } from '../pasted/pastedText';
import { Centrality } from '../ranking/centrality';
import { calibratedModel, Likelihood } from '../ranking/likelihood';
import { DefinitionScorer } from '../ranking/definitions/definitionScorer';
import { PathComparer } from '../ranking/pathLikeness';
import { PlaceScorer } from '../ranking/places';
import { rankFiles, type Evidence } from '../ranking/rank';
import type { SimilarEvidence } from '../ranking/rankSimilar';
import { defaultWeights } from '../ranking/weights';
import { allowedFiles } from '../retrieval/filter';
import { FilterCache } from '../retrieval/filterCache';
import { scoreLexically } from '../retrieval/lexicalRetriever';
import { findTerm } from '../retrieval/postings';
import { analyzeQuery, type AnalyzedQuery, type SearchFilter } from '../retrieval/query';
import { tellingTerms, termsOfText } from '../retrieval/tellingTerms';
import { vectorScores } from '../retrieval/vectorRetriever';
import { explainFiles, explainHits, type ExplainedFile, type ExplainedHit } from './explain';
import { countTerms } from './countTerms';
import { FileStates, type PlacedShard } from './fileStates';
import { findCandidates, publishedRoots, spreadsOfAll, type FoundCandidates } from './findCandidates';
import { foldHits, translationsOfHit, type HitFolding } from './folding/foldHits';
import { identicalChunks } from './folding/identicalChunks';
import { languageOfQuestion } from '../language/questionLanguage';
import { translatedChunks } from './folding/sameInOthers';
import { Translations } from './folding/translations';
import { didYouMeanHint } from './hints/didYouMean';
import { filterHints } from './hints/filterHints';
import { IndexedFiles } from './hints/indexedFiles';
import { translatedHint } from './hints/translated';
import { unknownLanguageHint } from './hints/unknownLanguage';
import { hitsInOrder, type Hit } from './hits';
import { hitsInFront } from './inFront';
import { namedHits } from './namedHits';
import {
  defaultLimit,
  type Findings,
  type SearchOptions,
  type SearchRoot,
  type SearchTools,
  type ShownHits,
} from './searchParts';
import { RecentFiles } from './recentFiles';
import { showHits, type Folding } from './showHits';
import { indexedOriginTest, indexedVector, originTest, similarHits, type SimilarQuery } from './similar';
import { translateFor } from './translateFor';
import { VectorIndex } from './vectorIndex';
import { openWordCaches, type WordCaches } from './wordCaches';

/** Centrality is recomputed when more than this share of the chunks is in changed shards. */
const centralityDrift = 0.1;

/** Results of the retrievers. */
interface Gathered {
  readonly evidence: SimilarEvidence;
  /** The searched shards: all, but of published indexes those of the candidates. */
  readonly placed: readonly PlacedShard[];
  /** Known for published indexes. */
  readonly centralities: FoundCandidates['centralities'] | undefined;
  readonly withoutModel: ErrorFacts | undefined;
  /** The question in English, if it was asked in another language. */
  readonly translated?: TranslatedQuery | undefined;
}

/** Which hits are shown. */
type Shown = Pick<SearchOptions, 'locale'> & { readonly limit: number; readonly order: ResultOrder };

/** A pending vector, or the reason why there is none. */
type PendingVector = Promise<{
  readonly vector: Float32Array | undefined;
  readonly failure?: SemanticSearchError | undefined;
}>;

/** Answers queries over the current contents of the stores of some folders, in one ranked list. */
export class Searcher {
  private readonly vectors: VectorIndex;
  private readonly filters: FilterCache;
  private readonly recent = new RecentFiles();
  private wordCaches: Promise<WordCaches> | undefined;
  private centrality: Centrality | undefined;
  private translations: Translations | undefined;

  constructor(
    private readonly roots: readonly SearchRoot[],
    private readonly tools: SearchTools,
  ) {
    const { provider } = tools;
    this.vectors = new VectorIndex(provider.dimensions);
    this.filters = new FilterCache(roots.map(({ folder }) => folder));
  }

  /**
   * The chunks that answer the query, in the requested order. If the provider fails, only lexical retrieval is used.
   * @throws CancelledError
   */
  async search(input: string, options: SearchOptions = {}, signal?: AbortSignal): Promise<Findings> {
    const all = this.placedShards();
    const { filter = {}, limit = defaultLimit, order = 'files', patienceMs, locale } = options;
    const gathered = await this.gatherForQuery(input, filter, all, { signal, patienceMs });
    const hints = this.filterHintsFor(input, filter, all);
    if (!gathered) return { results: [], stale: [], hints };
    hints.push(...this.wordHintsFor(input, gathered));
    const shown = await this.show(gathered, { limit, order, locale }, signal);
    return { ...shown, withoutModel: gathered.withoutModel, hints };
  }

  /**
   * Answers a question in English and drops the answer: computes what depends on the index alone, which the first search
   * would wait for. Nothing is sent: an arbitrary vector takes the place of one from a remote model.
   *
   * @throws CancelledError
   */
  async warmUp(question: string, signal?: AbortSignal): Promise<void> {
    const all = this.placedShards();
    if (this.hasPublished || all.length === 0) return;
    const { analyzer, provider } = this.tools;
    const vector =
      provider.host === undefined
        ? this.embed(question, { signal })
        : Promise.resolve({ vector: new Float32Array(provider.dimensions).fill(1) });
    const gathered = await this.gather(analyzeQuery(question, analyzer), vector, [], all, signal);
    await this.show(gathered, { limit: 1, order: 'places' }, signal);
  }

  private async show(
    gathered: Gathered,
    { limit, order, locale }: Shown,
    signal: AbortSignal | undefined,
  ): Promise<ShownHits> {
    const { placed } = gathered;
    const evidence = await this.complete(gathered);
    const ranked = rankFiles(evidence, this.tools.weights ?? defaultWeights);
    const { shards, allowed, lexical, query } = evidence;
    const translations = this.translationsIn(placed);
    const languages = [languageOfQuestion(query.text), locale].filter((one) => one !== undefined);
    const folded = translations.fold(ranked, allowed, languages);
    const states = new FileStates(placed, this.tools, this.recent, signal);
    const named = await namedHits(evidence, folded, states, limit);
    const hits = named.isAll
      ? named.hits
      : hitsInFront(evidence, folded, named.hits, {
          order,
          groupOf: (shard, file) => translations.groupOf(shard, file),
        });
    const folding: Folding = {
      cover: ({ shard, chunk }) => lexical[shard]!.covers[chunk]!,
      translationsOf: (hit) => translatedChunks(translations, shards, allowed, hit),
      copiesOf: (shown) => identicalChunks(shards, allowed, shown),
    };
    const isLikely = this.likelihoodIn(evidence);
    return showHits(hits, evidence, states, this.tools, { limit, signal, folding, isLikely });
  }

  /**
   * The chunks most similar to a text, in whatever files. If the provider fails, only lexical retrieval is used.
   * @throws CancelledError
   */
  async similar(query: SimilarQuery, options: SearchOptions = {}, signal?: AbortSignal): Promise<Findings> {
    const { filter = {}, limit = defaultLimit, patienceMs, locale } = options;
    if (query.text.trim() === '') return { results: [], stale: [] };
    const all = this.placedShards();
    const { analyzer } = this.tools;
    const known = indexedVector(query, all, this.tools);
    const text = withoutEmbeddedData(query.text);
    const vector: PendingVector = known
      ? Promise.resolve({ vector: known })
      : this.embed(documentText({ breadcrumb: [], text }), {
          signal,
          patienceMs,
          role: 'document',
        });
    const counted = await countTerms(this.roots, all, [...termsOfText(text, analyzer).hashes]);
    const terms = tellingTerms(text, counted, analyzer);
    const { evidence, placed, withoutModel } = await this.gather(terms, vector, [filter], all, signal);
    const { shards } = evidence;
    const states = new FileStates(placed, this.tools, this.recent, signal);
    const folding: HitFolding = {
      shards,
      allowed: evidence.allowed,
      translations: this.translationsIn(placed),
      wanted: [languageOfQuestion(text), locale].filter((one) => one !== undefined),
      isOrigin: indexedOriginTest(query, shards, (shard) => states.folderOf(shard)),
    };
    const hits = foldHits(similarHits(evidence, limit), folding);
    const shown = await showHits(hits, evidence, states, this.tools, {
      limit,
      signal,
      leaveOut: originTest(query),
      folding: {
        cover: ({ shard, chunk }) => evidence.lexical[shard]!.covers[chunk]!,
        translationsOf: (hit) => translationsOfHit(folding, hit),
        copiesOf: (found) =>
          identicalChunks(shards, evidence.allowed, found).map((places) =>
            places.filter((place) => !folding.isOrigin(place)),
          ),
      },
    });
    return { ...shown, withoutModel, hints: this.filterHintsFor('', filter, all) };
  }

  /**
   * A question, as it is looked for in files that are not indexed yet; undefined if it has no words. It is translated
   * whatever the model, because these files have no vectors.
   */
  async asked(input: string, filter: SearchFilter = {}): Promise<AskedQuestion | undefined> {
    const parsed = parseQuery(input);
    if (parsed.text === '') return undefined;
    const { analyzer } = this.tools;
    const query = analyzeQuery(parsed.text, analyzer);
    const translated = await translateFor(query, this.tools, () => true);
    const texts = translated ? [translated.text, ...translated.words] : [];
    return {
      words: askedWords(translated?.query ?? query, [parsed.text, ...texts], analyzer),
      accepts: this.filters.compile([parsed.filter, filter]),
    };
  }

  /** The files in the ranker's order with their signals, for measuring and fitting the weights. */
  async explain(input: string, filter: SearchFilter = {}): Promise<ExplainedFile[]> {
    const gathered = await this.gatherForQuery(input, filter, this.placedShards());
    if (!gathered) return [];
    const evidence = await this.complete(gathered);
    return explainFiles(evidence, rankFiles(evidence, this.tools.weights ?? defaultWeights));
  }

  /** The first hits with the data that decides whether they are answers, for fitting `ranking/likelihood`. */
  async explainHits(
    input: string,
    { order = 'files', limit = defaultLimit }: SearchOptions,
  ): Promise<ExplainedHit[]> {
    const gathered = await this.gatherForQuery(input, {}, this.placedShards());
    if (!gathered) return [];
    const evidence = await this.complete(gathered);
    return explainHits(evidence, hitsInOrder(evidence, rankFiles(evidence, defaultWeights), order), limit);
  }

  private placedShards(): PlacedShard[] {
    const placed: PlacedShard[] = [];
    let number = 0;
    for (const root of this.roots) {
      for (const shard of root.store.shards) {
        if (shard) placed.push({ root, shard, number });
        number++;
      }
    }
    return placed;
  }

  private wordHintsFor(input: string, { evidence, translated }: Gathered): SearchHint[] {
    const { shards, query, statistics } = evidence;
    const language = translated
      ? translatedHint(translated)
      : this.knowsEnglishOnly
        ? unknownLanguageHint(query.text, statistics)
        : undefined;
    const spelling = didYouMeanHint(input, shards);
    return [language, spelling].filter((hint) => hint !== undefined);
  }

  /** True for the built-in model; other models understand the language of a question themselves. */
  private get knowsEnglishOnly(): boolean {
    return this.tools.provider.model === calibratedModel;
  }

  private filterHintsFor(input: string, filter: SearchFilter, placed: readonly PlacedShard[]): SearchHint[] {
    const folders = this.roots.map(({ folder }) => folder);
    return filterHints(input, filter, folders, new IndexedFiles(placed));
  }

  private async gatherForQuery(
    input: string,
    filter: SearchFilter,
    placed: readonly PlacedShard[],
    options: QueryOptions = {},
  ): Promise<Gathered | undefined> {
    const parsed = parseQuery(input);
    if (parsed.text === '') return undefined;
    const pasted = readPastedText(parsed.text);
    const query = { ...analyzeQuery(pasted.message, this.tools.analyzer), pasted };
    const isIndexed = (term: number): boolean =>
      placed.some(({ shard }) => findTerm(shard.bodies, term) >= 0);
    const translated = this.knowsEnglishOnly
      ? await translateFor(
          query,
          this.tools,
          isIndexed,
          this.hasPublished ? (terms) => countTerms(this.roots, [], terms) : undefined,
        )
      : undefined;
    const vector = this.embed(translated?.text ?? query.text, options);
    const filters = [parsed.filter, filter];
    const gathered = await this.gather(translated?.query ?? query, vector, filters, placed, options.signal);
    return { ...gathered, translated };
  }

  /** Resolves with the error if the provider fails. @throws CancelledError */
  private embed(text: string, options: QueryOptions): PendingVector {
    const embedding = this.tools.provider.embedQuery(text, options).then(
      (vector) => ({ vector }),
      (failure: unknown) => {
        if (failure instanceof SemanticSearchError) return { vector: undefined, failure };
        throw failure;
      },
    );
    // A rejection is handled when it is awaited; without this handler it would count as unhandled until then.
    embedding.catch(() => undefined);
    return embedding;
  }

  /** Runs the retrievers. The vector may come over the network: lexical retrieval does not wait for it. */
  private async gather(
    query: AnalyzedQuery,
    pending: PendingVector,
    filters: readonly SearchFilter[],
    all: readonly PlacedShard[],
    signal: AbortSignal | undefined,
  ): Promise<Gathered> {
    const accepts = this.filters.compile(filters);
    const found = await findCandidates(this.roots, all, { query, accepts, pending }, signal);
    const placed = found?.placed ?? all;
    const shards = placed.map(({ shard }) => shard);
    const { scores: lexical, statistics } = scoreLexically(shards, query, found?.elsewhere);

    const { vector, failure } = await pending;
    throwIfCancelled(signal);
    const cosines =
      vector && this.vectors.scores(vector, new Map(placed.map(({ number, shard }) => [number, shard])));
    const scores =
      cosines &&
      vectorScores(
        shards,
        placed.map(({ number }) => cosines.get(number)!),
      );
    const allowed = allowedFiles(shards, accepts, (shard) => placed[shard]!.root.folder);
    const spreads = found && scores && spreadsOfAll(found, scores, allowed);
    const evidence = { query, shards, lexical, statistics, vector: scores, spreads, allowed };
    const withoutModel = failure && errorFactsOf(failure);
    return { evidence, placed, centralities: found?.centralities, withoutModel };
  }

  private get hasPublished(): boolean {
    return publishedRoots(this.roots).length > 0;
  }

  private async complete({ evidence, translated, centralities }: Gathered): Promise<Evidence> {
    this.wordCaches ??= openWordCaches(this.tools);
    const { paths, vocabulary } = await this.wordCaches;
    const text = translated?.text ?? evidence.query.text;
    return {
      ...evidence,
      centrality: this.centralityOf(evidence.shards, centralities),
      places: new PlaceScorer(evidence),
      definitions: new DefinitionScorer(text, evidence, vocabulary),
      paths: new PathComparer(text, paths),
    };
  }

  /** Undefined for a model that the rule was not fitted for. */
  private likelihoodIn(evidence: Evidence): ((hit: Hit) => boolean) | undefined {
    if (this.tools.provider.model !== calibratedModel) return undefined;
    const likelihood = new Likelihood(evidence);
    return ({ shard, chunk }) => likelihood.isLikely(shard, chunk);
  }

  private translationsIn(placed: readonly PlacedShard[]): Translations {
    const shards = placed.map(({ shard }) => shard);
    if (!this.translations?.isOf(shards))
      this.translations = new Translations(shards, (shard) => placed[shard]!.root.folder);
    return this.translations;
  }

  /** @param known of the shards of published indexes, which are a part of them */
  private centralityOf(
    shards: readonly Shard[],
    known: Gathered['centralities'] = new Map(),
  ): Pick<Centrality, 'of'> {
    const here = known.size === 0 ? shards : shards.filter((shard) => !known.has(shard));
    if (!this.centrality || this.centrality.drift(here) > centralityDrift) {
      this.centrality = new Centrality(here);
    }
    const own = this.centrality;
    return { of: (shard) => known.get(shard) ?? own.of(shard) };
  }
}
