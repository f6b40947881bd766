import type { ErrorData } from '../../common/errors';
import type { IndexState } from '../../common/indexState';
import type { SearchHint } from '../../common/searchResult';
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
} from '../../common/viewProtocol';
import { emptyHistory, type QueryHistory } from './queryHistory';

/** What a person narrows a search to. */
export interface Filters {
  /** Undefined means both. */
  readonly kind: 'code' | 'docs' | undefined;
  /** Language ids; empty means all. */
  readonly languages: readonly string[];
  /** Globs as they are typed, with commas between them. */
  readonly include: string;
  readonly exclude: string;
  readonly scope: SearchScope;
}

export const noFilters: Filters = {
  kind: undefined,
  languages: [],
  include: '',
  exclude: '',
  scope: 'workspace',
};

/** The results that are shown, and what they answer. */
export interface Answer {
  readonly query: ViewQuery;
  readonly results: readonly ViewResult[];
  /** How many results were there before each *Show More*, in order; empty before the first. */
  readonly earlier: readonly number[];
  readonly hasMore: boolean;
  /** Why words alone answered, without the model. */
  readonly withoutModel?: ErrorData | undefined;
  /** The part of the workspace that was searched; undefined means all of it. */
  readonly place?: SearchedPlace | undefined;
  /** What a person should know about how the query was read. */
  readonly hints?: readonly SearchHint[] | undefined;
  /** How the index stood when it answered. */
  readonly state: IndexState;
}

/** A search that is not answered yet; a silent one refreshes what is shown and says nothing of itself. */
export interface PendingSearch {
  readonly query: ViewQuery;
  readonly silent: boolean;
}

/** Everything that the page shows; each picture of it is derived from this one value. */
export interface ViewModel {
  readonly text: string;
  /** What the like of is looked for, in the place of `text`. */
  readonly similarTo: SimilarOrigin | undefined;
  /** What `filters.kind` was before a request for the like of something set it; undefined where none has. */
  readonly kindBefore: { readonly kind: Filters['kind'] } | undefined;
  /** Whether the boxes for globs are shown. */
  readonly detailsOpen: boolean;
  /** Results that stay on top over later queries; each with an id of its own. */
  readonly pinned: readonly ViewResult[];
  /** Keys of results that were taken out of the answer. */
  readonly dismissed: ReadonlySet<string>;
  /** What each dismissal took away, the last one last: it can be taken back. */
  readonly dismissals: readonly Dismissal[];
  readonly filters: Filters;
  readonly history: QueryHistory;
  /** Most results to ask for; undefined means as the settings say. */
  readonly limit: number | undefined;
  /** Undefined until the extension has told. */
  readonly index: IndexState | undefined;
  readonly environment: ViewEnvironment | undefined;
  /** Questions to try; none until the extension has told. */
  readonly examples: readonly string[];
  /** Languages in the index, most files first. */
  readonly languages: readonly string[];
  /** Id of the newest search. */
  readonly newestId: number;
  readonly pending: PendingSearch | undefined;
  /** The query of the newest search, whether or not it is answered. */
  readonly asked: ViewQuery | undefined;
  readonly answer: Answer | undefined;
  /** Why the newest search could not be answered. */
  readonly failure: ErrorData | undefined;
  /** Whether the index was at work since the answer came. */
  readonly isOutdated: boolean;
  readonly layout: ViewLayout;
  /** Enter was pressed in the box: the keyboard goes to the first result of the answer that is awaited. */
  readonly isEntering: boolean;
  /** Keys of rows of files, and of the one over what is less likely, whose results are hidden. */
  readonly collapsed: ReadonlySet<string>;
  /** Keys of result rows that show all their lines, and of others that show what they stand for. */
  readonly unfolded: ReadonlySet<string>;
  /** Key of the row that has the keyboard in the tree. */
  readonly selected: string | undefined;
  /** Keys of the rows that are selected together; empty where it is `selected` alone. */
  readonly marked: ReadonlySet<string>;
  /** Key of the row from which a range is selected. */
  readonly anchor: string | undefined;
}

