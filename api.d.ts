import type { CancellationToken, Event, Range, Uri } from 'vscode';

/**
 * What `vscode.extensions.getExtension('semantic-search.semantic-search')?.activate()` resolves to.
 * Only `getApi` is for other extensions.
 */
export interface SemanticSearchExports {
  /**
   * @param version of the interface below; a later version of the extension still knows it
   * @throws Error where this version of the extension does not know that version
   */
  getApi(version: 1): SemanticSearchApi;
}

/** Search by meaning over the folders of the window. */
export interface SemanticSearchApi {
  readonly version: 1;
  /** How the index stands. `stale` and `failed` may answer from an older index. */
  readonly indexState: IndexStateName;
  readonly onDidChangeIndexState: Event<IndexStateName>;
  /**
   * Host that queries are sent to. Undefined with a model on this machine: then nothing leaves it.
   */
  readonly host: string | undefined;
  /**
   * The best places for a query, best first. It may contain the filters that people type (`path:src/**`, `lang:go`, `kind:docs`).
   * Resolves to no results where the query is blank, no folder is open, or nothing is indexed yet.
   *
   * @throws CancellationError of `vscode` when the token is cancelled; TypeError for values of another type; Error with a message
   *   for people where the index cannot be read
   */
  search(query: string, options?: SearchOptions, token?: CancellationToken): Promise<SearchAnswer>;
}

export type IndexStateName = 'empty' | 'building' | 'ready' | 'paused' | 'stale' | 'failed';

/** What a search is limited to. Everything that is given must hold; within one list, any. */
export interface SearchOptions {
  /** Default: both. */
  readonly kind?: 'code' | 'docs';
  /** Globs on the path relative to the workspace folder; one without `/` matches a name at any level. */
  readonly paths?: readonly string[];
  /** Globs of files to exclude. */
  readonly excludedPaths?: readonly string[];
  /** Language ids of VS Code, or what people call languages (`c++`, `ts`). */
  readonly languages?: readonly string[];
  /** Most results, 1 to 200. Default 20. */
  readonly limit?: number;
}

export interface SearchAnswer {
  readonly results: readonly SearchResult[];
  /** Whether the index had everything when it answered; otherwise a later search may find more. */
  readonly isComplete: boolean;
}

/** One place that was found, true of the file as it is on disk. */
export interface SearchResult {
  readonly uri: Uri;
  /** Whole lines. */
  readonly range: Range;
  /** Where to put the cursor, 0-based: the definition that was found, or the line that says most of what was asked for. */
  readonly line: number;
  /** Name of the definition, with what encloses it (`Queue › drain`); undefined where nothing is defined. */
  readonly symbol: string | undefined;
  readonly kind: 'code' | 'docs';
  /** Language id. */
  readonly language: string;
  /** Some lines of the place. */
  readonly preview: string;
  /** Higher is better; comparable within one answer only. */
  readonly score: number;
}
