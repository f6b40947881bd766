import type { Excerpt, ExcerptParams, SearchParams, SimilarParams } from '../common/contracts/engineContract';
import type { SearchAnswer } from '../common/contracts/searchResult';

/** A workspace folder, and how answers name it. */
export interface AgentRoot {
  /** As it was opened in the engine. */
  readonly folder: string;
  /** Unique among the roots; precedes paths if there are several. */
  readonly name: string;
  /** Its absolute path, or its URI. */
  readonly location: string;
}

/** What a query found, and the state of the index that answered. */
export interface AgentAnswer extends Pick<SearchAnswer, 'results' | 'hints' | 'withoutModel'> {
  /** How complete and current the index is: `fresh`, `indexing 40 %`. */
  readonly freshness: string;
}

/** The search engine, as the tools for agents need it. */
export interface AgentEngine {
  /** The folders that are searched, in their order. */
  roots(): readonly AgentRoot[];
  search(params: SearchParams, signal: AbortSignal): Promise<AgentAnswer>;
  similar(params: SimilarParams, signal: AbortSignal): Promise<AgentAnswer>;
  /** Indexed lines of a file in its current state; null if there are none. */
  excerpt(params: ExcerptParams, signal: AbortSignal): Promise<Excerpt | null>;
}
