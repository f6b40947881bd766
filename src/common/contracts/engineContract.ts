import type { ErrorFacts } from '../errors/errors';
import type { EngineOptions, ProviderOptions, RerankOptions } from './engineOptions';
import type {
  FileWithoutVector,
  IndexProgress,
  IndexReport,
  PathReason,
  RunSummary,
  SnapshotOrigin,
} from './indexReport';
import type {
  DirectoryInventory,
  ExplainParams,
  InventoryParams,
  PathExplanation,
} from './inventoryContract';
import type {
  ModelInfo,
  PlanLists,
  ProviderInfo,
  ProviderSummary,
  ProviderTest,
  SendingPlan,
} from './providerInfo';
import type { RerankerTest } from './reranking';
import type { EvaluationPlan, EvaluationProgress, EvaluationReport } from './evaluation';
import type {
  PostgresOptions,
  PublishedSummary,
  PublishedText,
  PublishParams,
  PublishReport,
} from './published';
import type { FileReference, IndexStatus, IndexSummary, SearchAnswer } from './searchResult';

/** User settings that decide which files of a workspace folder are indexed, and how they are read. */
export interface CorpusSettings {
  /** Globs of files to exclude, in addition to the built-in exclusions. */
  readonly exclude?: readonly string[] | undefined;
  /** Globs of files to include; empty means everything. */
  readonly include?: readonly string[] | undefined;
  /** Default true. */
  readonly useIgnoreFiles?: boolean | undefined;
  readonly maxFileSizeBytes?: number | undefined;
  /** Also index files that look secret; applies only if nothing is sent to another machine. Default false. */
  readonly includeSecrets?: boolean | undefined;
  /** Globs of files to index although they look generated or minified, or are drawings. Default none. */
  readonly includeGenerated?: readonly string[] | undefined;
  /** Language ids by glob, as in `files.associations`. Default none. */
  readonly associations?: Readonly<Record<string, string>> | undefined;
  /** `files.encoding`, for files that are not UTF-8. Default: detected. */
  readonly encoding?: string | undefined;
  /** `files.encoding` of the languages that override it, by language id. Default none. */
  readonly encodingByLanguage?: Readonly<Record<string, string>> | undefined;
}

/** Options for opening the index of one workspace folder. */
export interface FolderOptions {
  /** An absolute path; for a virtual folder, its URI. */
  readonly folder: string;
  /** The folder is not on this machine's disk: the host reads its files. Default false. */
  readonly isVirtual?: boolean | undefined;
  /** Parent directory of the indexes; each workspace folder has its own directory in it. */
  readonly indexDirectory: string;
  /**
   * The user's directory for indexes: the command line stores its indexes there, and windows record where they store
   * theirs. A folder without an index may start from one of them. Undefined: only from one in `indexDirectory`.
   */
  readonly userDirectory?: string | undefined;
  /**
   * The folder is indexed and its state reported, but not searched: a search finds nothing, and memory holds only the
   * file records instead of the whole index. Default false.
   */
  readonly isOnlyIndexed?: boolean | undefined;
  readonly corpus?: CorpusSettings | undefined;
}

/** Result of `index`. */
export interface FolderIndexReport extends IndexReport {
  readonly workspace: string;
  readonly provider: ProviderSummary;
}

/** The counts of a {@link FolderIndexReport}; its lists are read with `runPaths`. */
export interface FolderRunSummary extends RunSummary {
  readonly workspace: string;
  readonly provider: ProviderSummary;
}

/** Requests a page of the paths that the last run over a folder did not index. */
export interface RunPathsParams {
  readonly folder: string;
  /**
   * `skipped`, `failed` and `provisional` as in {@link IndexReport}; `unread` lists the paths counted by
   * `unreadable`, up to a thousand.
   */
  readonly list: 'skipped' | 'failed' | 'provisional' | 'unread';
  /** Position of the first entry. */
  readonly from: number;
}

