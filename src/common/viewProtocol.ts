import type { ErrorData } from './errors';
import type { IndexState } from './indexState';
import type { MatchedBy } from './searchResult';

/** A run of characters of one colour. */
export interface CodeToken {
  readonly text: string;
  /** `#rrggbb` or `#rrggbbaa`; absent means the editor's foreground. */
  readonly color?: string | undefined;
  readonly bold?: boolean | undefined;
  readonly italic?: boolean | undefined;
  readonly underline?: boolean | undefined;
}

/** One line of code as it is shown; its tokens joined are the text of the line. */
export type CodeLine = readonly CodeToken[];

/** One result as the view shows it. */
export interface ViewResult {
  /** Unique within one answer. */
  readonly id: number;
  /** URI of the file. */
  readonly uri: string;
  /** Relative to the workspace folder, `/` between segments. */
  readonly path: string;
  /** Name of the workspace folder where there are several, else undefined. */
  readonly folder?: string | undefined;
  /** 1-based, inclusive, as `endLine`. */
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'code' | 'docs';
  readonly language: string;
  readonly symbol: string | null;
  readonly matchedBy: readonly MatchedBy[];
  /** Number of the first of `lines`, 1-based. */
  readonly firstLine: number;
  /** Some lines of the location: its first, or those that say most of what was asked for. */
  readonly lines: readonly CodeLine[];
}

/** A place whose like is looked for. */
export interface SimilarOrigin {
  readonly uri: string;
  /** 1-based, inclusive, as `endLine`. */
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
  /** What it is called, for people: a symbol's name, or `file.ts:12`. */
  readonly label: string;
}

/** What the command `searchInView` takes: a query, or what to find the like of. */
export type ViewRequest =
  string | { readonly similarTo: SimilarOrigin; readonly kind?: 'code' | 'docs' | undefined };

/** What a person has asked in the view. */
export interface ViewQuery {
  readonly text: string;
  /** Undefined means both. */
  readonly kind?: 'code' | 'docs' | undefined;
  /** Language ids; empty means all. */
  readonly languages: readonly string[];
  /** Most results. */
  readonly limit: number;
}

/** What the window is, beside its index. */
export interface ViewEnvironment {
  readonly hasFolder: boolean;
  readonly isTrusted: boolean;
  /** Host that queries are sent to; undefined when they stay on this machine. */
  readonly host?: string | undefined;
  /** Most results to ask for at first, from the settings. */
  readonly maxResults: number;
}

/** What a click in a state can ask for: commands of the extension by their short names. */
export const viewActions = [
  'pauseIndexing',
  'resumeIndexing',
  'updateIndex',
  'rebuildIndex',
  'showStatus',
  'showLog',
  'openFolder',
  'manageTrust',
  'chooseProvider',
  'setApiKey',
  'reviewSending',
] as const;

export type ViewAction = (typeof viewActions)[number];

/** From the view's page to the extension. */
export type MessageToHost =
  /** The page has loaded and listens. */
  | { readonly type: 'ready' }
  | { readonly type: 'search'; readonly id: number; readonly query: ViewQuery }
  | {
      readonly type: 'open';
      readonly uri: string;
      readonly startLine: number;
      readonly endLine: number;
      /** The keyboard stays where it is. */
      readonly preserveFocus: boolean;
      /** The editor's tab gives way to the next preview. */
      readonly preview: boolean;
      readonly toSide: boolean;
    }
  /** How many results the page shows now. */
  | { readonly type: 'shown'; readonly count: number }
  | { readonly type: 'action'; readonly action: ViewAction };

/** From the extension to the view's page. */
export type MessageToView =
  | { readonly type: 'state'; readonly state: IndexState; readonly environment: ViewEnvironment }
  /** Languages of all files in the index, for the filter; most files first. */
  | { readonly type: 'languages'; readonly languages: readonly string[] }
  /**
   * Answer to `search`; an answer to any but the newest search is dropped by the page. A second one to the same search
   * takes the place of the first: it brings the colours where those took longer.
   */
  | {
      readonly type: 'results';
      readonly id: number;
      readonly results: readonly ViewResult[];
      /** Whether more results were found than `limit`. */
      readonly hasMore: boolean;
      /** How the index stood when it answered. */
      readonly state: IndexState;
      /** Why words alone had to answer, without the model; undefined where they had not. */
      readonly withoutModel?: ErrorData | undefined;
      readonly tookMs: number;
    }
  | { readonly type: 'searchFailed'; readonly id: number; readonly error: ErrorData }
  /** Put this text into the query box and search. */
  | { readonly type: 'ask'; readonly text: string }
  /** Put the keyboard into the query box. */
  | { readonly type: 'focusQuery' }
  /** Open the next or previous result, as F4 and Shift+F4 do. */
  | { readonly type: 'step'; readonly direction: 1 | -1 }
  | { readonly type: 'collapseAll' }
  /** Forget the query and its results. */
  | { readonly type: 'clear' }
  /** The colour theme or the index changed: ask again for what is shown. */
  | { readonly type: 'refresh' };
