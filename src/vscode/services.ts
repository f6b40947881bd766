import type * as vscode from 'vscode';
import type { EngineContract, SearchParams, SimilarParams } from '../common/contracts/engineContract';
import type { ErrorData } from '../common/errors/errors';
import type { IndexState } from '../common/contracts/indexState';
import type { Reranking } from '../common/contracts/reranking';
import type { RemoteCaller } from '../common/contracts/remoteCalls';
import type { SearchHint, SearchResult, SiblingResult } from '../common/contracts/searchResult';

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
  /** What the reranker did; undefined in the first order, and if none is used. */
  readonly reranking?: Reranking | undefined;
  readonly tookMs: number;
}

/** Answers queries over all workspace folders in one ranked list. */
export interface SearchService {
  /**
   * Resolves at once with no results if the query is blank or no folder is open.
   *
   * @param onFirst lets the chosen reranker refine the order: called with the answer in its first order, before the refined
   *   answer; not called if no reranker is used
   * @throws CancelledError when aborted; SemanticSearchError
   */
  search(
    params: SearchParams,
    signal?: AbortSignal,
    onFirst?: (answer: LocatedAnswer) => void,
  ): Promise<LocatedAnswer>;
  /**
   * Finds places similar to a piece of code or text, most similar first.
   *
   * @throws CancelledError when aborted; SemanticSearchError
   */
  similar(params: SimilarParams, signal?: AbortSignal): Promise<LocatedAnswer>;
}

/** Calls the engine, see `RemoteCaller.call`. Waits until all workspace folders are open in it, if the call is about folders. */
export type EngineCaller = Pick<RemoteCaller<EngineContract>, 'call'>;

/** What the user can do with the indexing of one model. */
export interface IndexingControl {
  /** Stops indexing until {@link resume}. The pause survives restarts. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Stops the current run. The next change or {@link update} continues it. */
  cancel(): void;
  /** Checks every file. */
  update(): Promise<void>;
  /**
   * Brings files and directories up to date, ahead of queued changes. Ends a pause, as every request of the user does.
   *
   * @param folder as `folderKey` names it
   * @param paths relative to the workspace folder; `''` for the whole folder
   */
  updatePaths(folder: string, paths: readonly string[]): Promise<void>;
  /** Chunks and stores every file again. The existing index answers queries meanwhile. */
  rebuild(): Promise<void>;
}

/** Keeps the index up to date with the workspace and reports its state. */
export interface IndexingService {
  readonly state: IndexState;
  readonly onDidChangeState: vscode.Event<IndexState>;
  /**
   * Runs a command of the user on the indexing of each model: first of the model that answers, then of the one whose index is
   * being built to replace it.
   *
   * @param act its second parameter: whether the model answers
   */
  each(act: (indexing: IndexingControl, answers: boolean) => Promise<void> | void): Promise<void>;
  /** Resolves when no indexing is running or can start. */
  settled(): Promise<void>;
}
