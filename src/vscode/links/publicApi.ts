import * as vscode from 'vscode';
import type { IndexStateName, SearchAnswer, SearchResult, SemanticSearchApi } from '../../../api';
import type { SearchParams } from '../../common/contracts/engineContract';
import { CancelledError } from '../../common/errors/errors';
import type { LocatedResult, IndexingService, SearchService } from '../services';
import { searchParams } from './apiOptions';

/** Dependencies of the API for other extensions. */
export interface PublicApiParts {
  readonly search: Pick<SearchService, 'search'>;
  readonly indexing: Pick<IndexingService, 'state' | 'onDidChangeState'>;
  /** Host that queries are sent to; undefined when they stay on this machine. */
  readonly host: () => string | undefined;
}

/**
 * The API for other extensions, see `api.d.ts`.
 *
 * @throws Error for an unknown version
 */
export function publicApi(version: unknown, { search, indexing, host }: PublicApiParts): SemanticSearchApi {
  if (version !== 1) {
    throw new Error(`Semantic Search has version 1 of its API, not ${String(version)}.`);
  }
  return {
    version: 1,
    get indexState() {
      return indexing.state.kind;
    },
    get host() {
      return host();
    },
    onDidChangeIndexState: (listener: (state: IndexStateName) => unknown, self?: unknown, disposables?) => {
      let reported = indexing.state.kind;
      return indexing.onDidChangeState(
        ({ kind }) => {
          if (kind === reported) return;
          reported = kind;
          listener.call(self, kind);
        },
        undefined,
        disposables,
      );
    },
    search: async (query, options, token) => ask(search, searchParams(query, options), token),
  };
}

async function ask(
  search: PublicApiParts['search'],
  params: SearchParams,
  token: vscode.CancellationToken | undefined,
): Promise<SearchAnswer> {
  const stopping = new AbortController();
  if (token?.isCancellationRequested) throw new vscode.CancellationError();
  const listening = token?.onCancellationRequested(() => {
    stopping.abort();
  });
  try {
    const { results, state } = await search.search(params, stopping.signal);
    return { results: results.map(resultOf), isComplete: state.kind === 'ready' };
  } catch (error) {
    throw error instanceof CancelledError ? new vscode.CancellationError() : error;
  } finally {
    listening?.dispose();
  }
}

function resultOf(result: LocatedResult): SearchResult {
  const { uri, startLine, endLine, line, symbol, kind, language, preview, score } = result;
  return {
    uri,
    range: new vscode.Range(startLine - 1, 0, endLine - 1, Number.MAX_SAFE_INTEGER),
    line: line - 1,
    symbol: symbol ?? undefined,
    kind,
    language,
    preview,
    score,
  };
}
