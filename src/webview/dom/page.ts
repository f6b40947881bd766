import { summaryOf } from '../model/summary';
import type { ViewModel } from '../model/viewModel';
import { createAnnouncer } from './announcer';
import { createCardPane } from './cardPane';
import { createDetailFilters, createDetailsButton } from './detailFilters';
import { h, setText } from './h';
import { createKindFilter } from './kindFilter';
import { createLanguageFilter } from './languageFilter';
import { createMoreButton } from './moreButton';
import { createNoticeList } from './noticeList';
import type { Dispatch } from './part';
import { createProgressLine } from './progressLine';
import { QueryBox } from './queryBox';
import { ResultsTree } from './resultsTree';

/** The whole page, and those of its parts that accept commands. */
export interface Page {
  readonly element: HTMLElement;
  readonly queryBox: QueryBox;
  readonly tree: ResultsTree;
  /** The scrolling element, which contains the results. */
  readonly scroller: HTMLElement;
  render(model: ViewModel): void;
}

/** Creates the page; `dispatch` receives what the user does in it. */
export function createPage(dispatch: Dispatch): Page {
  const queryBox = new QueryBox(dispatch);
  const kinds = createKindFilter(dispatch);
  const languages = createLanguageFilter(dispatch);
  const detailsButton = createDetailsButton(dispatch);
  const details = createDetailFilters(dispatch);
  const progress = createProgressLine();
  const notices = createNoticeList(dispatch);
  const card = createCardPane(dispatch);
  const tree = new ResultsTree(dispatch);
  const more = createMoreButton(dispatch);
  const summary = h('div', { class: 'summary' });
  const announcer = createAnnouncer();
  const scroller = h(
    'main',
    // Outside rows, the default menu would offer Cut and Paste.
    { class: 'scroller', tabindex: -1, 'data-vscode-context': '{"preventDefaultContextMenuItems":true}' },
    tree.element,
    card.element,
    more.element,
  );
  const header = h(
    'header',
    { class: 'header' },
    queryBox.element,
    h('div', { class: 'filters' }, kinds.element, languages.element, detailsButton.element),
    details.element,
    notices.element,
    summary,
  );
  const parts = [
    ...[queryBox, kinds, languages, detailsButton, details],
    ...[progress, notices, card, tree, more, announcer],
  ];
  return {
    element: h('div', { class: 'view' }, progress.element, header, scroller, announcer.element),
    queryBox,
    tree,
    scroller,
    render: (model) => {
      for (const part of parts) part.render(model);
      setText(summary, model.failure ? '' : summaryOf(model));
    },
  };
}
