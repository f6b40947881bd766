import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IndexState } from '../../../src/common/contracts/indexState';
import type { Reranking } from '../../../src/common/contracts/reranking';
import type { SearchResult } from '../../../src/common/contracts/searchResult';
import type { QuickSearchParts } from '../../../src/vscode/search/quickSearchParts';
import { QueryHistoryStore } from '../../../src/vscode/search/queryHistoryStore';
import { QuickSearchSources } from '../../../src/vscode/search/quickSearchSources';
import { QuickSearchSession } from '../../../src/vscode/search/quickSearchSession';
import type {
  LocatedAnswer,
  LocatedResult,
  LocatedSibling,
  SearchService,
} from '../../../src/vscode/services';
import type { FakeQuickPick } from './fakeVscode';

const editor = await vi.hoisted(async () => (await import('./fakeVscode')).fakeVscode());
const opened = vi.hoisted(() => [] as string[]);

vi.mock('vscode', () => editor.module);
vi.mock('../../../src/vscode/search/quickSearchOpening', () => ({
  openResult: ({ path }: LocatedResult, where: string) => {
    opened.push(`${path} ${where}`);
    return Promise.resolve();
  },
}));

const ready: IndexState = {
  kind: 'ready',
  totals: { files: 9, chunks: 90 },
  failedFiles: 0,
  skippedPaths: 0,
};
let answer: Partial<LocatedAnswer>;
/** Refines the order of the answer; undefined without a reranker. */
let refine: ((answer: LocatedAnswer) => Promise<LocatedAnswer>) | undefined;
let history: QueryHistoryStore;
let closedWith: string | undefined;
let session: QuickSearchSession;

function result(symbol: string, fields: Partial<SearchResult> = {}): LocatedResult {
  const path = `src/${symbol}.ts`;
  return {
    ...{ folder: '/w', path, startLine: 5, endLine: 20, line: 7, tellingLine: 7, score: 1 },
    ...{ kind: 'code', language: 'typescript', symbol, symbolKind: 'function', matchedBy: ['vector'] },
    ...{ preview: `tells of ${symbol}`, previewLine: 7, matches: [] },
    ...fields,
    uri: editor.uri(`/w/${path}`),
    workspaceFolder: editor.workspaceFolders[0]!,
  } as unknown as LocatedResult;
}

function makeSession(): QuickSearchSession {
  const parts = {
    search: {
      search: (...[, , onFirst]: Parameters<SearchService['search']>) => {
        const first: LocatedAnswer = { results: [], state: ready, tookMs: 1, ...answer };
        if (!refine) return Promise.resolve(first);
        onFirst?.(first);
        return refine(first);
      },
      similar: () => Promise.reject(new Error('Nobody asks.')),
    },
    engine: { call: () => Promise.resolve(['typescript']) },
    indexing: { state: ready, onDidChangeState: () => ({ dispose: () => undefined }) },
    settings: () => ({ preview: false, maxResults: 30 }),
    // As for a file that is not on this disk, whose published text is shown instead.
    readableUri: ({ path }: { path: string }) => Promise.resolve(editor.uri(`/readable${path}`)),
    host: () => undefined,
    history,
    asked: { note: () => undefined },
    logger: { error: () => undefined, debug: () => undefined },
  } as unknown as QuickSearchParts;
  return new QuickSearchSession(parts, new QuickSearchSources(parts.engine), (text) => (closedWith = text));
}

const pick = (): FakeQuickPick => editor.picks.at(-1)!;
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(400);

async function open(text: string): Promise<void> {
  session = makeSession();
  session.open(text);
  await settle();
}

beforeEach(() => {
  vi.useFakeTimers();
  opened.length = 0;
  editor.commands.length = 0;
  answer = { results: [result('a'), result('b'), result('c')] };
  refine = undefined;
  closedWith = undefined;
  const stored = new Map<string, unknown>();
  history = new QueryHistoryStore({
    keys: () => [...stored.keys()],
    get: <T>(key: string, fallback?: T) => (stored.has(key) ? (stored.get(key) as T) : fallback) as T,
    update: (key: string, value: unknown) => Promise.resolve(void stored.set(key, value)),
  });
});

afterEach(() => {
  session.dispose();
  vi.useRealTimers();
});