/** Result of `status`. */
export interface StatusReport {
  readonly workspace: string;
  readonly state: IndexStatus;
  readonly files: number;
  readonly chunks: number;
  /** Estimated tokens of all chunks, from the sizes of their files. */
  readonly tokens: number;
  /** Number of files with chunks that the provider could not embed; those chunks are found by their words only. */
  readonly filesWithoutVector: number;
  /**
   * Files and directories that could not be read or indexed in the last attempt. The index is `ready` without them.
   */
  readonly unreadable: number;
  /** Why a part of the stored index is missing from searches; undefined if none is. */
  readonly fault?: ErrorFacts | undefined;
  readonly provider: ProviderSummary;
  /** The snapshot from which the index started. */
  readonly snapshot?: SnapshotOrigin | undefined;
  /** Directory of the index, and its size in bytes. */
  readonly indexDirectory: string;
  readonly sizeBytes: number;
  /** Last write to the index, milliseconds since the epoch; undefined if there is no index. */
  readonly writtenAtMs?: number | undefined;
  /** Last check of all files in this session, milliseconds since the epoch; undefined before the first one. */
  readonly checkedAtMs?: number | undefined;
}

/** A glob on the paths of one workspace folder. */
export interface FolderGlob {
  /** As it was opened. */
  readonly folder: string;
  /** As in {@link SearchFilters.paths}; empty means the whole folder. */
  readonly glob: string;
}

/** Limits the results. All given filters must match; within one list, any entry. */
export interface SearchFilters {
  readonly kind?: 'code' | 'docs' | undefined;
  /** VS Code language ids or other names of languages: see `languagesCalled`. */
  readonly languages?: readonly string[] | undefined;
  /** Globs on the path relative to the workspace folder; one without `/` matches a name at any level. */
  readonly paths?: readonly string[] | undefined;
  /** Globs of paths to exclude. */
  readonly excludedPaths?: readonly string[] | undefined;
  /** Globs on the paths of single workspace folders, in addition to `paths` and `excludedPaths`. */
  readonly folderPaths?: readonly FolderGlob[] | undefined;
  readonly excludedFolderPaths?: readonly FolderGlob[] | undefined;
  /** Workspace folders, each as it was opened. */
  readonly folders?: readonly string[] | undefined;
  /** Search only these files. An empty list matches none. */
  readonly files?: readonly FileReference[] | undefined;
}

/**
 * `files`: each file once with its best chunk, then, when there are no more files, further chunks of the same files.
 * `places`: the best chunks first, several per file if they score higher than those of other files.
 */
export type ResultOrder = 'files' | 'places';

/** A natural-language query. */
export interface SearchParams extends SearchFilters {
  /** May contain filters: `path:`, `lang:`, `ext:`, `kind:`, `folder:`. */
  readonly query: string;
  readonly limit?: number | undefined;
  /** Default `files`. */
  readonly order?: ResultOrder | undefined;
  /**
   * Display language (BCP 47). Of a text that exists in several languages the one in the query's language is shown,
   * else this one, else English.
   */
  readonly locale?: string | undefined;
  /** How long to wait for the provider before answering with lexical results only, milliseconds. Default 5,000. */
  readonly patienceMs?: number | undefined;
  /** Refine the order with this reranker. Default: none is asked. */
  readonly rerank?: RerankOptions | undefined;
}

/** Searches for code or text similar to a given piece. */
export interface SimilarParams extends SearchFilters {
  readonly text: string;
  /**
   * Position of the text, if it is in a file: overlapping chunks are excluded from the results. Lines 1-based,
   * inclusive.
   */
  readonly origin?: (FileReference & { readonly startLine: number; readonly endLine: number }) | undefined;
  readonly limit?: number | undefined;
  /** As in {@link SearchParams}; the language of the text is that of its prose, as in comments. */
  readonly locale?: string | undefined;
  /** As in {@link SearchParams}. */
  readonly patienceMs?: number | undefined;
}

