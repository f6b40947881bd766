import type * as vscode from 'vscode';
import type {
  Excerpt,
  ExcerptParams,
  SearchParams,
  SimilarParams,
  StatusReport,
} from '../common/engineContract';
import type { ErrorData } from '../common/errors';
import type { IndexState } from '../common/indexState';
import type { DirectoryInventory, PathExplanation } from '../common/inventoryContract';
import type { ProviderInfo } from '../common/providerInfo';
import type { SearchHint, SearchResult, SiblingResult } from '../common/searchResult';

/** A result and its file. */
export interface LocatedResult extends SearchResult {
  readonly uri: vscode.Uri;
  readonly workspaceFolder: vscode.WorkspaceFolder;
  readonly siblings?: readonly LocatedSibling[] | undefined;
}

/** A result folded into another one, and its file. */
export interface LocatedSibling extends SiblingResult {
  readonly uri: vscode.Uri;
  readonly workspaceFolder: vscode.WorkspaceFolder;
}

/** Answer to one query over all workspace folders. */
export interface LocatedAnswer {
  readonly results: readonly LocatedResult[];
  /** State of the index at the time of the answer. */
  readonly state: IndexState;
  /** Why the answer is lexical only, without the model; undefined if the model was used. */
  readonly withoutModel?: ErrorData | undefined;
  /** Hints for the user about how the query was read; absent if there are none. */
  readonly hints?: readonly SearchHint[] | undefined;
  readonly tookMs: number;
}

/** Answers queries over all workspace folders in one ranked list. */
export interface SearchService {
  /**
   * Resolves at once with no results if the query is blank or no folder is open.
   *
   * @throws CancelledError when aborted; SemanticSearchError
   */
  search(params: SearchParams, signal?: AbortSignal): Promise<LocatedAnswer>;
  /**
   * Finds places similar to a piece of code or text, most similar first.
   *
   * @throws CancelledError when aborted; SemanticSearchError
   */
  similar(params: SimilarParams, signal?: AbortSignal): Promise<LocatedAnswer>;
  /** Language ids of the files in the index, most files first. */
  languages(): Promise<readonly string[]>;
}

/** Reads files of the index. */
export interface ExcerptService {
  /** Indexed lines of a file in its current state; null if there are none. */
  excerpt(params: ExcerptParams): Promise<Excerpt | null>;
}

/** Keeps the index up to date with the workspace and reports its state. */
export interface IndexingService {
  readonly state: IndexState;
  readonly onDidChangeState: vscode.Event<IndexState>;
  /** Stops indexing until {@link resume}. The pause survives restarts. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Stops the current run. The next change or {@link update} continues it. */
  cancel(): void;
  /** Checks every file. */
  update(): Promise<void>;
  /** Chunks and stores every file again. The existing index answers queries meanwhile. */
  rebuild(): Promise<void>;
}

/** Reports the contents of the index that answers queries, and why a file is not indexed. */
export interface InventoryService {
  /**
   * State in the index of each entry directly in a directory.
   *
   * @param directory relative to the workspace folder, `''` for the folder itself
   * @param unindexed leaves out files that are indexed; default false
   */
  inventory(
    folder: vscode.WorkspaceFolder,
    directory: string,
    unindexed?: boolean,
  ): Promise<DirectoryInventory>;
  explain(folder: vscode.WorkspaceFolder, path: string): Promise<PathExplanation>;
  /** Size and location of the index. */
  status(folder: vscode.WorkspaceFolder): Promise<StatusReport>;
  /** All known providers. */
  providers(): Promise<readonly ProviderInfo[]>;
  /**
   * Brings files and directories up to date, ahead of queued changes. Ends a pause, as every request of the user does.
   *
   * @param paths relative to the workspace folder; `''` for the whole folder
   */
  updatePaths(folder: vscode.WorkspaceFolder, paths: readonly string[]): Promise<void>;
  /** Resolves when no indexing is running or can start. */
  settled(): Promise<void>;
}