/** What went when something was dismissed. */
export interface Dismissal {
  /** Keys of results. */
  readonly keys: readonly string[];
  /** Pinned results that were let go. */
  readonly pins: readonly ViewResult[];
}

/** What happens to the model: by a person, by the extension, or by time. */
export type ViewEvent =
  | { readonly type: 'message'; readonly message: MessageToView; readonly hasFocus: boolean }
  | { readonly type: 'typed'; readonly text: string }
  /** Typing paused. */
  | { readonly type: 'searchDue' }
  /** A person wants the answer now; `enters` takes the keyboard to its first result. */
  | { readonly type: 'submitted'; readonly enters?: true }
  /** The query box was clicked, or a key was pressed in it: the keyboard stays there. */
  | { readonly type: 'edited' }
  /** The query has proved itself: keep it in the history. */
  | { readonly type: 'settled' }
  | { readonly type: 'recalled'; readonly direction: 'older' | 'newer' }
  | { readonly type: 'asked'; readonly text: string }
  | { readonly type: 'cleared' }
  | { readonly type: 'filtered'; readonly filters: Partial<Filters> }
  /** Globs, letter by letter. */
  | { readonly type: 'narrowed'; readonly filters: Partial<Pick<Filters, 'include' | 'exclude'>> }
  | { readonly type: 'detailsToggled' }
  /** Back from the like of something to the text in the box. */
  | { readonly type: 'similarEnded' }
  | { readonly type: 'rowActed'; readonly act: RowAct; readonly key?: string | undefined }
  /** Show again what was dismissed. */
  | { readonly type: 'restored' }
  | { readonly type: 'moreWanted' }
  | { readonly type: 'selected'; readonly key: string; readonly how?: SelectMode }
  | { readonly type: 'toggled'; readonly key: string }
  | { readonly type: 'opened'; readonly key: string; readonly how: OpenMode }
  /** From the query box into the tree. */
  | { readonly type: 'entered' }
  /** A key in the tree. */
  | {
      readonly type: 'pressed';
      readonly key: string;
      readonly how: OpenMode;
      /** The rows that it goes over are selected. */
      readonly extends?: boolean;
    }
  /** Select all results. */
  | { readonly type: 'allSelected' }
  | { readonly type: 'acted'; readonly action: ViewAction };

/** `toggle` adds a row to those that are selected or takes it out, `range` selects all from the last one on. */
export type SelectMode = 'one' | 'toggle' | 'range';

/** `preview` keeps the keyboard in the view, `open` takes it along, `toSide` opens beside the editor. */
export type OpenMode = 'preview' | 'open' | 'toSide';

/** What is to be done outside the model. */
export type Effect =
  | { readonly type: 'post'; readonly message: MessageToHost }
  /** Send `searchDue` after a pause in typing; `cancelSearch` takes it back. */
  | { readonly type: 'scheduleSearch' }
  | { readonly type: 'cancelSearch' }
  | { readonly type: 'focusQuery'; readonly select: boolean }
  | { readonly type: 'focusRow'; readonly key: string }
  /** Scroll so that the row can be seen; the keyboard stays where it is. */
  | { readonly type: 'revealRow'; readonly key: string }
  | { readonly type: 'scrollToTop' };

/** A model, and what is to be done because of how it came about. */
export interface Step {
  readonly model: ViewModel;
  readonly effects: readonly Effect[];
}

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

/** Whether the filters let everything through. */
export function isUnfiltered(filters: Filters): boolean {
  return filters.kind === undefined && filters.languages.length === 0 && !isNarrowed(filters);
}

/** Whether files are chosen by globs or by what is open. */
export function isNarrowed({ include, exclude, scope }: Filters): boolean {
  return include.trim() !== '' || exclude.trim() !== '' || scope !== 'workspace';
}