/** A question, for which the files come first that are most likely to answer it. */
export interface FirstFilesParams extends SearchFilters {
  /** As in {@link SearchParams}, or a text to find similar ones for. */
  readonly query: string;
}

/** The files that were indexed first for a question. */
export interface FirstFilesReport {
  readonly files: number;
  /** Whether the contents of all files were read for it; of the others, only the paths counted. */
  readonly isWhole: boolean;
}

/** Requests lines of a file: a range, or the indexed chunk around a line. */
export interface ExcerptParams extends FileReference {
  /** 1-based. */
  readonly line: number;
  /** Inclusive; undefined means the chunk that contains `line`. */
  readonly endLine?: number | undefined;
}

/** Lines of a file in its current state; 1-based, inclusive. */
export interface Excerpt {
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
}

/** Requests a page of the lists of a folder's last plan. */
export interface PlanPageParams {
  readonly folder: string;
  /** Position of the first entry of each list. */
  readonly from: number;
}

/** A folder to make questions from. */
export type EvaluatedFolder = Pick<FolderOptions, 'folder' | 'isVirtual' | 'corpus'>;

/** A model to compare, alone or with a reranker. */
export interface EvaluationCandidate extends ProviderOptions {
  readonly rerank?: RerankOptions | undefined;
}

/** What a comparison covers. */
export interface EvaluationParams {
  readonly folders: readonly EvaluatedFolder[];
  /** The models that are compared; differences are those to the ones before. */
  readonly candidates: readonly EvaluationCandidate[];
  /** As in `EngineOptions`. */
  readonly cacheDirectory: string;
  /** Most questions. */
  readonly questions: number;
  /** Most that one candidate may cost, in the currency of its price. */
  readonly maxCost: number;
}

/** Selects the files to update. */
export interface UpdateParams {
  readonly folder: string;
  /** Files and directories, relative to the folder; undefined means the whole folder. */
  readonly paths?: readonly string[] | undefined;
  /** Rebuild every file, including unchanged ones. Default false; only for the whole folder. */
  readonly rebuild?: boolean | undefined;
}

/**
 * The calls between a host (command line, extension) and the engine in its worker. A folder is identified by the path
 * or URI it was opened with; calls for one that is not open fail with FOLDER_NOT_FOUND.
 */
