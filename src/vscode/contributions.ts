import type { IndexState, NextIndex } from '../common/contracts/indexState';

/** Command ids of package.json that code uses. A test checks that the two lists match. */
export const commands = {
  search: 'semanticSearch.search',
  searchInView: 'semanticSearch.searchInView',
  searchInFolder: 'semanticSearch.searchInFolder',
  findInFiles: 'semanticSearch.findInFiles',
  openToSide: 'semanticSearch.openToSide',
  openInBackground: 'semanticSearch.openInBackground',
  backToResults: 'semanticSearch.backToResults',
  showStatus: 'semanticSearch.showStatus',
  pauseIndexing: 'semanticSearch.pauseIndexing',
  resumeIndexing: 'semanticSearch.resumeIndexing',
  cancelIndexing: 'semanticSearch.cancelIndexing',
  rebuildIndex: 'semanticSearch.rebuildIndex',
  updateIndex: 'semanticSearch.updateIndex',
  showLog: 'semanticSearch.showLog',
  chooseProvider: 'semanticSearch.chooseProvider',
  chooseReranker: 'semanticSearch.chooseReranker',
  setApiKey: 'semanticSearch.setApiKey',
  forgetApiKey: 'semanticSearch.forgetApiKey',
  setTeamSecret: 'semanticSearch.setTeamSecret',
  setDatabasePassword: 'semanticSearch.setDatabasePassword',
  reviewDatabase: 'semanticSearch.reviewDatabase',
  reviewSending: 'semanticSearch.reviewSending',
  compareModels: 'semanticSearch.compareModels',
  openNextResult: 'semanticSearch.openNextResult',
  openPreviousResult: 'semanticSearch.openPreviousResult',
  collapseResults: 'semanticSearch.collapseResults',
  refreshResults: 'semanticSearch.refreshResults',
  clearResults: 'semanticSearch.clearResults',
  expandResults: 'semanticSearch.expandResults',
  openResultsInEditor: 'semanticSearch.openResultsInEditor',
  copyResults: 'semanticSearch.copyResults',
  openResult: 'semanticSearch.openResult',
  openResultToSide: 'semanticSearch.openResultToSide',
  copyResult: 'semanticSearch.copyResult',
  copyResultPath: 'semanticSearch.copyResultPath',
  copyResultRelativePath: 'semanticSearch.copyResultRelativePath',
  revealResultInExplorer: 'semanticSearch.revealResultInExplorer',
  searchOnlyInFolder: 'semanticSearch.searchOnlyInFolder',
  searchNotInFolder: 'semanticSearch.searchNotInFolder',
  searchNotInFile: 'semanticSearch.searchNotInFile',
  findSimilarToResult: 'semanticSearch.findSimilarToResult',
  pinResult: 'semanticSearch.pinResult',
  unpinResult: 'semanticSearch.unpinResult',
  dismissResult: 'semanticSearch.dismissResult',
  undoDismissResult: 'semanticSearch.undoDismissResult',
  viewResultsAsList: 'semanticSearch.viewResultsAsList',
  viewResultsAsTree: 'semanticSearch.viewResultsAsTree',
  viewResultsCompact: 'semanticSearch.viewResultsCompact',
  viewResultsWithCode: 'semanticSearch.viewResultsWithCode',
  findSimilar: 'semanticSearch.findSimilar',
  searchSelection: 'semanticSearch.searchSelection',
  findDocumentation: 'semanticSearch.findDocumentation',
  showIndex: 'semanticSearch.showIndex',
  explainFile: 'semanticSearch.explainFile',
  includeInIndex: 'semanticSearch.includeInIndex',
  excludeFromIndex: 'semanticSearch.excludeFromIndex',
  indexNow: 'semanticSearch.indexNow',
  refreshIndexTree: 'semanticSearch.refreshIndexTree',
  showUnindexed: 'semanticSearch.showUnindexed',
  showAllEntries: 'semanticSearch.showAllEntries',
  copyHealthReport: 'semanticSearch.copyHealthReport',
  setUpAgents: 'semanticSearch.setUpAgents',
  openWalkthrough: 'semanticSearch.openWalkthrough',
  trySample: 'semanticSearch.trySample',
} as const;

/** Ids of the views in the side bar. */
export const views = { results: 'semanticSearch.results', index: 'semanticSearch.index' } as const;

/** The extension's submenu in the editor context menu. */
export const editorMenu = 'semanticSearch.editor';

/** Context keys that menus and key bindings of package.json depend on. */
export const contextKeys = {
  /** `empty`, `building`, `ready`, `paused`, `stale` or `failed`. */
  indexState: 'semanticSearch.indexState',
  /** State of the index that is built beside the current one: `building`, `waiting`, …; `none` if no index is being built. */
  nextIndex: 'semanticSearch.nextIndex',
  /** Whether the index tree shows only entries that are not indexed. */
  indexFiltered: 'semanticSearch.indexFiltered',
  /** Whether the view shows results. */
  hasResults: 'semanticSearch.hasResults',
  /** Whether the view shows a flat list instead of a tree of files. */
  resultsAsList: 'semanticSearch.resultsAsList',
  /** Whether the view shows one line per result instead of its code. */
  resultsCompact: 'semanticSearch.resultsCompact',
  /** Whether the focus is in the quick search. */
  inQuickSearch: 'semanticSearch.inQuickSearch',
  /** Whether the quick search shows the copies and translations of a result. */
  inQuickSearchCopies: 'semanticSearch.inQuickSearchCopies',
} as const;

/** The type of each context key. */
export interface ContextValues extends Record<keyof typeof contextKeys, unknown> {
  readonly indexState: IndexState['kind'];
  readonly nextIndex: NextIndex['kind'] | 'none';
  readonly indexFiltered: boolean;
  readonly hasResults: boolean;
  readonly resultsAsList: boolean;
  readonly resultsCompact: boolean;
  readonly inQuickSearch: boolean;
  readonly inQuickSearchCopies: boolean;
}
