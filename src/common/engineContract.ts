import type { FileWithoutVector, IndexProgress, IndexReport, PathReason, RunSummary } from './indexReport';
import type { DirectoryInventory, ExplainParams, InventoryParams, PathExplanation } from './inventory';
import type { ModelInfo, PlanLists, ProviderInfo, ProviderTest, SendingPlan } from './providerInfo';
import type { FileReference, IndexStatus, IndexSummary, SearchAnswer } from './searchResult';

/** How the network is reached. What is undefined follows the environment (`HTTPS_PROXY`, `NO_PROXY`, ...). */
export interface NetworkOptions {
  /** Address of a proxy, `off` for none whatever the environment says. */
  readonly proxy?: string | undefined;
  /** Value of the header `Proxy-Authorization`. */
  readonly proxyAuthorization?: string | undefined;
  /** Hosts that are reached without the proxy. */
  readonly noProxy?: readonly string[] | undefined;
  /** Refuse certificates that no authority vouches for. Default true. */
  readonly strictTls?: boolean | undefined;
  /** Trust what the system trusts, beside what Node trusts. Default true. */
  readonly systemCertificates?: boolean | undefined;
  /** A file of certificates (PEM) to trust as well; a path of this machine. */
  readonly certificateFile?: string | undefined;
}

/** Which model makes the vectors. */
export interface ProviderOptions {
  readonly provider: string;
  /** Model id, or for the built-in provider the directory of a model; undefined means the provider's default. */
  readonly model?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly dimensions?: number | undefined;
  /** Never stored, logged or shown. */
  readonly apiKey?: string | undefined;
  /** Path below the base URL where the result of a task is fetched, with `{id}` in it; for providers that answer with one. */
  readonly resultPath?: string | undefined;
  readonly network?: NetworkOptions | undefined;
}

/** How the engine is opened. */
export interface EngineOptions {
  readonly provider: ProviderOptions;
  /** A directory of this machine for what all workspaces share: vectors that were paid for, limits that were learned. */
  readonly cacheDirectory: string;
}

/** What belongs to the corpus of a workspace folder, as far as a person decides it. */
export interface CorpusSettings {
  /** Globs of what to leave out, beside what is left out of every project. */
  readonly exclude?: readonly string[] | undefined;
  /** Globs of what to keep; none means everything. */
  readonly include?: readonly string[] | undefined;
  /** Default true. */
  readonly useIgnoreFiles?: boolean | undefined;
  readonly maxFileSizeBytes?: number | undefined;
  /** Index files that look secret too; only where nothing leaves the machine. Default false. */
  readonly includeSecrets?: boolean | undefined;
  /** Globs of files to index though they look generated or minified, or are drawings. Default none. */
  readonly includeGenerated?: readonly string[] | undefined;
}

/** How to open the index of one workspace folder. */
export interface FolderOptions {
  /** An absolute path; for a virtual folder its URI. */
  readonly folder: string;
  /** The folder is not on this machine's disk: the host reads its files. Default false. */
  readonly isVirtual?: boolean | undefined;
  /** Where indexes are kept; each workspace folder has a directory of its own in it. */
  readonly indexDirectory: string;
  /**
   * It is indexed and told of, but not searched: a search finds nothing, and memory holds the records of the files instead of the
   * whole index. Default false.
   */
  readonly isOnlyIndexed?: boolean | undefined;
  readonly corpus?: CorpusSettings | undefined;
}

/** Which model an index was made with. */
export interface ProviderSummary {
  readonly id: string;
  readonly model: string;
  readonly dimensions: number;
  /** Host that texts are sent to; null when nothing leaves the machine. */
  readonly host: string | null;
}

/** What `index` did, and to what. */
export interface WorkspaceIndexReport extends IndexReport {
  readonly workspace: string;
  readonly provider: ProviderSummary;
}

/** The numbers of a {@link WorkspaceIndexReport}; its lists are read with `runPaths`. */
export interface WorkspaceRunSummary extends RunSummary {
  readonly workspace: string;
  readonly provider: ProviderSummary;
}

/** A page of the paths that the last run over a folder did not index. */
export interface RunPathsParams {
  readonly folder: string;
  /** `skipped`, `failed` and `provisional` as in {@link IndexReport}; `unread` what `unreadable` counts, the first thousand. */
  readonly list: 'skipped' | 'failed' | 'provisional' | 'unread';
  /** Position of the first one. */
  readonly from: number;
}

/** What `status` tells. */
export interface StatusReport {
  readonly workspace: string;
  readonly state: IndexStatus;
  readonly files: number;
  readonly chunks: number;
  /** Tokens of all these chunks, roughly: from the sizes of their files, without reading them. */
  readonly tokens: number;
  /** Of the files, those with chunks that the provider could not embed: those chunks are found by their words. */
  readonly filesWithoutVector: number;
  /** Files and directories that could not be read or indexed when they were tried last. The index is `ready` without them. */
  readonly unreadable: number;
  readonly provider: ProviderSummary;
  /** Where the index lies, and the bytes it takes. */
  readonly indexDirectory: string;
  readonly sizeBytes: number;
  /** When something was last written to it, milliseconds since the epoch; undefined where nothing is there. */
  readonly writtenAtMs?: number | undefined;
  /** When all files were looked at last, as far as this session knows; undefined before. */
  readonly checkedAtMs?: number | undefined;
}

