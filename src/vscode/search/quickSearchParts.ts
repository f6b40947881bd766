import type { Logger } from '../../common/logger';
import type { ReadableUri } from '../published/publishedDocuments';
import type { EngineCaller, IndexingService, SearchService } from '../services';
import type { QueryHistoryStore } from './queryHistoryStore';

/** Settings of the quick search. */
export interface QuickSearchSettings {
  /** Whether the focused result is shown in the editor. */
  readonly preview: boolean;
  /** Maximum number of results of one query. */
  readonly maxResults: number;
}

/** Dependencies of the quick search. */
export interface QuickSearchParts {
  readonly search: SearchService;
  readonly engine: EngineCaller;
  readonly indexing: IndexingService;
  /** Read each time the quick search is opened. */
  readonly settings: () => QuickSearchSettings;
  /** Host that queries are sent to; undefined when they stay on this machine. Asked each time the quick search is opened. */
  readonly host: () => string | undefined;
  /** Query history of the workspace, shared with the view. */
  readonly history: QueryHistoryStore;
  /** Stores the last query, so that other searches can reuse it. */
  readonly asked: { note(text: string): void };
  readonly readableUri: ReadableUri;
  readonly logger: Logger;
}