describe('a closed session', () => {
  it('reports the text of the box', async () => {
    await open('retry');
    pick().type('retry uploads');
    pick().hide();
    expect(closedWith).toBe('retry uploads');
  });

  it('adds nothing to the history if results were only listed', async () => {
    await open('retry');
    pick().hide();
    await settle();
    expect(history.list()).toEqual([]);
  });

  it('adds a query to the history if a result was viewed, each once', async () => {
    await open('retry');
    pick().moveTo('b');
    await settle();
    pick().type('cache');
    await settle();
    pick().moveTo('c');
    await settle();
    pick().moveTo('b');
    await settle();
    pick().hide();
    await settle();
    expect(history.list()).toEqual(['cache', 'retry']);
  });

  it('adds nothing if the focus only passed a result', async () => {
    await open('retry');
    pick().moveTo('b');
    pick().type('retry uploads');
    await settle();
    pick().hide();
    await settle();
    expect(history.list()).toEqual([]);
  });

  it('adds the query if a result was opened', async () => {
    await open('retry');
    pick().enter();
    await settle();
    expect(opened).toEqual(['src/a.ts here']);
    expect(history.list()).toEqual(['retry']);
  });
});

describe('a refined order', () => {
  const reranking: Reranking = { by: 'Cohere rerank-v3.5', host: 'api.cohere.com', count: 3, tookMs: 9 };
  const labels = (): string[] => pick().items.map(({ label }) => label.replace(/^\$\([\w-]+\) /, ''));
  const reversed = (changes: Partial<Reranking> = {}) => {
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    refine = async (first) => {
      await arrived;
      // Likelihood belongs to the positions.
      const results = first.results
        .toReversed()
        .map((one, i) => ({ ...one, isLessLikely: first.results[i]!.isLessLikely }));
      return { ...first, results, reranking: { ...reranking, ...changes } };
    };
    return async () => {
      arrive();
      await settle();
    };
  };
  const focused = (): string | undefined => labels()[pick().items.indexOf(pick().activeItems[0]!)];

  it('comes after the first one, and does not move the focused result', async () => {
    const arrive = reversed();
    await open('retry');
    expect([labels(), focused(), pick().busy]).toEqual([['a', 'b', 'c'], 'a', true]);
    await arrive();
    expect([labels(), focused(), pick().busy]).toEqual([['a', 'c', 'b'], 'a', false]);
    expect(pick().title).toContain('Refined by Cohere rerank-v3.5');
    pick().enter();
    await settle();
    expect(opened).toEqual(['src/a.ts here']);
  });

  it('keeps a result in place to which the user has moved', async () => {
    const arrive = reversed();
    await open('retry');
    pick().moveTo('b');
    await arrive();
    expect([labels(), focused()]).toEqual([['c', 'b', 'a'], 'b']);
  });

  it('keeps the place of the less likely results', async () => {
    answer = { results: [result('a'), result('b'), result('c', { isLessLikely: true })] };
    const arrive = reversed();
    await open('retry');
    refine = undefined;
    await arrive();
    const rows = pick().items.map(({ label, kind }) => (kind === undefined ? label.at(-1) : `# ${label}`));
    expect(rows).toEqual(['a', 'c', '# Less likely', 'b']);
  });

  it('is not shown for a query that the user has changed', async () => {
    const arrive = reversed();
    await open('retry');
    refine = undefined;
    answer = { results: [result('x')] };
    pick().type('cache');
    await settle();
    await arrive();
    expect(labels()).toEqual(['x']);
    expect(pick().title).not.toContain('Refined');
  });

  it('is not replaced by the first order while the same query is repeated', async () => {
    const arrive = reversed();
    await open('retry');
    await arrive();
    const seen: string[][] = [];
    refine = (first) => {
      seen.push(labels());
      return Promise.resolve({ ...first, results: first.results.toReversed(), reranking });
    };
    session.ask('retry');
    await settle();
    expect(seen).toEqual([['a', 'c', 'b']]);
  });

  it('has its reason in one word if the reranker failed', async () => {
    const error = { code: 'PROVIDER_UNREACHABLE', message: 'No answer.', hint: '' } as const;
    refine = (first) =>
      Promise.resolve({ ...first, reranking: { ...reranking, count: 0, failure: { why: 'slow', error } } });
    await open('retry');
    expect([labels(), pick().title]).toEqual([['a', 'b', 'c'], 'Semantic Search · Not refined: too slow']);
  });
});

