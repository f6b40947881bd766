import { describe, expect, it } from 'vitest';
import { CancelledError, SemanticSearchError } from '../../../src/common/errors/errors';
import { silentLogger } from '../../../src/common/logger';
import type { MessageToView, ViewQuery } from '../../../src/common/view/viewProtocol';
import type { LocatedAnswer, LocatedResult, SearchService } from '../../../src/vscode/services';
import type { OpenFiles } from '../../../src/vscode/view/viewFilters';
import { ViewSearch, type Highlighter } from '../../../src/vscode/view/viewSearch';

const state = { kind: 'ready', totals: { files: 1, chunks: 1 }, failedFiles: 0, skippedPaths: 0 } as const;
const query: ViewQuery = {
  text: 'retry',
  languages: [],
  include: '',
  exclude: '',
  scope: 'workspace',
  limit: 2,
};
const nothingOpen: OpenFiles = { active: () => undefined, all: () => [] };

/** The used part of a URI. */
function uriOf(path: string): LocatedResult['uri'] {
  const uri: unknown = { toString: () => `file:///folder/${path}` };
  return uri as LocatedResult['uri'];
}

function located(path: string): LocatedResult {
  return {
    path,
    folder: '/folder',
    startLine: 1,
    endLine: 2,
    score: 1,
    kind: 'code',
    language: 'go',
    symbol: null,
    symbolKind: null,
    matchedBy: [],
    preview: 'one\r\ntwo',
    line: 7,
    tellingLine: 7,
    previewLine: 7,
    matches: [],
    uri: uriOf(path),
    workspaceFolder: { name: 'folder' } as LocatedResult['workspaceFolder'],
  };
}

const answerOf = (...paths: string[]): LocatedAnswer => ({ results: paths.map(located), state, tookMs: 1 });
const nobodyAsks: SearchService['similar'] = () => Promise.reject(new Error('Nobody asks.'));
const uncolored: Highlighter = { highlight: () => Promise.reject(new Error('no grammar')) };

const resolveOrigin: ConstructorParameters<typeof ViewSearch>[0]['resolveOrigin'] = ({ text }) =>
  Promise.resolve({ text });

function searchWith(
  answer: SearchService['search'],
  { highlighter = uncolored, openFiles = nothingOpen, similar = nobodyAsks, missing = [''] } = {},
) {
  const posted: MessageToView[] = [];
  const search = new ViewSearch({
    search: {
      search: answer,
      similar,
    },
    highlighter,
    logger: silentLogger,
    folders: () => [],
    openFiles,
    resolveOrigin,
    missingFiles: () => Promise.resolve(new Set(missing)),
    post: (message) => posted.push(message),
  });
  return { search, posted };
}

