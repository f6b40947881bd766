import type { ErrorFacts } from '../errors/errors';
import type { FilterName } from '../query/queryFilters';
import type { Reranking } from './reranking';
import type { SymbolKind } from './symbolKind';

/** The retrievers that found a result; `text`: it contains the query verbatim. */
export type MatchedBy = 'vector' | 'lexical' | 'symbol' | 'path' | 'text';

/** One ranked location, checked against the current content of the file. */
export interface SearchResult {
  /** The workspace folder as it was opened: an absolute path, or the URI of a virtual one. */
  readonly folder: string;
  /** Relative to the workspace folder, `/` between segments. */
  readonly path: string;
  /** 1-based, inclusive, as `endLine`. */
  readonly startLine: number;
  readonly endLine: number;
  /** Higher is better; comparable only within one answer. */
  readonly score: number;
  readonly kind: 'code' | 'docs';
  /** VS Code language id. */
  readonly language: string;
  /** The qualified name defined there that matches the query best; null if nothing is defined there. */
  readonly symbol: string | null;
  /** The kind of that symbol; null if nothing is defined there. */
  readonly symbolKind: SymbolKind | null;
  readonly matchedBy: readonly MatchedBy[];
  /**
   * Line at which the result opens, 1-based: the definition that was found, else the line that matches the query
   * best.
   */
  readonly line: number;
  /** The most informative line of `preview`, 1-based. */
  readonly tellingLine: number;
  /** Some lines of the location: the first ones, or in a long one those that match the query best. */
  readonly preview: string;
  /** First line of the preview, 1-based. */
  readonly previewLine: number;
  /** Matches of the query in the preview, in order; without overlaps. */
  readonly matches: readonly TextSpan[];
  /** The result is below the relevance cut-off and shown as less likely. Absent means relevant. */
  readonly isLessLikely?: true | undefined;
  /** Results with nearly the same text that are folded into this one; absent if there are none. */
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

/** Information for the user about how the query was interpreted. */
export type SearchHint =
  /** No indexed file has this value of a filter; `suggestion` is a value that occurs in the index. */
  | {
      readonly type: 'unknownFilter';
      readonly filter: FilterName;
      readonly value: string;
      readonly suggestion?: string | undefined;
      /**
       * The query with the suggestion in place of the value; absent without a suggestion, or if the filter is not in
       * the query.
       */
      readonly query?: string | undefined;
    }
  /** A name that does not occur in the index, and a similarly spelled one that does. */
  | {
      readonly type: 'didYouMean';
      readonly word: string;
      readonly suggestion: string;
      /** The query with the word replaced. */
      readonly query: string;
    }
  /** The query is in a language that the built-in model does not support; BCP 47 (`zh`, `ru`, ...). */
  | { readonly type: 'unknownLanguage'; readonly language: string }
  /** The query is not in English, and was also searched with these English words. */
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

/** State of the index: `stale` answers but lacks recent changes. */
export type IndexStatus = 'empty' | 'building' | 'ready' | 'stale';

/** The index that an answer came from. */
export interface IndexSummary {
  readonly state: IndexStatus;
  readonly files: number;
  readonly chunks: number;
  /**
   * Files and directories that could not be read or indexed in the last attempt. The index is `ready` without them.
   */
  readonly unreadable: number;
  /** Why a part of the stored index is missing from searches; undefined if none is. */
  readonly fault?: ErrorFacts | undefined;
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
  /** Files found to differ from the index during the search; they should be indexed again. */
  readonly stale: readonly FileReference[];
  /** Why the answer is lexical only, without the model; undefined if the model was used. */
  readonly withoutModel?: ErrorFacts | undefined;
  /** Information for the user about how the query was interpreted; absent without hints. */
  readonly hints?: readonly SearchHint[] | undefined;
  /**
   * What the reranker did, if one was requested; absent in the answer in its first order. The scores then belong to the
   * positions, so they descend.
   */
  readonly reranking?: Reranking | undefined;
  /** Duration of this query without the reranker, milliseconds. */
  readonly tookMs: number;
}