describe('a text that was set by code', () => {
  it('is not treated as typed when VS Code reports it after a newer one was set', async () => {
    session = makeSession();
    session.open('thumbnails');
    session.ask('retry');
    pick().type('thumbnails');
    pick().enter();
    pick().type('retry');
    await settle();
    expect(opened).toEqual(['src/a.ts here']);
    expect(history.list()).toEqual(['retry']);
  });

  it('is treated as typed when it is typed later', async () => {
    await open('retry');
    pick().type('retry');
    pick().type('retry uploads');
    await settle();
    pick().type('retry');
    pick().enter();
    await settle();
    expect(history.list()).toEqual(['retry']);
  });
});

describe('opening', () => {
  it('to the side closes the list, in the background does not', async () => {
    await open('retry');
    session.accept('background');
    expect(pick().isHidden).toBe(false);
    pick().moveTo('b');
    session.accept('toSide');
    await settle();
    expect(pick().isHidden).toBe(true);
    expect(opened).toEqual(['src/a.ts background', 'src/b.ts toSide']);
    expect(history.list()).toEqual(['retry']);
  });

  it('in the background does nothing for a row that is not a result', async () => {
    answer = { results: [] };
    await open('retry');
    expect(pick().read()).toEqual(['> Nothing found']);
    session.accept('background');
    expect(pick().isHidden).toBe(false);
    expect(editor.commands.filter(([name]) => name !== 'setContext')).toEqual([]);
  });
});

describe('a note', () => {
  it('is shown once, above the results, and the first result has the focus', async () => {
    answer = {
      ...answer,
      withoutModel: { code: 'PROVIDER_UNREACHABLE', message: 'h is down.', hint: 'Start it.' },
    };
    await open('retry');
    expect(pick().read()).toEqual(['Keyword matches only: h is down.', '-- results --', '> a', 'b', 'c']);
    expect(pick().title).toBe('Semantic Search · Keyword matches only');
    pick().enter();
    expect(opened).toEqual(['src/a.ts here']);
  });

  it('is shown once if the search and the index fail for the same reason', async () => {
    const error = { code: 'PROVIDER_UNREACHABLE', message: 'h is down.', hint: 'Start it.' } as const;
    answer = {
      results: [],
      withoutModel: error,
      state: { kind: 'failed', totals: { files: 9, chunks: 90 }, error },
    };
    await open('retry');
    expect(pick().read()).toEqual(['> Nothing found yet', 'Keyword matches only: h is down.']);
  });

  it('asks to open a folder, whatever the query', async () => {
    answer = { results: [], state: { kind: 'empty', reason: 'noFolder' } };
    await open('retry');
    expect(pick().read()).toEqual(['> Open a folder to search']);
  });

  it('is removed from the title with the next answer', async () => {
    answer = { ...answer, withoutModel: { code: 'PROVIDER_UNREACHABLE', message: 'h is down.', hint: '' } };
    await open('retry');
    answer = { results: [result('a')] };
    pick().type('cache');
    await settle();
    expect(pick().title).toBe('Semantic Search');
  });

  it('corrects a filter that no file has', async () => {
    answer = {
      results: [],
      hints: [
        {
          ...{ type: 'unknownFilter', filter: 'lang', value: 'ts2', suggestion: 'typescript' },
          query: 'retry lang:typescript',
        },
      ],
    };
    await open('retry lang:ts2');
    expect(pick().read()[0]).toBe("> No files of the language 'ts2'. Did you mean typescript?");
    answer = { results: [result('a')] };
    pick().enter();
    expect(pick().value).toBe('retry lang:typescript');
    await settle();
    expect(pick().read()).toEqual(['> a']);
  });

  it('removes a filter for which there is no suggestion', async () => {
    answer = { results: [], hints: [{ type: 'unknownFilter', filter: 'path', value: 'nosuch/**' }] };
    await open('retry path:nosuch/** uploads');
    expect(pick().read()[0]).toBe("> No files match the path 'nosuch/**'.");
    pick().enter();
    expect(pick().value).toBe('retry uploads');
  });

  it('searches for the suggested name', async () => {
    answer = {
      ...answer,
      hints: [{ type: 'didYouMean', word: 'Abrot', suggestion: 'Abort', query: 'context.Abort' }],
    };
    await open('context.Abrot');
    expect(pick().read().slice(0, 3)).toEqual(['Did you mean Abort?', '-- results --', '> a']);
    pick().moveTo('Did you mean Abort?');
    pick().enter();
    expect(pick().value).toBe('context.Abort');
  });

  it('states which words were searched for a question in another language', async () => {
    answer = { ...answer, hints: [{ type: 'translated', words: ['retry', 'backoff'] }] };
    await open('重试');
    expect(pick().read().slice(0, 3)).toEqual(['Also searched for: retry, backoff', '-- results --', '> a']);
  });

  it('offers other models for a language that the model does not support', async () => {
    answer = { results: [], hints: [{ type: 'unknownLanguage', language: 'ar' }] };
    await open('كيف تعمل الوسيطة');
    expect(pick().read()).toEqual([
      '> The built-in model does not understand this language',
      'Nothing found',
    ]);
    pick().enter();
    expect(editor.commands).toContainEqual(['semanticSearch.chooseProvider']);
  });

  it('reports a question that has no word of the lexicon of its language', async () => {
    answer = { results: [], hints: [{ type: 'unknownLanguage', language: 'zh' }] };
    await open('逆变函子');
    expect(pick().read()[0]).toBe('> The lexicon of the built-in model has no word of this question');
  });
});

