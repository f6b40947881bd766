import { summaryOf } from '../model/summary';
import type { ViewModel } from '../model/viewModel';
import { createCardPane } from './cardPane';
import { h, setText } from './h';
import { createKindFilter } from './kindFilter';
import { createLanguageFilter } from './languageFilter';
import { createMoreButton } from './moreButton';
import { createNoticeList } from './noticeList';
import type { Dispatch } from './part';
import { createProgressLine } from './progressLine';
import { createQueryBox, type QueryBox } from './queryBox';
import { createResultsTree, type ResultsTree } from './resultsTree';

/** The whole page, and those of its parts that can be told to do something. */
export interface Page {
  readonly element: HTMLElement;
  readonly queryBox: QueryBox;
  readonly tree: ResultsTree;
  /** What scrolls: the results. */
  readonly scroller: HTMLElement;
  render(model: ViewModel): void;
}

export function createPage(dispatch: Dispatch): Page {
  const queryBox = createQueryBox(dispatch);
  const kinds = createKindFilter(dispatch);
  const languages = createLanguageFilter(dispatch);
  const progress = createProgressLine();
  const notices = createNoticeList(dispatch);
  const card = createCardPane(dispatch);
  const tree = createResultsTree(dispatch);
  const more = createMoreButton(dispatch);
  const summary = h('div', { class: 'summary', role: 'status' });
  const scroller = h('main', { class: 'scroller', tabindex: -1 }, card.element, tree.element, more.element);
  const header = h(
    'header',
    { class: 'header' },
    queryBox.element,
    h('div', { class: 'filters' }, kinds.element, languages.element),
    notices.element,
    summary,
  );
  const parts = [queryBox, kinds, languages, progress, notices, card, tree, more];
  return {
    element: h('div', { class: 'view' }, progress.element, header, scroller),
    queryBox,
    tree,
    scroller,
    render: (model) => {
      for (const part of parts) part.render(model);
      setText(summary, model.failure ? '' : summaryOf(model));
    },
  };
}
