import type { ResultOrder } from '../common/contracts/engineContract';
import type { CandidateArgument } from './candidates';

/** A published index, as given. */
export interface PostgresArguments {
  readonly address: string;
  readonly repository?: string | undefined;
  readonly branch?: string | undefined;
}

/** Options of every command. */
export interface CommonArguments {
  /** The workspace folder as given; default: the current one. */
  readonly directory: string;
  readonly json: boolean;
  readonly indexDirectory?: string | undefined;
  readonly provider: string;
  readonly model?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly dimensions?: number | undefined;
  /** Model that embeds queries, of the same vector space as `model`. Default: `model`. */
  readonly queryModel?: string | undefined;
  /** `int8`: the provider returns vectors of 8-bit integers. Default: floating-point numbers. */
  readonly outputType?: 'int8' | undefined;
  readonly resultPath?: string | undefined;
  /** Fields that are added to each request of the provider; undefined without any. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  /** Where a team shares results: an address or a folder. Default: none. */
  readonly sharedResults?: string | undefined;
  /** The published index in PostgreSQL to search or to write. Default: none. */
  readonly postgres?: PostgresArguments | undefined;
  /** Size limit of indexed files, KiB. Default as in the settings. */
  readonly maxFileSizeKib?: number | undefined;
  /** Globs of generated files to index. */
  readonly generatedPaths: readonly string[];
  /** Threads that analyze files. Default: chosen for the machine. */
  readonly threads?: number | undefined;
  /** Print the time of each stage of a run. */
  readonly profile: boolean;
}

/** Arguments of `publish`: to shared results or, with `postgres`, to a database. */
export interface PublishArguments extends CommonArguments {
  readonly command: 'publish';
  readonly createTables: boolean;
  /** Remove this branch instead of publishing. */
  readonly deleteBranch?: string | undefined;
}

/** Options that limit the results. */
export interface ResultArguments extends CommonArguments {
  readonly limit: number;
  readonly kind?: 'code' | 'docs' | undefined;
  readonly paths: readonly string[];
  readonly excludedPaths: readonly string[];
  readonly languages: readonly string[];
  /** Update the index first. */
  readonly update: boolean;
}

/** Arguments of `search`. */
export interface SearchArguments extends ResultArguments {
  readonly command: 'search';
  /** Exactly one of `query` and `queriesFile` is set. */
  readonly query?: string | undefined;
  readonly queriesFile?: string | undefined;
  readonly order?: ResultOrder | undefined;
  /** The reranker that refines the order. Default: none. */
  readonly rerank?: RerankerArguments | undefined;
}

/** A reranker, as given: `--rerank ID[:MODEL]`, `--rerank-url URL` and `--rerank-param NAME=JSON`. */
export interface RerankerArguments {
  readonly id: string;
  readonly model?: string | undefined;
  readonly baseUrl?: string | undefined;
  /** Fields that are added to each of its requests; undefined without any. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
}

/** Arguments of `similar`. */
export interface SimilarArguments extends ResultArguments {
  readonly command: 'similar';
  readonly place: Place;
}

/** Options of the server for agents. `directory` is not used. */
export interface McpArguments extends CommonArguments {
  readonly command: 'mcp';
  /** The folders as given; none means those of the environment. */
  readonly directories: readonly string[];
  /** Serve on HTTP at this port, 0 for a free one; undefined means stdin and stdout. */
  readonly httpPort?: number | undefined;
}

/** Options for setting up clients of the server. */
export interface AgentsArguments {
  readonly command: 'agents';
  readonly action: 'install' | 'uninstall';
  /** Ids of clients; none means those that are found. */
  readonly clients: readonly string[];
  /** Write without asking. */
  readonly yes: boolean;
}

/** Options for comparing models. The provider of `CommonArguments` is not used. */
export interface EvaluateArguments extends CommonArguments {
  readonly command: 'evaluate';
  readonly candidates: readonly CandidateArgument[];
  /** Most questions. */
  readonly questions: number;
  /** Most that one candidate may cost, in the currency of its price. */
  readonly maxCost: number;
  readonly markdown: boolean;
  /** Send without asking. */
  readonly yes: boolean;
}

/** Lines of a file, as given: `FILE:LINE` or `FILE:LINE-LINE`. */
export interface Place {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Inclusive; undefined means the definition around `line`. */
  readonly endLine?: number | undefined;
}

/** A parsed command line. */
export type Arguments =
  | { readonly command: 'help' | 'version' }
  | (CommonArguments & { readonly command: 'index' | 'plan' | 'status' })
  | PublishArguments
  | SearchArguments
  | SimilarArguments
  | McpArguments
  | EvaluateArguments
  | AgentsArguments;