// A type and not an interface: only a type fits the index signature of `Contract`.
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
export type EngineContract = {
  /**
   * Loads the model, or asks its server for the properties of its vectors. Call once, before the calls about folders.
   */
  open: { params: EngineOptions; result: ProviderSummary; progress: IndexProgress };
  /** The user requested a retry: one request is sent at once even to a server that asked to wait. */
  tryNow: { params: null; result: null; progress: never };
  /** Writes pending data to disk. Call before the engine is ended; the engine stays usable. */
  close: { params: null; result: null; progress: never };
  /**
   * Opens the index of a folder and includes it in searches. If the folder is already open, the previous instance
   * keeps answering until the new one with its options is ready.
   */
  openFolder: { params: FolderOptions; result: IndexSummary; progress: never };
  /**
   * Includes a folder in searches with an index that is published in PostgreSQL. It is not indexed here, and no other folder
   * may be open. An index of the folder that is open answers until then, and is closed; `openFolder` returns to it.
   */
  openPublished: {
    params: PostgresOptions & Pick<FolderOptions, 'folder' | 'corpus'>;
    result: PublishedSummary;
    progress: never;
  };
  /**
   * The text of a file as it is published. Null if the folder is not searched with a published index, or that does not have the
   * text. The file on this disk is not read.
   */
  publishedText: { params: FileReference; result: PublishedText | null; progress: never };
  /** Publishes the index of an open folder in PostgreSQL. */
  publish: { params: PublishParams; result: PublishReport; progress: IndexProgress };
  /** Removes a branch from PostgreSQL. */
  deletePublished: {
    params: PostgresOptions & { readonly folder: string; readonly branch: string };
    result: null;
    progress: never;
  };
  closeFolder: { params: { readonly folder: string }; result: null; progress: never };
  /** Computes ahead what the first search of the open folders would wait for. Sends nothing. */
  warmUp: { params: null; result: null; progress: never };
  index: { params: UpdateParams; result: FolderRunSummary; progress: IndexProgress };
  /** At most 1,000 of the files with chunks that the provider could not embed; an empty page means the end. */
  filesWithoutVector: {
    params: { readonly folder: string; readonly from: number };
    result: readonly FileWithoutVector[];
    progress: never;
  };
  /** At most 1,000 of the paths of a list; an empty page means the end. */
  runPaths: { params: RunPathsParams; result: readonly PathReason[]; progress: never };
  /**
   * Makes the runs in progress index the files first that are most likely to answer a question. Resolves when they can be
   * found, null if no files wait to be indexed. Abort it to stop waiting, not to undo it.
   */
  firstFiles: { params: FirstFilesParams; result: FirstFilesReport | null; progress: never };
  /** Searches all open folders. With a reranker, the answer in its first order is reported as progress. */
  search: { params: SearchParams; result: SearchAnswer; progress: SearchAnswer };
  /** Finds code or text similar to a given piece in all open folders, most similar first. */
  similar: { params: SimilarParams; result: SearchAnswer; progress: never };
  /** Null if the lines do not exist or are not indexed, or the path is outside the folder. */
  excerpt: { params: ExcerptParams; result: Excerpt | null; progress: never };
  /** Language ids of the files in the index, most files first. */
  languages: { params: null; result: readonly string[]; progress: never };
  status: { params: { readonly folder: string }; result: StatusReport; progress: never };
  /** The index states of all direct entries of a directory. */
  inventory: { params: InventoryParams; result: DirectoryInventory; progress: never };
  /** Why a path is or is not in the index. */
  explain: { params: ExplainParams; result: PathExplanation; progress: never };
  /** What indexing the folder would send, and what it would hold back. Sends nothing. */
  plan: { params: { readonly folder: string }; result: SendingPlan; progress: IndexProgress };
  /** At most 1,000 entries of each list of the last plan; empty lists mean the end. */
  planPage: { params: PlanPageParams; result: PlanLists; progress: never };
  /**
   * Makes questions from workspace folders, and chooses the chunks to compare models over. Sends nothing. The folders
   * need not be open.
   *
   * @throws SemanticSearchError USAGE if no questions can be made, or a candidate is not complete
   */
  planEvaluation: { params: EvaluationParams; result: EvaluationPlan; progress: EvaluationProgress };
  /**
   * Compares the models of the last plan. Aborted, the vectors that arrived are kept, and the next comparison of the same
   * files does not request them again.
   */
  runEvaluation: { params: null; result: EvaluationReport; progress: EvaluationProgress };
  /** Checks that the engine still answers. */
  ping: { params: null; result: null; progress: never };
  /** All providers. */
  providers: { params: null; result: readonly ProviderInfo[]; progress: never };
  /** The embedding models that the provider lists; `model` is ignored. */
  listModels: { params: EngineOptions; result: readonly ModelInfo[]; progress: never };
  /** Embeds one short built-in text; no workspace content is sent. */
  testProvider: { params: EngineOptions; result: ProviderTest; progress: IndexProgress };
  /** All rerankers. */
  rerankers: { params: null; result: readonly ProviderInfo[]; progress: never };
  /** Scores two short built-in texts; no workspace content is sent. */
  testReranker: {
    params: { readonly reranker: RerankOptions; readonly cacheDirectory: string };
    result: RerankerTest;
    progress: never;
  };
};

/** The calls that need no model, so that they can be made before `open`, and if it failed. */
export const callsWithoutModel: ReadonlySet<keyof EngineContract> = new Set([
  'ping',
  'providers',
  'listModels',
  'testProvider',
  'rerankers',
  'testReranker',
  'planEvaluation',
  'runEvaluation',
]);
