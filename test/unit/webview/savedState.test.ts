import { describe, expect, it } from 'vitest';
import { resultKey } from '../../../src/webview/model/rows';
import { restoreState, saveState } from '../../../src/webview/model/savedState';
import { initialModel } from '../../../src/webview/model/viewModel';
import { greetedPage, ready, result } from './viewFixtures';

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the saved state', () => {
  it('restores query, filters, results, expansion, selection and scroll position', () => {
    const page = greetedPage().search('one', [result('a.ts'), result('b.ts')], ready);
    page.do(
      { type: 'filtered', filters: { kind: 'code', languages: ['go'] } },
      { type: 'selected', key: 'file file:///folder/b.ts' },
      { type: 'detailsToggled' },
      { type: 'narrowed', filters: { include: '*.go' } },
      { type: 'filtered', filters: { scope: 'openEditors' } },
    );
    page.answer([result('a.ts'), result('b.ts')]);
    page.do(
      { type: 'rowActed', act: 'dismiss', key: resultKey(result('a.ts')) },
      { type: 'toggled', key: 'file file:///folder/b.ts' },
      { type: 'selected', key: 'file file:///folder/b.ts' },
    );
    const { model, scrollTop } = restoreState(throughJson(saveState(page.model, 120)));
    expect(scrollTop).toBe(120);
    expect(model).toMatchObject({
      text: 'one',
      filters: { kind: 'code', languages: ['go'], include: '*.go', scope: 'openEditors' },
      detailsOpen: true,
      dismissed: new Set([resultKey(result('a.ts'))]),
      answer: { results: page.model.answer!.results },
      collapsed: new Set(['file file:///folder/b.ts']),
      selected: 'file file:///folder/b.ts',
      environment: undefined,
    });
  });

  it.each([
    ['nothing', undefined],
    ['text', 'one'],
    ['another version', { ...saveState(initialModel, 0), version: 0 }],
    ['results that are none', { ...saveState(initialModel, 0), answer: { results: [{}] } }],
    ['keys that are none', { ...saveState(initialModel, 0), collapsed: [1] }],
  ])('is not read if it is %s', (_, saved) => {
    expect(restoreState(saved)).toEqual({ model: initialModel, scrollTop: 0 });
  });
});
