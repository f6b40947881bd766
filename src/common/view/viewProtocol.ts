import type { ErrorData } from '../errors/errors';
import type { IndexState } from '../contracts/indexState';
import type { MatchedBy, SearchHint, SiblingResult, TextSpan } from '../contracts/searchResult';

/** A run of characters of one colour. */
export interface CodeToken {
  readonly text: string;
  /** `#rrggbb` or `#rrggbbaa`; absent means the editor's foreground. */
  readonly color?: string | undefined;
  readonly bold?: boolean | undefined;
  readonly italic?: boolean | undefined;
  readonly underline?: boolean | undefined;
}

/** Kinds of colour themes: colours readable in one kind may be unreadable in another. */
export const themeKinds = ['light', 'dark', 'highContrastDark', 'highContrastLight'] as const;

/** One of {@link themeKinds}. */
export type ThemeKind = (typeof themeKinds)[number];

/** One displayed line of code; the text of the line is the concatenation of its tokens. */
export type CodeLine = readonly CodeToken[];

/** One result in the view. */
export interface ViewResult {
  /** Unique within one answer. */
  readonly id: number;
  /** URI of the file. */
  readonly uri: string;
  /** Relative to the workspace folder, `/` between segments. */
  readonly path: string;
  /** Name of the workspace folder if there are several, else undefined. */
  readonly folder?: string | undefined;
  /** Beginning of the globs that apply in that workspace folder only, if there are several. */
  readonly folderGlob?: string | undefined;
  /** 1-based, inclusive, as `endLine`. */
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'code' | 'docs';
  readonly language: string;
  readonly symbol: string | null;
  readonly matchedBy: readonly MatchedBy[];
  /** Line at which it opens, 1-based. */
  readonly line: number;
  /** The most informative line, 1-based. */
  readonly tellingLine: number;
  /** The result is below the relevance cut-off; absent means relevant. */
  readonly isLessLikely?: true | undefined;
  /** The file is not on this disk: it opens as it was published, and cannot be dragged. */
  readonly isMissing?: true | undefined;
  /** Results with nearly the same text that are folded into this one; absent if there are none. */
  readonly siblings?: readonly ViewSibling[] | undefined;
  /** Number of the first of `lines`, 1-based. */
  readonly firstLine: number;
  /** Some lines of the location: the first ones, or those that match the query best. */
  readonly lines: readonly CodeLine[];
  /** The theme kind for which the lines are coloured; undefined if they are not. */
  readonly coloredFor?: ThemeKind | undefined;
  /** Matches of the query in these lines, in order; without overlaps. */
  readonly matches: readonly TextSpan[];
}

/** A translation or copy that is folded into a result. */
export interface ViewSibling extends Pick<SiblingResult, 'path' | 'startLine' | 'endLine' | 'relation'> {
  /** As in {@link ViewResult}. */
  readonly uri: string;
  readonly folder?: string | undefined;
  readonly folderGlob?: string | undefined;
}

/** Layout of the results. */
export interface ViewLayout {
  /** One list in rank order; otherwise a tree of files with their results. */
  readonly isList: boolean;
  /** One line per result; otherwise with its code. */
  readonly isCompact: boolean;
}

/** A location to find similar code or text for. */
export interface SimilarOrigin {
  readonly uri: string;
  /** 1-based, inclusive, as `endLine`. */
  readonly startLine: number;
  readonly endLine: number;
  /** The text at the location; '' means that the extension reads it. */
  readonly text: string;
  /** Display name: a symbol's name, or `file.ts:12`. */
  readonly label: string;
}

/** Argument of the command `searchInView`: a query, or a location to find similar results for. */
export type ViewRequest =
  string | { readonly similarTo: SimilarOrigin; readonly kind?: 'code' | 'docs' | undefined };

/** Scope of a search in the view: everywhere, the folder of the active editor's file, or the files open in tabs. */
export const searchScopes = ['workspace', 'folder', 'openEditors'] as const;

/** One of {@link searchScopes}. */
export type SearchScope = (typeof searchScopes)[number];

/** A query in the view. */
export interface ViewQuery {
  /** '' in a search for similar code. */
  readonly text: string;
  /** Location to find similar code for, instead of `text`. */
  readonly similarTo?: SimilarOrigin | undefined;
  /** Undefined means both. */
  readonly kind?: 'code' | 'docs' | undefined;
  /** Language ids; empty means all. */
  readonly languages: readonly string[];
  /** Globs as typed, separated by commas; '' means include everything, or exclude nothing. */
  readonly include: string;
  readonly exclude: string;
  readonly scope: SearchScope;
  /** Most results. */
  readonly limit: number;
}

/** The part of the workspace that a scope referred to when the query was made. */
export interface SearchedPlace {
  readonly scope: 'folder' | 'openEditors';
  /** Path of a folder, '' for the workspace folder itself. */
  readonly path: string;
  /** No file was open, so there was nothing to search. */
  readonly isNowhere: boolean;
}

/** Actions on a row of the view in its context menu. */
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

/** One of {@link rowActs}. */
export type RowAct = (typeof rowActs)[number];

