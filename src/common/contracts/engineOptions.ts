/** Network settings. Undefined values follow the environment (`HTTPS_PROXY`, `NO_PROXY`, ...). */
export interface NetworkOptions {
  /** Address of a proxy; `off` means no proxy, regardless of the environment. */
  readonly proxy?: string | undefined;
  /** Value of the `Proxy-Authorization` header. */
  readonly proxyAuthorization?: string | undefined;
  /** Hosts that are reached without the proxy. */
  readonly noProxy?: readonly string[] | undefined;
  /** Reject certificates that no trusted authority signed. Default true. */
  readonly strictTls?: boolean | undefined;
  /** Trust the system's authorities in addition to Node's. Default true. */
  readonly systemCertificates?: boolean | undefined;
  /** Path on this machine of a file of additional trusted certificates (PEM). */
  readonly certificateFile?: string | undefined;
}

/** The embedding model to use. */
export interface ProviderOptions {
  readonly provider: string;
  /** Model id, or for the built-in provider a model directory; undefined means the provider's default. */
  readonly model?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly dimensions?: number | undefined;
  /** Model that embeds questions, of the same vector space as `model`. Default: `model`. */
  readonly queryModel?: string | undefined;
  /** `int8`: the provider returns vectors of 8-bit integers. Default: floating-point numbers. */
  readonly outputType?: 'int8' | undefined;
  /** Never stored, logged or shown. */
  readonly apiKey?: string | undefined;
  /**
   * Path below the base URL from which the result of a task is fetched, containing `{id}`; for providers that answer
   * with a task.
   */
  readonly resultPath?: string | undefined;
  /**
   * Fields that are added to the body of each request, where the provider expects them. A value `{ "query": …, "document": … }`
   * differs between queries and documents.
   */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  readonly network?: NetworkOptions | undefined;
}

/** The reranker that refines the order of a search, and its patience. */
export interface RerankOptions extends Omit<
  ProviderOptions,
  'dimensions' | 'queryModel' | 'outputType' | 'resultPath'
> {
  /** How long the refined order may take, milliseconds from when it is requested. Default 3,000. */
  readonly patienceMs?: number | undefined;
  /** How long to wait before anything is sent, milliseconds: a newer query cancels this one meanwhile. Default 0. */
  readonly pauseMs?: number | undefined;
}

/** Vectors of a remote model that a team shares, by the content of files. */
export interface SharedResultsOptions {
  /** Address of a directory on an HTTP server (`https:` or `http:`), or the path of a folder. */
  readonly location: string;
  /** The secret of the team. Never stored, logged, shown or sent. */
  readonly secret?: string | undefined;
  /** `Name: value`, sent with each request to the server, and to no other. Never stored, logged or shown. */
  readonly header?: string | undefined;
  /** Ed25519 (SPKI, base64 or PEM): entries have to be signed with its private key. Default: they need not. */
  readonly publicKey?: string | undefined;
  /** Its private key (PKCS #8), with which entries are signed when they are published. Never stored, logged or shown. */
  readonly signingKey?: string | undefined;
  /** Write what is missing there. Default false: only read. */
  readonly isPublishing?: boolean | undefined;
}

/** Options for opening the engine. */
export interface EngineOptions {
  readonly provider: ProviderOptions;
  /** Default: none. Not used with the built-in model, which computes a vector faster than it could be read. */
  readonly sharedResults?: SharedResultsOptions | undefined;
  /**
   * A directory on this machine for data shared by all workspaces: cached vectors of paid providers and learned
   * limits.
   */
  readonly cacheDirectory: string;
  /**
   * Threads that analyze files during large runs. 1: the engine's own thread does. Default: as many as the machine has
   * cores, less one for the user, see `automaticThreadCount`.
   */
  readonly threads?: number | undefined;
}