describe('less likely results', () => {
  it('are below a separator, in their order', async () => {
    answer = {
      results: [result('a'), result('b', { isLessLikely: true }), result('c', { isLessLikely: true })],
    };
    await open('retry');
    expect(pick().read()).toEqual(['> a', '-- Less likely --', 'b', 'c']);
  });

  it('are all below it if no result is likely', async () => {
    answer = { results: [result('a', { isLessLikely: true })] };
    await open('zxqv');
    expect(pick().read()).toEqual(['-- Less likely --', '> a']);
  });
});

describe('copies and translations', () => {
  const copy = {
    ...{ folder: '/w', path: 'lib/b.ts', startLine: 105, endLine: 120, relation: 'copy' },
    uri: editor.uri('/w/lib/b.ts'),
    workspaceFolder: editor.workspaceFolders[0]!,
  } as unknown as LocatedSibling;
  const inContext = (): unknown =>
    editor.commands.findLast(([, key]) => key === 'semanticSearch.inQuickSearchCopies')?.[2];

  async function openCopies(): Promise<void> {
    answer = { results: [result('a'), result('b', { siblings: [copy], tellingLine: 6 }), result('c')] };
    editor.documents.set('/readable/w/lib/b.ts', `${'\n'.repeat(105)}// Tells of the copy.\nfunction b() {}`);
    await open('retry');
    pick().pressOn('b', 'Show Copies and Translations');
    await settle();
  }

  it('are shown instead of the results, each with its own file and line', async () => {
    await openCopies();
    expect(pick().read()).toEqual(['-- Copies and translations --', '> b', 'b']);
    expect(
      pick()
        .items.slice(1)
        .map(({ description }) => description),
    ).toEqual(['b.ts:7 · src', 'b.ts:107 · lib']);
    expect(pick().items[2]?.detail).toBe('Tells of the copy.');
    expect(inContext()).toBe(true);
    pick().enter();
    expect(opened).toEqual(['src/b.ts here']);
  });

  it.each([
    [
      'the key',
      () => {
        session.backToResults();
      },
    ],
    [
      'the button',
      () => {
        pick().press(pick().buttons[0]!);
      },
    ],
  ])('are replaced by the results again by %s, with the focus where it was', async (_, back) => {
    await openCopies();
    expect(pick().buttons.map(({ tooltip }) => tooltip)).toEqual(['Back', 'Show All in the Side Bar View']);
    back();
    expect(pick().read()).toEqual(['a', '> b', 'c']);
    expect(pick().buttons.map(({ tooltip }) => tooltip)).toEqual(['Show All in the Side Bar View']);
    expect(inContext()).toBe(false);
  });

  it('are replaced by the results of a typed query', async () => {
    await openCopies();
    pick().type('retry uploads');
    expect(inContext()).toBe(false);
    await settle();
    expect(pick().read()).toEqual(['> a', 'b', 'c']);
  });
});
