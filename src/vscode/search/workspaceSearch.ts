import * as vscode from 'vscode';
import type {
  EngineContract,
  Excerpt,
  ExcerptParams,
  SearchParams,
  SimilarParams,
} from '../../common/engineContract';
import { SemanticSearchError } from '../../common/errors';
import type { FileReference, SearchAnswer } from '../../common/searchResult';
import type { EngineThread } from '../engineThread/engineThread';
import { folderKey } from '../folderKeys';
import type { WorkspaceIndexing } from '../indexing/workspaceIndexing';
import type {
  ExcerptService,
  LocatedAnswer,
  LocatedResult,
  LocatedSibling,
  SearchService,
} from '../services';

type Located = Pick<LocatedSibling, 'uri' | 'workspaceFolder'>;

/** Queries the engine and maps its results to URIs and workspace folders. */
export class WorkspaceSearch implements SearchService, ExcerptService {
  constructor(
    private readonly engine: EngineThread,
    private readonly indexing: WorkspaceIndexing,
  ) {}

  async search(params: SearchParams, signal?: AbortSignal): Promise<LocatedAnswer> {
    return this.locate(params.query, () =>
      this.ask('search', { locale: vscode.env.language, ...params }, signal),
    );
  }

  async similar(params: SimilarParams, signal?: AbortSignal): Promise<LocatedAnswer> {
    return this.locate(params.text, () =>
      this.ask('similar', { locale: vscode.env.language, ...params }, signal),
    );
  }

  excerpt(params: ExcerptParams): Promise<Excerpt | null> {
    return this.engine.call('excerpt', params);
  }

  languages(): Promise<readonly string[]> {
    return this.engine.call('languages', null);
  }

  private async locate(text: string, ask: () => Promise<SearchAnswer>): Promise<LocatedAnswer> {
    const folders = new Map(
      (vscode.workspace.workspaceFolders ?? []).map((folder) => [folderKey(folder), folder]),
    );
    if (text.trim() === '' || folders.size === 0) {
      return { results: [], state: this.indexing.state, tookMs: 0 };
    }
    const { results, stale, withoutModel, hints, tookMs } = await ask();
    this.indexing.noteStale(stale);
    // A missing folder was removed from the workspace during the query.
    const locate = <T extends FileReference>(file: T): (T & Located)[] => {
      const workspaceFolder = folders.get(file.folder);
      if (!workspaceFolder) return [];
      return [{ ...file, workspaceFolder, uri: vscode.Uri.joinPath(workspaceFolder.uri, file.path) }];
    };
    const located = results.flatMap(({ siblings, ...result }): LocatedResult[] =>
      locate(result).map((found) => ({ ...found, siblings: siblings?.flatMap(locate) })),
    );
    return { results: located, state: this.indexing.state, withoutModel, hints, tookMs };
  }

  /** If the engine dies during a query, it is replaced, and the query is retried once. */
  private async ask<C extends 'search' | 'similar'>(
    call: C,
    params: EngineContract[C]['params'],
    signal: AbortSignal | undefined,
  ): Promise<SearchAnswer> {
    // A newly started engine has no folders open yet.
    await this.indexing.opened();
    try {
      return await this.engine.call(call, params, { signal });
    } catch (error) {
      if (!(error instanceof SemanticSearchError) || error.code !== 'WORKER_DIED') throw error;
      await this.indexing.opened();
      return this.engine.call(call, params, { signal });
    }
  }
}
