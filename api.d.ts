import type { CancellationToken, Event, Range, Uri } from 'vscode';

/**
 * What `vscode.extensions.getExtension('semantic-search.semantic-search')?.activate()` resolves to.
 * Only `getApi` is for other extensions.
 */
export interface SemanticSearchExports {
  /**
   * @param version version of the API below; later versions of the extension still support it
   * @throws Error if this version of the extension does not support that version
   */
  getApi(version: 1): SemanticSearchApi;
}

/** Semantic search in the workspace folders of the window. */
export interface SemanticSearchApi {
  readonly version: 1;
  /** State of the index. In the states `stale` and `failed`, results may come from an older index. */
  readonly indexState: IndexStateName;
  readonly onDidChangeIndexState: Event<IndexStateName>;
  /** Host that queries are sent to. Undefined if the model runs on this machine; then no data leaves it. */
  readonly host: string | undefined;
  /**
   * Finds the best results for a query, best first. The query may contain filters (`path:src/**`, `lang:go`, `kind:docs`).
   * Resolves to no results if the query is blank, no folder is open, or nothing is indexed yet.
   *
   * @throws CancellationError of `vscode` when the token is cancelled; TypeError for values of another type; Error with a
   *   message for the user if the index cannot be read
   */
  search(query: string, options?: SearchOptions, token?: CancellationToken): Promise<SearchAnswer>;
}

export type IndexStateName = 'empty' | 'building' | 'ready' | 'paused' | 'stale' | 'failed';

/** Filters of a search. A result must match all given options; within a list, it must match any entry. */
export interface SearchOptions {
  /** Default: both. */
  readonly kind?: 'code' | 'docs';
  /** Globs for the path relative to the workspace folder; a glob without `/` matches a name at any level. */
  readonly paths?: readonly string[];
  /** Globs of files to exclude. */
  readonly excludedPaths?: readonly string[];
  /** Language ids of VS Code, or common names (`c++`, `ts`). */
  readonly languages?: readonly string[];
  /** Maximum number of results, 1 to 200. Default 20. */
  readonly limit?: number;
}

export interface SearchAnswer {
  readonly results: readonly SearchResult[];
  /** Whether the index was complete at the time of the search; if not, a later search may find more. */
  readonly isComplete: boolean;
}

/** A search result, checked against the current file on disk. */
export interface SearchResult {
  /** With a published index, the file may not be on this disk; the other values are then those of its published text. */
  readonly uri: Uri;
  /** Whole lines. */
  readonly range: Range;
  /** Line for the cursor, 0-based: the line of the found definition, or the line most relevant to the query. */
  readonly line: number;
  /** Name of the definition with its enclosing names (`Queue › drain`); undefined if there is none. */
  readonly symbol: string | undefined;
  readonly kind: 'code' | 'docs';
  /** Language id. */
  readonly language: string;
  /** Some lines of the result. */
  readonly preview: string;
  /** Higher is better. Only comparable within one answer. */
  readonly score: number;
}
