import type * as vscode from 'vscode';
import type { SearchParams, SimilarParams, StatusReport } from '../common/engineContract';
import type { ErrorData } from '../common/errors';
import type { IndexState } from '../common/indexState';
import type { DirectoryInventory, PathExplanation } from '../common/inventory';
import type { ProviderInfo } from '../common/providerInfo';
import type { SearchHint, SearchResult, SiblingResult } from '../common/searchResult';

/** A result and the file it is in. */
export interface LocatedResult extends SearchResult {
  readonly uri: vscode.Uri;
  readonly workspaceFolder: vscode.WorkspaceFolder;
  readonly siblings?: readonly LocatedSibling[] | undefined;
}

/** A result that is folded into another one, and the file it is in. */
export interface LocatedSibling extends SiblingResult {
  readonly uri: vscode.Uri;
  readonly workspaceFolder: vscode.WorkspaceFolder;
}

/** Answer to one query over all workspace folders. */
export interface LocatedAnswer {
  readonly results: readonly LocatedResult[];
  /** How the index stood when it answered. */
  readonly state: IndexState;
  /** Why words alone had to answer, without the model; undefined where they had not. */
  readonly withoutModel?: ErrorData | undefined;
  /** What a person should know about how the query was read; absent where there is nothing. */
  readonly hints?: readonly SearchHint[] | undefined;
  readonly tookMs: number;
}

/** Answers queries over all workspace folders in one ranked list. */
export interface SearchService {
  /**
   * Resolves at once with no results where the query is blank or no folder is open.
   *
   * @throws CancelledError when aborted; SemanticSearchError
   */
  search(params: SearchParams, signal?: AbortSignal): Promise<LocatedAnswer>;
  /**
   * Finds what resembles a piece of code or text, most alike first.
   *
   * @throws CancelledError when aborted; SemanticSearchError
   */
  similar(params: SimilarParams, signal?: AbortSignal): Promise<LocatedAnswer>;
  /** Language ids of the files in the index, most files first. */
  languages(): Promise<readonly string[]>;
}

/** Keeps the index in step with the workspace, and tells how it stands. */
export interface IndexingService {
  readonly state: IndexState;
  readonly onDidChangeState: vscode.Event<IndexState>;
  /** Stops indexing until {@link resume}; kept over restarts. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Stops the run under way; the next change or {@link update} goes on. */
  cancel(): void;
  /** Checks every file. */
  update(): Promise<void>;
  /** Divides and stores every file anew; the index answers all the while. */
  rebuild(): Promise<void>;
}

/** Tells what is in the index that answers, and why something is not. */
export interface InventoryService {
  /**
   * How everything directly in a directory stands with the index.
   *
   * @param directory relative to the workspace folder, `''` for itself
   * @param unindexed leaves out files that are indexed; default false
   */
  inventory(
    folder: vscode.WorkspaceFolder,
    directory: string,
    unindexed?: boolean,
  ): Promise<DirectoryInventory>;
  explain(folder: vscode.WorkspaceFolder, path: string): Promise<PathExplanation>;
  /** How much there is and where it lies. */
  status(folder: vscode.WorkspaceFolder): Promise<StatusReport>;
  /** The providers there are. */
  providers(): Promise<readonly ProviderInfo[]>;
  /**
   * Brings files and directories up to date, ahead of anything that waits. As all that a person asks for, it ends a pause.
   *
   * @param paths relative to the workspace folder; `''` for all of it
   */
  updatePaths(folder: vscode.WorkspaceFolder, paths: readonly string[]): Promise<void>;
  /** Resolves when nothing is under way and nothing more can be begun. */
  settled(): Promise<void>;
}
