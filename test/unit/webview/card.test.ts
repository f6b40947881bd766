import { describe, expect, it } from 'vitest';
import type { IndexState } from '../../../src/common/contracts/indexState';
import { cardOf } from '../../../src/webview/model/card';
import { noticesOf, progressOf } from '../../../src/webview/model/notices';
import { building, environment, greetedPage, ready, result, TestPage } from './viewFixtures';

const none = { files: 0, chunks: 0 };
const error = { code: 'DISK_FULL', message: 'The disk is full.', hint: 'Free some space.' } as const;

/** Title of the card and its buttons. */
function cardIn(page: TestPage): readonly (string | undefined)[] {
  const card = cardOf(page.model);
  return [card?.title, ...(card?.choices ?? []).map((choice) => choice.label)];
}

describe('cardOf', () => {
  it.each<[IndexState, string, ...string[]]>([
    [{ kind: 'empty', reason: 'noFolder' }, 'No folder is open', 'Open Folder'],
    [{ kind: 'empty', reason: 'noFiles' }, 'There is nothing to index', 'Show Skipped Files'],
    [{ kind: 'empty', reason: 'notStarted' }, 'Nothing is indexed yet', 'Index Now'],
    [{ kind: 'paused', totals: none }, 'Indexing is paused', 'Resume Indexing'],
    [{ kind: 'failed', totals: none, error }, error.message, 'Try Again', 'Rebuild Index', 'Show Log'],
    [building(0), 'Ask in your own words'],
    [ready, 'Ask in your own words'],
  ])('states the obstacle before the first query: %j', (state, ...expected) => {
    expect(cardIn(new TestPage().state(state))).toEqual(expected);
  });

  it('has examples that start a search', () => {
    const page = greetedPage().receive({ type: 'examples', questions: ['where are errors handled'] });
    expect(cardOf(page.model)!.examples).toHaveLength(1);
    const example = cardOf(page.model)!.examples[0]!;
    page.do(example.event);
    expect(page.sent('search')).toMatchObject([{ query: { text: example.label } }]);
  });

  it('has no examples before the extension has sent them', () => {
    expect(cardOf(greetedPage().model)!.examples).toEqual([]);
  });

  it('asks for words if there are only filters', () => {
    const page = greetedPage().search('path:/src/api ', []);
    expect(cardIn(page)).toEqual(['Add search terms']);
  });

  it('is absent above results, and while they are awaited', () => {
    const page = greetedPage().do({ type: 'typed', text: 'one' });
    expect(cardOf(page.model)).toBeUndefined();
    expect(cardOf(page.search('one', [result('a.ts')]).model)).toBeUndefined();
  });

  it('offers to clear the filters if they may be the reason that nothing is found', () => {
    const page = greetedPage().do({ type: 'filtered', filters: { kind: 'docs', languages: [] } });
    expect(cardIn(page.search('one', []))).toEqual(['Nothing found in 40 files', 'Clear Filters']);
    page.do(cardOf(page.model)!.choices[0]!.event).answer([]);
    expect(cardIn(page)).toEqual(['Nothing found in 40 files']);
    expect(page.sent('search').at(-1)).toMatchObject({ query: { kind: undefined } });
  });

  it('states that more results may follow while indexing runs', () => {
    const page = new TestPage().state(building(100)).search('one', [], building(100));
    expect(cardIn(page)).toEqual(['Nothing found so far']);
    const empty = new TestPage().state(building(0)).search('one', [], building(0));
    expect(cardIn(empty)).toEqual(['Nothing is indexed yet']);
  });

  it('shows why a search failed', () => {
    const page = greetedPage().do({ type: 'typed', text: 'one' }, { type: 'submitted' });
    page.receive({ type: 'searchFailed', id: page.model.newestId, error });
    expect(cardIn(page)).toEqual([error.message, 'Try Again', 'Show Log']);
  });
});

describe('noticesOf', () => {
  const texts = (page: TestPage): string[] => noticesOf(page.model).map((notice) => notice.text);

  it('counts during a large run, and not for a saved file', () => {
    const state: IndexState = { kind: 'building', totals: { files: 9, chunks: 90 }, done: 120, total: 3400 };
    const page = new TestPage().state(state);
    expect(texts(page)).toEqual(['Indexing 120 of 3,400 files']);
    expect(progressOf(page.model)).toBeCloseTo(120 / 3400);
    page.state(building(400, 1));
    expect(texts(page)).toEqual([]);
    expect(progressOf(page.model)).toBeUndefined();
  });

  it('does not repeat the card', () => {
    const page = new TestPage().state({ kind: 'failed', totals: none, error });
    expect(texts(page)).toEqual([]);
    page.state({ kind: 'failed', totals: { files: 1, chunks: 1 }, error });
    expect(texts(page)).toEqual(['Indexing failed. The disk is full.']);
  });

  it('describes files that wait for a provider like the status item', () => {
    const down = { ...error, message: 'Qhaigc (h) is down.', retryAfterMs: 1, provider: 'Qhaigc' } as const;
    const waits = { files: 1, isTrying: true };
    const page = new TestPage().state({
      kind: 'failed',
      totals: { files: 1, chunks: 1 },
      error: down,
      waits,
    });
    expect(texts(page)).toEqual(['1 file waits for Qhaigc; retrying now. Qhaigc (h) is down.']);
    page.state({ ...ready, next: { model: 'Qhaigc bge', kind: 'failed', error: down, waits } });
    expect(texts(page)).toEqual(['Building the index of Qhaigc bge: 1 file waits for Qhaigc; retrying now']);
  });

  it('explains restricted mode', () => {
    const page = new TestPage().receive({
      type: 'state',
      state: ready,
      environment: { ...environment, isTrusted: false },
    });
    expect(texts(page)).toEqual(['Restricted Mode: built-in model only.']);
    expect(cardOf(page.model)?.title).toBe('Ask in your own words');
  });
});
