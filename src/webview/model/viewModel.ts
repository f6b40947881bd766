import type { ErrorData } from '../../common/errors/errors';
import type { IndexState } from '../../common/contracts/indexState';
import type { SearchHint } from '../../common/contracts/searchResult';
import type {
  MessageToHost,
  MessageToView,
  RowAct,
  SearchedPlace,
  SearchScope,
  SimilarOrigin,
  ViewAction,
  ViewEnvironment,
  ViewLayout,
  ViewQuery,
  ViewResult,
} from '../../common/view/viewProtocol';
import { emptyHistory, type QueryHistory } from './queryHistory';

/** Filters beside the query box. */
export interface Filters {
  /** Undefined means both. */
  readonly kind: 'code' | 'docs' | undefined;
  /** Language ids; empty means all. */
  readonly languages: readonly string[];
  /** Globs as typed, separated by commas. */
  readonly include: string;
  readonly exclude: string;
  readonly scope: SearchScope;
}

/** Everything is searched. */
export const noFilters: Filters = {
  kind: undefined,
  languages: [],
  include: '',
  exclude: '',
  scope: 'workspace',
};

/** The displayed results and their query. */
export interface Answer {
  readonly query: ViewQuery;
  readonly results: readonly ViewResult[];
  /** Number of results before each *Show More*, in order; empty before the first. */
  readonly earlier: readonly number[];
  readonly hasMore: boolean;
  /** Why the answer is lexical only, without the model. */
  readonly withoutModel?: ErrorData | undefined;
  /** Searched part of the workspace; undefined means all of it. */
  readonly place?: SearchedPlace | undefined;
  /** Information for the user about how the query was interpreted. */
  readonly hints?: readonly SearchHint[] | undefined;
  /** What the reranker did with the order; undefined in the first order. */
  readonly refinement?: string | undefined;
  /** State of the index at the time of the answer. */
  readonly state: IndexState;
}

/** A search in progress; a silent one refreshes the results without showing progress. */
export interface PendingSearch {
  readonly query: ViewQuery;
  readonly silent: boolean;
}

/** The complete state of the page; everything displayed is derived from it. */
export interface ViewModel {
  readonly text: string;
  /** Location to find similar code for, instead of `text`. */
  readonly similarTo: SimilarOrigin | undefined;
  /** Value of `filters.kind` before a search for similar code set it; undefined if none has. */
  readonly kindBefore: { readonly kind: Filters['kind'] } | undefined;
  /** Whether the glob inputs are shown. */
  readonly detailsOpen: boolean;
  /** Results that stay at the top for later queries; each has a unique id. */
  readonly pinned: readonly ViewResult[];
  /** Keys of results dismissed from the answer. */
  readonly dismissed: ReadonlySet<string>;
  /** What each dismissal removed, the latest last, for undo. */
  readonly dismissals: readonly Dismissal[];
  readonly filters: Filters;
  readonly history: QueryHistory;
  /** Limit on the number of results; undefined means the setting. */
  readonly limit: number | undefined;
  /** Undefined until the extension has sent it. */
  readonly index: IndexState | undefined;
  readonly environment: ViewEnvironment | undefined;
  /** Example queries; empty until the extension has sent them. */
  readonly examples: readonly string[];
  /** Languages in the index, most files first. */
  readonly languages: readonly string[];
  /** Id of the newest search. */
  readonly newestId: number;
  readonly pending: PendingSearch | undefined;
  /** The query of the newest search, answered or not. */
  readonly asked: ViewQuery | undefined;
  readonly answer: Answer | undefined;
  /** Why the newest search failed. */
  readonly failure: ErrorData | undefined;
  /** Whether indexing was in progress since the answer arrived. */
  readonly isOutdated: boolean;
  readonly layout: ViewLayout;
  /** Enter was pressed in the box: the focus moves to the first result of the expected answer. */
  readonly isEntering: boolean;
  /** Keys of collapsed rows: files, and the row above less likely results. */
  readonly collapsed: ReadonlySet<string>;
  /** Keys of expanded rows: results that show all their lines, and rows that represent others. */
  readonly unfolded: ReadonlySet<string>;
  /** Key of the focused row of the tree. */
  readonly selected: string | undefined;
  /** Keys of the rows of a multiple selection; empty if only `selected` is selected. */
  readonly marked: ReadonlySet<string>;
  /** Key of the row at which a range selection starts. */
  readonly anchor: string | undefined;
}

