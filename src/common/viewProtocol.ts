import type { ErrorData } from './errors';
import type { IndexState } from './indexState';
import type { MatchedBy, SearchHint, SiblingResult, TextSpan } from './searchResult';

/** A run of characters of one colour. */
export interface CodeToken {
  readonly text: string;
  /** `#rrggbb` or `#rrggbbaa`; absent means the editor's foreground. */
  readonly color?: string | undefined;
  readonly bold?: boolean | undefined;
  readonly italic?: boolean | undefined;
  readonly underline?: boolean | undefined;
}

/** Kinds of colour themes: what is easy to read in one is not in another. */
export const themeKinds = ['light', 'dark', 'highContrastDark', 'highContrastLight'] as const;

export type ThemeKind = (typeof themeKinds)[number];

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
  /** Where it opens, 1-based. */
  readonly line: number;
  /** The line that tells a person most, 1-based. */
  readonly tellingLine: number;
  /** It lies below the point where results that fit end; absent means it fits. */
  readonly isLessLikely?: true | undefined;
  /** Results with nearly the same text that this one stands for; absent where there are none. */
  readonly siblings?: readonly ViewSibling[] | undefined;
  /** Number of the first of `lines`, 1-based. */
  readonly firstLine: number;
  /** Some lines of the location: its first, or those that say most of what was asked for. */
  readonly lines: readonly CodeLine[];
  /** The kind of theme that the colours of the lines are of; undefined where they have none. */
  readonly coloredFor?: ThemeKind | undefined;
  /** Where these lines say what was asked for, in order; without overlaps. */
  readonly matches: readonly TextSpan[];
}

/** A translation or copy that is folded into a result. */
export interface ViewSibling extends Pick<SiblingResult, 'path' | 'startLine' | 'endLine' | 'relation'> {
  /** As in {@link ViewResult}. */
  readonly uri: string;
  readonly folder?: string | undefined;
}

/** How the results are laid out. */
export interface ViewLayout {
  /** One list in the order of rank; else a tree of files with their results. */
  readonly isList: boolean;
  /** One line per result; else with its code. */
  readonly isCompact: boolean;
}

/** A place whose like is looked for. */
export interface SimilarOrigin {
  readonly uri: string;
  /** 1-based, inclusive, as `endLine`. */
  readonly startLine: number;
  readonly endLine: number;
  /** What stands there; '' means that the extension reads it. */
  readonly text: string;
  /** What it is called, for people: a symbol's name, or `file.ts:12`. */
  readonly label: string;
}

/** What the command `searchInView` takes: a query, or what to find the like of. */
export type ViewRequest =
  string | { readonly similarTo: SimilarOrigin; readonly kind?: 'code' | 'docs' | undefined };

/** Where the view searches: everywhere, in the folder of the active editor's file, or in what is open in tabs. */
export const searchScopes = ['workspace', 'folder', 'openEditors'] as const;

export type SearchScope = (typeof searchScopes)[number];

/** What a person has asked in the view. */
export interface ViewQuery {
  /** '' where the like of something is looked for. */
  readonly text: string;
  /** What to find the like of, in the place of `text`. */
  readonly similarTo?: SimilarOrigin | undefined;
  /** Undefined means both. */
  readonly kind?: 'code' | 'docs' | undefined;
  /** Language ids; empty means all. */
  readonly languages: readonly string[];
  /** Globs as they were typed, with commas between them; '' means everything, or nothing to leave out. */
  readonly include: string;
  readonly exclude: string;
  readonly scope: SearchScope;
  /** Most results. */
  readonly limit: number;
}

/** The part of the workspace that a scope stood for when it was asked. */
export interface SearchedPlace {
  readonly scope: 'folder' | 'openEditors';
  /** Of a folder its path, '' for the workspace folder itself. */
  readonly path: string;
  /** No file is open, so that there was nothing to search in. */
  readonly isNowhere: boolean;
}

/** What can be done with a row of the view from a menu. */
export const rowActs = [
  'open',
  'openToSide',
  'revealInExplorer',
  'onlyFolder',
  'notFolder',
  'notFile',
  'copy',
  'copyPath',
  'copyRelativePath',
  'findSimilar',
  'pin',
  'unpin',
  'dismiss',
  'undoDismiss',
] as const;

