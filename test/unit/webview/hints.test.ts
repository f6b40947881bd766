import { describe, expect, it } from 'vitest';
import type { SearchHint } from '../../../src/common/contracts/searchResult';
import { cardOf } from '../../../src/webview/model/card';
import { noticeKeys, noticesOf } from '../../../src/webview/model/notices';
import { restoreState, saveState } from '../../../src/webview/model/savedState';
import { environment, greetedPage, ready, result, TestPage } from './viewFixtures';

function answered(text: string, hints: readonly SearchHint[], results = [result('a.ts')]): TestPage {
  const page = greetedPage().do({ type: 'typed', text }, { type: 'submitted' });
  page.sent('search');
  return page.receive({
    type: 'results',
    id: page.model.newestId,
    results,
    hasMore: false,
    state: ready,
    hints,
    tookMs: 1,
  });
}

/** The notice above the results, and the query of its first button. */
function said(page: TestPage): [string | undefined, string | undefined] {
  const [notice] = noticesOf(page.model);
  const choice = notice?.choices[0];
  if (choice) page.do(choice.event);
  return [notice?.text, page.sent('search').at(-1)?.query.text];
}

const lang = { type: 'unknownFilter', filter: 'lang', value: 'tz', suggestion: 'typescript' } as const;

describe('a hint of the answer', () => {
  it('corrects a filter in the query', () => {
    const query = 'retry lang:typescript now';
    expect(said(answered('retry lang:tz now', [{ ...lang, query }]))).toEqual([
      'No indexed file has the language tz.',
      query,
    ]);
  });

  it('corrects a filter outside the query', () => {
    const page = answered('retry', [lang]).do({ type: 'filtered', filters: { languages: ['go', 'tz'] } });
    page.receive({
      type: 'results',
      id: page.model.newestId,
      results: [],
      hasMore: false,
      state: ready,
      hints: [lang],
      tookMs: 1,
    });
    page.do(cardOf(page.model)!.choices[0]!.event);
    expect(page.model.filters.languages).toEqual(['go', 'typescript']);
    const path = { type: 'unknownFilter', filter: 'path', value: 'scr/**', suggestion: 'src/**' } as const;
    const narrowed = answered('retry', [path]).do({ type: 'narrowed', filters: { include: '*.go, scr/**' } });
    narrowed.do(noticesOf(narrowed.model)[0]!.choices[0]!.event);
    expect(narrowed.model.filters.include).toBe('*.go, src/**');
  });

  it('is shown beside one that differs in its text only', () => {
    const unknown = (value: string): SearchHint => ({ type: 'unknownFilter', filter: 'lang', value });
    const notices = noticesOf(answered('retry lang:xx lang:yy', [unknown('xx'), unknown('yy')]).model);
    expect(notices.map(({ text }) => text)).toEqual([
      'No indexed file has the language xx.',
      'No indexed file has the language yy.',
    ]);
    expect(new Set(noticeKeys(notices)).size).toBe(2);
  });

  it('keeps its key while its text changes', () => {
    const unknown = (value: string): SearchHint => ({ type: 'unknownFilter', filter: 'lang', value });
    const keysOf = (value: string) => noticeKeys(noticesOf(answered('retry', [unknown(value)]).model));
    expect(keysOf('xx')).toEqual(keysOf('yy'));
  });

  it('is shown without a suggestion', () => {
    const path = { type: 'unknownFilter', filter: 'path', value: 'nosuch/**' } as const;
    expect(said(answered('retry path:nosuch/**', [path]))).toEqual([
      'No indexed file matches the path nosuch/**.',
      undefined,
    ]);
  });

  it('searches for the suggested name', () => {
    const hint = { type: 'didYouMean', word: 'Abrot', suggestion: 'Abort', query: 'context.Abort' } as const;
    const page = answered('context.Abrot', [hint]);
    expect(noticesOf(page.model)[0]?.choices[0]?.label).toBe('Did you mean Abort?');
    expect(said(page)).toEqual(['Abrot does not occur in the workspace.', 'context.Abort']);
  });

  it('offers another model if the built-in one does not support the language', () => {
    const page = answered('كيف تعمل الوسيطة', [{ type: 'unknownLanguage', language: 'ar' }], []);
    expect(cardOf(page.model)).toMatchObject({
      title: 'Nothing found in 40 files',
      text: expect.stringMatching(
        /^The built-in model understands English and, with lexicons, Chinese, .* Turkish\. Ask in one of these/,
      ) as string,
      choices: [{ event: { type: 'acted', action: 'chooseProvider' } }],
    });
    // It is shown once.
    expect(noticesOf(page.model)).toEqual([]);
  });

  it('reports a question that has no word of the lexicon of its language', () => {
    const page = answered('逆变函子', [{ type: 'unknownLanguage', language: 'zh' }], []);
    expect(cardOf(page.model)?.text).toMatch(
      /^The lexicon of the built-in model has no word of this question\./,
    );
  });
  it('states which words were searched for a question in another language', () => {
    const page = answered('重试', [{ type: 'translated', words: ['retry', 'backoff'] }]);
    expect(said(page)).toEqual(['Also searched for: retry, backoff', undefined]);
  });

  it('survives a reload', () => {
    const { model } = restoreState(
      JSON.parse(JSON.stringify(saveState(answered('a lang:tz', [lang]).model, 0))),
    );
    expect(model.answer?.hints).toEqual([lang]);
  });
});

describe('the first empty state', () => {
  it('states what the built-in model understands if the interface is in another language', () => {
    const page = new TestPage();
    const greet = (asksInEnglish: boolean) =>
      page.receive({ type: 'state', state: ready, environment: { ...environment, asksInEnglish } });
    greet(true);
    expect(cardOf(page.model)?.note).toMatch(
      /^The built-in model understands English and, with lexicons, Chinese/,
    );
    expect(cardOf(page.model)?.choices[0]?.event).toEqual({ type: 'acted', action: 'chooseProvider' });
    greet(false);
    expect(cardOf(page.model)?.note).toBeUndefined();
  });
});