describe('ViewSearch', () => {
  it('posts the first order, then the refined one', async () => {
    const reranking = { by: 'Cohere rerank-v3.5', host: 'api.cohere.com', count: 2, tookMs: 1 };
    const answer: SearchService['search'] = (_params, _signal, onFirst) => {
      onFirst?.(answerOf('a', 'b'));
      return Promise.resolve({ ...answerOf('b', 'a'), reranking });
    };
    const { search, posted } = searchWith(answer);
    await search.run(1, query);
    expect(posted).toMatchObject([
      { id: 1, results: [{ path: 'a' }, { path: 'b' }], refinement: undefined },
      { id: 1, results: [{ path: 'b' }, { path: 'a' }], refinement: 'Refined by Cohere rerank-v3.5' },
    ]);
    // A repeated search does not return to the first order.
    await search.run(2, query, true);
    expect(posted.slice(2)).toMatchObject([{ id: 2, results: [{ path: 'b' }, { path: 'a' }] }]);
  });

  it('requests one result more than is shown, to know whether there are more', async () => {
    const limits: (number | undefined)[] = [];
    const { search, posted } = searchWith((params) => {
      limits.push(params.limit);
      return Promise.resolve(answerOf('a', 'b', 'c'));
    });
    await search.run(1, query);
    await search.run(2, { ...query, limit: 3 });
    expect(limits).toEqual([3, 4]);
    expect(posted).toMatchObject([
      { id: 1, hasMore: true, results: [{ path: 'a' }, { path: 'b' }] },
      { id: 2, hasMore: false, results: [{ path: 'a' }, { path: 'b' }, { path: 'c' }] },
    ]);
  });

  it('marks results whose file is not on this disk', async () => {
    const missing = ['file:///folder/b'];
    const { search, posted } = searchWith(() => Promise.resolve(answerOf('a', 'b')), { missing });
    await search.run(1, query);
    expect(posted).toMatchObject([
      {
        results: [
          { path: 'a', isMissing: undefined },
          { path: 'b', isMissing: true },
        ],
      },
    ]);
  });

  it('shows lines without colours if highlighting fails', async () => {
    const { search, posted } = searchWith(() => Promise.resolve(answerOf('a')));
    await search.run(1, query);
    expect(posted).toMatchObject([{ results: [{ lines: [[{ text: 'one' }], [{ text: 'two' }]] }] }]);
  });

  it('shows lines plain first if highlighting takes long, then in colours', async () => {
    let color = (): void => undefined;
    const highlighter: Highlighter = {
      highlight: () =>
        new Promise((resolve) => {
          color = () => {
            resolve({ lines: [[[{ text: 'one', color: '#ff0000' }]]], coloredFor: 'light' });
          };
        }),
    };
    const posted: MessageToView[] = [];
    const search = new ViewSearch({
      search: {
        search: () => Promise.resolve(answerOf('a')),
        similar: () => Promise.reject(new Error('Nobody asks.')),
      },
      highlighter,
      logger: silentLogger,
      folders: () => ['/folder', '/other'].map((folder) => ({ folder, name: folder.slice(1) })),
      openFiles: nothingOpen,
      resolveOrigin,
      missingFiles: () => Promise.resolve(new Set()),
      post: (message) => {
        posted.push(message);
        color();
      },
    });
    await search.run(1, query);
    expect(posted).toMatchObject([
      {
        id: 1,
        results: [
          {
            folder: 'folder',
            folderGlob: './folder',
            firstLine: 7,
            lines: [[{ text: 'one' }], [{ text: 'two' }]],
          },
        ],
      },
      { id: 1, results: [{ coloredFor: 'light', lines: [[{ text: 'one', color: '#ff0000' }]] }] },
    ]);
  });

  it('answers only the newest query, and cancels the others', async () => {
    const signals: AbortSignal[] = [];
    const { search, posted } = searchWith((params, signal) => {
      signals.push(signal!);
      return Promise.resolve(answerOf(params.query));
    });
    await Promise.all([search.run(1, query), search.run(2, { ...query, text: 'two' })]);
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
    expect(posted).toMatchObject([{ id: 2, results: [{ path: 'two' }] }]);
  });

  it('reports a failure, but not a cancelled search', async () => {
    const error = new SemanticSearchError('WORKER_DIED', 'It ended.', 'Ask again.');
    const failing = searchWith(() => Promise.reject(error));
    await failing.search.run(7, query);
    expect(failing.posted).toEqual([
      {
        type: 'searchFailed',
        id: 7,
        error: { code: 'WORKER_DIED', message: 'It ended.', hint: 'Ask again.' },
      },
    ]);
    const cancelled = searchWith(() => Promise.reject(new CancelledError()));
    await cancelled.search.run(8, query);
    expect(cancelled.posted).toEqual([]);
  });

  it('passes on the matches and the searched scope', async () => {
    const matches = [{ line: 7, start: 0, end: 3 }];
    const { search, posted } = searchWith(
      () => Promise.resolve({ ...answerOf(), results: [{ ...located('a'), matches }] }),
      { openFiles: { active: () => ({ folder: '/folder', path: 'src/a.go' }), all: () => [] } },
    );
    await search.run(1, { ...query, scope: 'folder' });
    expect(posted).toMatchObject([{ results: [{ matches }], place: { scope: 'folder', path: 'src' } }]);
  });

  it('keeps the searched folder when a query is repeated', async () => {
    const paths: unknown[] = [];
    let path = 'src/a.go';
    const { search } = searchWith(
      (params) => {
        paths.push(params.paths);
        return Promise.resolve(answerOf('a'));
      },
      { openFiles: { active: () => ({ folder: '/folder', path }), all: () => [] } },
    );
    const inFolder = { ...query, scope: 'folder' } as const;
    await search.run(1, inFolder);
    path = 'docs/b.md';
    await search.run(2, { ...inFolder, limit: 4 }, true);
    await search.run(3, inFolder, false);
    expect(paths).toEqual([['/src'], ['/src'], ['/docs']]);
  });

  it('searches for code similar to a place', async () => {
    const asked: unknown[] = [];
    const { search, posted } = searchWith(() => Promise.reject(new Error('Nobody asks.')), {
      similar: (params) => {
        asked.push(params);
        return Promise.resolve(answerOf('a'));
      },
    });
    const similarTo = { uri: 'file:///folder/a', startLine: 1, endLine: 2, text: 'code', label: 'a:1' };
    await search.run(1, { ...query, text: '', similarTo, kind: 'docs' });
    expect(asked).toMatchObject([{ text: 'code', kind: 'docs', limit: 3 }]);
    expect(posted).toMatchObject([{ type: 'results', results: [{ path: 'a' }] }]);
  });
});