/** What a search is limited to. Everything given must hold; within one list, any. */
export interface SearchFilters {
  readonly kind?: 'code' | 'docs' | undefined;
  /** Ids of VS Code, or what else languages are called: see `languagesCalled`. */
  readonly languages?: readonly string[] | undefined;
  /** Globs on the path relative to the workspace folder; one without `/` matches a name at any level. */
  readonly paths?: readonly string[] | undefined;
  /** Globs of what to leave out. */
  readonly excludedPaths?: readonly string[] | undefined;
  /** Workspace folders, each as it was opened. */
  readonly folders?: readonly string[] | undefined;
  /** Nothing but these files. An empty list means none. */
  readonly files?: readonly FileReference[] | undefined;
}

/**
 * `files`: each file once by its best chunk, then, where files run out, further chunks of the same files. `places`: the best
 * chunks first, several of one file where they fit better than what other files have.
 */
export type ResultOrder = 'files' | 'places';

/** A question in a person's own words. */
export interface SearchParams extends SearchFilters {
  /** May hold filters in words: `path:`, `lang:`, `ext:`, `kind:`, `folder:`. */
  readonly query: string;
  readonly limit?: number | undefined;
  /** Default `files`. */
  readonly order?: ResultOrder | undefined;
  /**
   * Language of the interface (BCP 47). Of a text that exists in several languages the one in the language of the question is
   * shown, else this one, else English.
   */
  readonly locale?: string | undefined;
  /** How long to wait for the provider, milliseconds, before words alone answer. Default 5,000. */
  readonly patienceMs?: number | undefined;
}

/** A piece of code or text that others like it are looked for. */
export interface SimilarParams extends SearchFilters {
  readonly text: string;
  /** Where it stands, if it is in a file: what overlaps with it is not among the results. Lines 1-based, inclusive. */
  readonly origin?: (FileReference & { readonly startLine: number; readonly endLine: number }) | undefined;
  readonly limit?: number | undefined;
  /** As in {@link SearchParams}. */
  readonly patienceMs?: number | undefined;
}

/** Lines of a file: some, or the indexed chunk around one. */
export interface ExcerptParams extends FileReference {
  /** 1-based. */
  readonly line: number;
  /** Inclusive; undefined means the chunk that holds `line`. */
  readonly endLine?: number | undefined;
}

/** Lines of a file as it is now; 1-based, inclusive. */
export interface Excerpt {
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
}

/** A part of the lists of the last plan of a folder. */
export interface PlanPageParams {
  readonly folder: string;
  /** Position of the first entry of each list. */
  readonly from: number;
}

/** Which files to bring up to date. */
export interface UpdateParams {
  readonly folder: string;
  /** Files and directories, relative to the folder; undefined means the whole folder. */
  readonly paths?: readonly string[] | undefined;
  /** Divide and store every file anew. Default false; only for the whole folder. */
  readonly anew?: boolean | undefined;
}

/**
 * The calls between a host (command line, extension) and the engine in its worker. A folder is named as it was opened;
 * naming one that is not open fails with FOLDER_NOT_FOUND.
 */
// A type and not an interface: only a type fits the index signature of `Contract`.
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
export type EngineContract = {
  /** Loads the model, or asks its server what its vectors are like. Before the calls about folders, once. */
  open: { params: EngineOptions; result: ProviderSummary; progress: IndexProgress };
  /** A person asked for another try: a server that asked to wait is sent one request at once. */
  tryNow: { params: null; result: null; progress: never };
  /** Brings to the disk what waits in memory. Before the engine is ended; it can be used on. */
  close: { params: null; result: null; progress: never };
  /** Opens the index of a folder; it is searched from then on. Opened once more, with other options, it answers all the while. */
  openFolder: { params: FolderOptions; result: IndexSummary; progress: never };
  closeFolder: { params: { readonly folder: string }; result: null; progress: never };
  index: { params: UpdateParams; result: WorkspaceRunSummary; progress: IndexProgress };
  /** At most 1,000 of the files of which the provider could not embed everything; an empty page is behind their end. */
  filesWithoutVector: {
    params: { readonly folder: string; readonly from: number };
    result: readonly FileWithoutVector[];
    progress: never;
  };
  /** At most 1,000 of the paths of a list; an empty page is behind its end. */
  runPaths: { params: RunPathsParams; result: readonly PathReason[]; progress: never };
  /** Searches all open folders. */
  search: { params: SearchParams; result: SearchAnswer; progress: never };
  /** Finds what resembles a piece of code or text, in all open folders, most alike first. */
  similar: { params: SimilarParams; result: SearchAnswer; progress: never };
  /** Null where there are no such lines, or none that are indexed; a path outside the folder has none. */
  excerpt: { params: ExcerptParams; result: Excerpt | null; progress: never };
  /** Language ids of the files in the index, most files first. */
  languages: { params: null; result: readonly string[]; progress: never };
  status: { params: { readonly folder: string }; result: StatusReport; progress: never };
  /** How everything directly in a directory stands with the index. */
  inventory: { params: InventoryParams; result: DirectoryInventory; progress: never };
  /** Why a path is in the index, or is not. */
  explain: { params: ExplainParams; result: PathExplanation; progress: never };
  /** What indexing the folder would send, and what it would hold back. Sends nothing. */
  plan: { params: { readonly folder: string }; result: SendingPlan; progress: IndexProgress };
  /** At most 1,000 entries of each list of the last plan; empty lists are behind the end. */
  planPage: { params: PlanPageParams; result: PlanLists; progress: never };
  /** Whether the engine still answers. This call and those below need no `open`. */
  ping: { params: null; result: null; progress: never };
  /** The providers there are. */
  providers: { params: null; result: readonly ProviderInfo[]; progress: never };
  /** The embedding models that the provider lists; `model` does not matter. */
  listModels: { params: EngineOptions; result: readonly ModelInfo[]; progress: never };
  /** Embeds one short text of our own, nothing of the workspace. */
  testProvider: { params: EngineOptions; result: ProviderTest; progress: IndexProgress };
};
