import type { ErrorData } from './errors';
import type { FilterName } from './queryFilters';
import type { SymbolKind } from './symbolKind';

/** What brought a result up; `text`: it says the query as it is written. */
export type MatchedBy = 'vector' | 'lexical' | 'symbol' | 'path' | 'text';

/** One ranked location, true of the file as it is now. */
export interface SearchResult {
  /** The workspace folder, as it was opened: an absolute path, or the URI of a virtual one. */
  readonly folder: string;
  /** Relative to the workspace folder, `/` between segments. */
  readonly path: string;
  /** 1-based, inclusive, as `endLine`. */
  readonly startLine: number;
  readonly endLine: number;
  /** Higher is better; comparable within one answer only. */
  readonly score: number;
  readonly kind: 'code' | 'docs';
  /** Language id, as VS Code names it. */
  readonly language: string;
  /** The name defined there that fits the query best, with what encloses it; null where nothing is defined. */
  readonly symbol: string | null;
  /** What that name stands for; null where nothing is defined there. */
  readonly symbolKind: SymbolKind | null;
  readonly matchedBy: readonly MatchedBy[];
  /** Where the result opens, 1-based: the definition that was found, else the line that says most of what was asked for. */
  readonly line: number;
  /** The line of `preview` that tells a person most about the result, 1-based. */
  readonly tellingLine: number;
  /** Some lines of the location: its first, or in a long one those that say most of what was asked for. */
  readonly preview: string;
  /** Where the preview begins, 1-based. */
  readonly previewLine: number;
  /** Where the preview says what was asked for, in order; without overlaps. */
  readonly matches: readonly TextSpan[];
  /** The result lies below the point where results that fit end: it is shown as less likely. Absent means it fits. */
  readonly isLessLikely?: true | undefined;
  /** Results with nearly the same text that this one stands for; absent where there are none. */
  readonly siblings?: readonly SiblingResult[] | undefined;
}

/** A result that is folded into another one. */
export interface SiblingResult {
  /** As in {@link SearchResult}. */
  readonly folder: string;
  readonly path: string;
  /** 1-based, inclusive, as `endLine`. */
  readonly startLine: number;
  readonly endLine: number;
  /** `translation`: the paths differ only in a language folder or suffix; `copy`: the texts are nearly the same. */
  readonly relation: 'translation' | 'copy';
}

/** Something a person should know about how the query was read. */
export type SearchHint =
  /** No indexed file has this value of a filter; `suggestion` is a value that files have. */
  | {
      readonly type: 'unknownFilter';
      readonly filter: FilterName;
      readonly value: string;
      readonly suggestion?: string | undefined;
      /** The query with the suggestion in place of the value; absent without one, and where the filter is not in the query. */
      readonly query?: string | undefined;
    }
  /** A name that occurs nowhere in the index, and a name of the index that is spelled nearly like it. */
  | {
      readonly type: 'didYouMean';
      readonly word: string;
      readonly suggestion: string;
      /** The query with the word replaced. */
      readonly query: string;
    }
  /** The query is in a language that the built-in model does not know; BCP 47 (`zh`, `ru`, ...). */
  | { readonly type: 'unknownLanguage'; readonly language: string }
  /** The query is in another language than English, and was searched for in these English words too. */
  | { readonly type: 'translated'; readonly words: readonly string[] };

/** A part of one line. */
export interface TextSpan {
  /** 1-based, of the file. */
  readonly line: number;
  /** 0-based, in UTF-16 code units. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** How the index stands: `stale` answers, but something changed that is not in it yet. */
export type IndexStatus = 'empty' | 'building' | 'ready' | 'stale';

/** The index that an answer came from. */
export interface IndexSummary {
  readonly state: IndexStatus;
  readonly files: number;
  readonly chunks: number;
  /** Files and directories that could not be read or indexed when they were tried last. The index is `ready` without them. */
  readonly unreadable: number;
}

/** A file of a workspace folder. */
export interface FileReference {
  /** As in {@link SearchResult.folder}. */
  readonly folder: string;
  readonly path: string;
}

/** Answer to one query. */
export interface SearchAnswer {
  readonly query: string;
  readonly results: readonly SearchResult[];
  readonly index: IndexSummary;
  /** Files met on the way that differ from what was indexed: they should be indexed again. */
  readonly stale: readonly FileReference[];
  /** Why words alone had to answer, without the model; undefined where they had not. */
  readonly withoutModel?: ErrorData | undefined;
  /** What a person should know about how the query was read; absent where there is nothing. */
  readonly hints?: readonly SearchHint[] | undefined;
  /** Milliseconds of this query alone. */
  readonly tookMs: number;
}