/** Data to undo a dismissal. */
export interface Dismissal {
  /** Keys of results. */
  readonly keys: readonly string[];
  /** Pinned results that were unpinned. */
  readonly pins: readonly ViewResult[];
}

/** An event from the user, the extension or a timer. */
export type ViewEvent =
  | { readonly type: 'message'; readonly message: MessageToView; readonly hasFocus: boolean }
  | { readonly type: 'typed'; readonly text: string }
  /** Typing paused. */
  | { readonly type: 'searchDue' }
  /** The user requested the answer now; `enters` moves the focus to its first result. */
  | { readonly type: 'submitted'; readonly enters?: true }
  /** The query box was clicked, or a key was pressed in it: the focus stays there. */
  | { readonly type: 'edited' }
  /** The query was useful: add it to the history. */
  | { readonly type: 'settled' }
  | { readonly type: 'recalled'; readonly direction: 'older' | 'newer' }
  | { readonly type: 'asked'; readonly text: string }
  | { readonly type: 'cleared' }
  | { readonly type: 'filtered'; readonly filters: Partial<Filters> }
  /** The globs changed, with each character typed. */
  | { readonly type: 'narrowed'; readonly filters: Partial<Pick<Filters, 'include' | 'exclude'>> }
  | { readonly type: 'detailsToggled' }
  /** Ends a search for similar code and returns to the text of the box. */
  | { readonly type: 'similarEnded' }
  | { readonly type: 'rowActed'; readonly act: RowAct; readonly key?: string | undefined }
  /** Restores all dismissed results. */
  | { readonly type: 'restored' }
  | { readonly type: 'moreWanted' }
  | { readonly type: 'selected'; readonly key: string; readonly how?: SelectMode }
  | { readonly type: 'toggled'; readonly key: string }
  | { readonly type: 'opened'; readonly key: string; readonly how: OpenMode }
  /** The focus moves from the query box into the tree. */
  | { readonly type: 'entered' }
  /** A key was pressed in the tree. */
  | {
      readonly type: 'pressed';
      readonly key: string;
      readonly how: OpenMode;
      /** Select the rows that it moves over. */
      readonly extends?: boolean;
    }
  /** Select all results. */
  | { readonly type: 'allSelected' }
  | { readonly type: 'acted'; readonly action: ViewAction };

/** `toggle` adds a row to the selection or removes it, `range` selects all rows from the last one. */
export type SelectMode = 'one' | 'toggle' | 'range';

/** `preview` keeps the focus in the view, `open` moves it to the editor, `toSide` opens beside the editor. */
export type OpenMode = 'preview' | 'open' | 'toSide';

/** A side effect outside the model. */
export type Effect =
  | { readonly type: 'post'; readonly message: MessageToHost }
  /** Send `searchDue` after a pause in typing; `cancelSearch` cancels it. */
  | { readonly type: 'scheduleSearch' }
  | { readonly type: 'cancelSearch' }
  | { readonly type: 'focusQuery'; readonly select: boolean }
  | { readonly type: 'focusRow'; readonly key: string }
  /** Scroll the row into view; the focus does not move. */
  | { readonly type: 'revealRow'; readonly key: string }
  | { readonly type: 'scrollToTop' };

/** A model and the effects to perform. */
export interface Step {
  readonly model: ViewModel;
  readonly effects: readonly Effect[];
}

/** The model before anything was asked. */
export const initialModel: ViewModel = {
  text: '',
  similarTo: undefined,
  kindBefore: undefined,
  detailsOpen: false,
  pinned: [],
  dismissed: new Set(),
  dismissals: [],
  filters: noFilters,
  history: emptyHistory,
  limit: undefined,
  index: undefined,
  environment: undefined,
  examples: [],
  languages: [],
  newestId: 0,
  pending: undefined,
  asked: undefined,
  answer: undefined,
  failure: undefined,
  isOutdated: false,
  layout: { isList: false, isCompact: false },
  isEntering: false,
  collapsed: new Set(),
  unfolded: new Set(),
  selected: undefined,
  marked: new Set(),
  anchor: undefined,
};

/** Whether no filter is set. */
export function isUnfiltered(filters: Filters): boolean {
  return filters.kind === undefined && filters.languages.length === 0 && !isNarrowed(filters);
}

/** Whether files are limited by globs or by scope. */
export function isNarrowed({ include, exclude, scope }: Filters): boolean {
  return include.trim() !== '' || exclude.trim() !== '' || scope !== 'workspace';
}