export type RowAct = (typeof rowActs)[number];

/** What the window is, beside its index. */
export interface ViewEnvironment {
  readonly hasFolder: boolean;
  readonly isTrusted: boolean;
  /** Host that queries are sent to; undefined when they stay on this machine. */
  readonly host?: string | undefined;
  /** Most results to ask for at first, from the settings. */
  readonly maxResults: number;
  /** The model that answers understands English alone, and there is no lexicon for the language of the interface. */
  readonly asksInEnglish: boolean;
  readonly layout: ViewLayout;
}

/** What a click in a state can ask for: commands of the extension by their short names. */
export const viewActions = [
  'pauseIndexing',
  'resumeIndexing',
  'updateIndex',
  'rebuildIndex',
  'showStatus',
  'showIndex',
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
  | {
      readonly type: 'search';
      readonly id: number;
      readonly query: ViewQuery;
      /** The same is asked again, or more of it: it stays in the folder where it was asked first. */
      readonly isRepeated: boolean;
    }
  | {
      readonly type: 'open';
      readonly uri: string;
      readonly startLine: number;
      readonly endLine: number;
      /** Where the cursor goes, 1-based. */
      readonly line: number;
      /** The keyboard stays where it is. */
      readonly preserveFocus: boolean;
      /** The editor's tab gives way to the next preview. */
      readonly preview: boolean;
      readonly toSide: boolean;
    }
  /** A query has proved itself: keep it in the history. */
  | { readonly type: 'remember'; readonly text: string }
  /** Where are these results by now, and in which colours? Each has an id of its own. */
  | { readonly type: 'checkPins'; readonly pins: readonly ViewResult[] }
  /** Put this text into the clipboard. */
  | { readonly type: 'copy'; readonly text: string }
  /** Put the paths of these files into the clipboard, one a line. */
  | { readonly type: 'copyPaths'; readonly uris: readonly string[]; readonly isRelative: boolean }
  /** Show this file in the Explorer. */
  | { readonly type: 'revealInExplorer'; readonly uri: string }
  /** Show this text in an editor. */
  | { readonly type: 'showText'; readonly title: string; readonly text: string }
  /** How many results the page shows now. */
  | { readonly type: 'shown'; readonly count: number }
  /** The keyboard left the page: for a menu of the window, as far as can be told, or for something else. */
  | { readonly type: 'left'; readonly forMenu: boolean }
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
      /** Where it searched; undefined means the whole workspace. */
      readonly place?: SearchedPlace | undefined;
      /** What a person should know about how the query was read. */
      readonly hints?: readonly SearchHint[] | undefined;
      readonly tookMs: number;
    }
  | { readonly type: 'searchFailed'; readonly id: number; readonly error: ErrorData }
  /** Questions that this workspace can answer, for who has asked nothing yet. */
  | { readonly type: 'examples'; readonly questions: readonly string[] }
  /** Earlier queries of this workspace, oldest first. */
  | { readonly type: 'history'; readonly entries: readonly string[] }
  /** Answer to `checkPins`: results as they are now, and the ids of those whose files are gone. */
  | { readonly type: 'pins'; readonly pins: readonly ViewResult[]; readonly gone: readonly number[] }
  /** Put this into the query box and search. */
  | { readonly type: 'ask'; readonly request: ViewRequest }
  /** Put the keyboard into the query box. */
  | { readonly type: 'focusQuery' }
  /** Open the next or previous result, as F4 and Shift+F4 do. */
  | { readonly type: 'step'; readonly direction: 1 | -1 }
  | { readonly type: 'collapseAll' }
  | { readonly type: 'expandAll' }
  /** Do something with a row; without a key, with the one that is selected. */
  | { readonly type: 'act'; readonly act: RowAct; readonly key?: string | undefined }
  /** Send all results as text. */
  | { readonly type: 'exportAll'; readonly to: 'clipboard' | 'editor' }
  /** Forget the query and its results. */
  | { readonly type: 'clear' }
  /** The colour theme or the index changed, or a person wishes it: ask again for what is shown. */
  | { readonly type: 'refresh'; readonly byPerson: boolean };
