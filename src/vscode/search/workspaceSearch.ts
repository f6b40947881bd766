import * as vscode from 'vscode';
import type { EngineContract, SearchParams, SimilarParams } from '../../common/contracts/engineContract';
import { SemanticSearchError, shownError, type ErrorCode } from '../../common/errors/errors';
import type { IndexState } from '../../common/contracts/indexState';
import type { FileReference, SearchAnswer } from '../../common/contracts/searchResult';
import { folderKey } from '../folderKeys';
import type { Generation } from '../generations/generation';
import type { WindowReranker } from '../reranking/windowReranker';
import type { LocatedAnswer, LocatedResult, LocatedSibling, SearchService } from '../services';

type Located = Pick<LocatedSibling, 'uri' | 'workspaceFolder'>;

/** The indexes of the window, one of which answers. */
interface Generations {
  readonly state: IndexState;
  answering(): Promise<Pick<Generation, 'engine' | 'updater'>>;
}

type Answering = Awaited<ReturnType<Generations['answering']>>;

/** Queries the engine and maps its results to URIs and workspace folders. */
export class WorkspaceSearch implements SearchService {
  /** @param reranker of the searches that can show a refined order */
  constructor(
    private readonly generations: Generations,
    private readonly reranker: Pick<WindowReranker, 'options' | 'note'>,
  ) {}

  async search(
    params: SearchParams,
    signal?: AbortSignal,
    onFirst?: (answer: LocatedAnswer) => void,
  ): Promise<LocatedAnswer> {
    const rerank = onFirst && (await this.reranker.options());
    return this.locate(params.query, (answering, located) =>
      ask(answering, 'search', { locale: vscode.env.language, ...params, rerank }, signal, (first) => {
        if (!signal?.aborted) onFirst?.(located(first));
      }),
    );
  }

  async similar(params: SimilarParams, signal?: AbortSignal): Promise<LocatedAnswer> {
    return this.locate(params.text, (answering) =>
      ask(answering, 'similar', { locale: vscode.env.language, ...params }, signal),
    );
  }

  private async locate(
    text: string,
    find: (answering: Answering, located: (answer: SearchAnswer) => LocatedAnswer) => Promise<SearchAnswer>,
  ): Promise<LocatedAnswer> {
    const answering = await this.generations.answering();
    const folders = new Map(
      (vscode.workspace.workspaceFolders ?? []).map((folder) => [folderKey(folder), folder]),
    );
    if (text.trim() === '' || folders.size === 0) {
      return { results: [], state: this.generations.state, tookMs: 0 };
    }
    const located = (answer: SearchAnswer): LocatedAnswer => this.located(answer, folders);
    const answer = await find(answering, located);
    answering.updater.noteStale(answer.stale);
    this.reranker.note(answer.reranking);
    return located(answer);
  }

  private located(
    { results, withoutModel, hints, reranking, tookMs }: SearchAnswer,
    folders: ReadonlyMap<string, vscode.WorkspaceFolder>,
  ): LocatedAnswer {
    // A missing folder was removed from the workspace during the query.
    const locate = <T extends FileReference>(file: T): (T & Located)[] => {
      const workspaceFolder = folders.get(file.folder);
      if (!workspaceFolder) return [];
      return [{ ...file, workspaceFolder, uri: vscode.Uri.joinPath(workspaceFolder.uri, file.path) }];
    };
    return {
      results: results.flatMap(({ siblings, ...result }): LocatedResult[] =>
        locate(result).map((found) => ({ ...found, siblings: siblings?.flatMap(locate) })),
      ),
      state: this.generations.state,
      withoutModel: withoutModel && shownError(withoutModel),
      hints,
      reranking,
      tookMs,
    };
  }
}

/** Errors of a published index: the one on this machine answers instead. */
const databaseCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'DATABASE_UNREACHABLE',
  'DATABASE_ACCESS',
  'DATABASE_SETUP',
  'DATABASE_FAILED',
  'NOT_PUBLISHED',
]);

/** If the engine dies during a query, it is replaced; if the database fails, the index on this machine is opened. Retried once. */
async function ask<C extends 'search' | 'similar'>(
  { engine, updater }: Answering,
  call: C,
  params: EngineContract[C]['params'],
  signal: AbortSignal | undefined,
  onProgress?: (answer: SearchAnswer) => void,
): Promise<SearchAnswer> {
  // A newly started engine has no folders open yet.
  await updater.opened();
  try {
    return await engine.call(call, params, { signal, onProgress });
  } catch (error) {
    if (!(error instanceof SemanticSearchError)) throw error;
    if (databaseCodes.has(error.code)) await updater.leaveDatabase(error);
    else if (error.code !== 'WORKER_DIED') throw error;
    await updater.opened();
    return engine.call(call, params, { signal, onProgress });
  }
}