/** Properties of the window other than its index. */
export interface ViewEnvironment {
  readonly hasFolder: boolean;
  readonly isTrusted: boolean;
  /** Host that queries are sent to; undefined if they stay on this machine. */
  readonly host?: string | undefined;
  /** Initial limit on the number of results, from the settings. */
  readonly maxResults: number;
  /** The active model supports only English, and there is no lexicon for the display language. */
  readonly asksInEnglish: boolean;
  readonly layout: ViewLayout;
}

/** Actions offered in the messages of the view: commands of the extension by their short names. */
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

/** One of {@link viewActions}. */
export type ViewAction = (typeof viewActions)[number];

/** From the view's page to the extension. */
export type MessageToHost =
  /** The page has loaded and is ready to receive messages. */
  | { readonly type: 'ready' }
  | {
      readonly type: 'search';
      readonly id: number;
      readonly query: ViewQuery;
      /** A repetition of the same query, or a request for more results: it keeps the folder of the first search. */
      readonly isRepeated: boolean;
    }
  | {
      readonly type: 'open';
      readonly uri: string;
      readonly startLine: number;
      readonly endLine: number;
      /** Line for the cursor, 1-based. */
      readonly line: number;
      /** Keep the keyboard focus in the view. */
      readonly preserveFocus: boolean;
      /** Open as a preview tab, which the next preview replaces. */
      readonly preview: boolean;
      readonly toSide: boolean;
    }
  /** The query was useful: add it to the history. */
  | { readonly type: 'remember'; readonly text: string }
  /** Requests the current positions and colours of these results. Each has a unique id. */
  | { readonly type: 'checkPins'; readonly pins: readonly ViewResult[] }
  /** Copy this text to the clipboard. */
  | { readonly type: 'copy'; readonly text: string }
  /** Copy the paths of these files to the clipboard, one per line. */
  | { readonly type: 'copyPaths'; readonly uris: readonly string[]; readonly isRelative: boolean }
  /** Reveal this file in the Explorer. */
  | { readonly type: 'revealInExplorer'; readonly uri: string }
  /** Open this text in an editor. */
  | { readonly type: 'showText'; readonly title: string; readonly text: string }
  /** Number of results that the page shows now. */
  | { readonly type: 'shown'; readonly count: number }
  /**
   * The page lost the keyboard focus: to a menu of the window, as far as this can be detected, or to something else.
   */
  | { readonly type: 'left'; readonly forMenu: boolean }
  | { readonly type: 'action'; readonly action: ViewAction };

/** From the extension to the view's page. */
export type MessageToView =
  | { readonly type: 'state'; readonly state: IndexState; readonly environment: ViewEnvironment }
  /** Languages of all files in the index, for the filter; most files first. */
  | { readonly type: 'languages'; readonly languages: readonly string[] }
  /**
   * Answer to `search`; the page drops answers to any but the newest search. A second answer to the same search
   * replaces the first: it adds colours that were not ready.
   */
  | {
      readonly type: 'results';
      readonly id: number;
      readonly results: readonly ViewResult[];
      /** Whether there are more results than `limit`. */
      readonly hasMore: boolean;
      /** State of the index at the time of the answer. */
      readonly state: IndexState;
      /** Why the answer is lexical only, without the model; undefined if the model was used. */
      readonly withoutModel?: ErrorData | undefined;
      /** Searched part of the workspace; undefined means all of it. */
      readonly place?: SearchedPlace | undefined;
      /** Information for the user about how the query was interpreted. */
      readonly hints?: readonly SearchHint[] | undefined;
      /**
       * What the reranker did with the order, for the line above the results: `Refined by …`. Absent in the first order,
       * and without a reranker.
       */
      readonly refinement?: string | undefined;
      readonly tookMs: number;
    }
  | { readonly type: 'searchFailed'; readonly id: number; readonly error: ErrorData }
  /** Example queries for this workspace, shown before the first search. */
  | { readonly type: 'examples'; readonly questions: readonly string[] }
  /** Earlier queries of this workspace, oldest first. */
  | { readonly type: 'history'; readonly entries: readonly string[] }
  /** Answer to `checkPins`: the results in their current state, and the ids of those whose files are gone. */
  | { readonly type: 'pins'; readonly pins: readonly ViewResult[]; readonly gone: readonly number[] }
  /** Put this into the query box and search. */
  | { readonly type: 'ask'; readonly request: ViewRequest }
  /** Focus the query box. */
  | { readonly type: 'focusQuery' }
  /** Open the next or previous result, as F4 and Shift+F4 do. */
  | { readonly type: 'step'; readonly direction: 1 | -1 }
  | { readonly type: 'collapseAll' }
  | { readonly type: 'expandAll' }
  /** Perform an action on a row; without a key, on the selected one. */
  | { readonly type: 'act'; readonly act: RowAct; readonly key?: string | undefined }
  /** Send all results as text. */
  | { readonly type: 'exportAll'; readonly to: 'clipboard' | 'editor' }
  /** Clear the query and its results. */
  | { readonly type: 'clear' }
  /** The colour theme or the index changed, or the user requested it: repeat the requests for what is shown. */
  | { readonly type: 'refresh'; readonly byPerson: boolean };
