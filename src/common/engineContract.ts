import type { IndexProgress, IndexReport } from './indexReport';
import type { SearchAnswer, IndexStatus } from './searchResult';

/** How to open the index of one workspace folder. */
export interface OpenOptions {
  /** The workspace folder, an absolute path. */
  readonly folder: string;
  /** Where indexes are kept; each workspace folder has a directory of its own in it. */
  readonly indexDirectory: string;
  readonly provider: string;
  /** Model id, or for the built-in provider the directory of a model; undefined means the provider's default. */
  readonly model?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly dimensions?: number | undefined;
}

/** Which model an index was made with. */
export interface ProviderSummary {
  readonly id: string;
  readonly model: string;
  readonly dimensions: number;
  /** Host that texts are sent to; null when nothing leaves the machine. */
  readonly host: string | null;
}

/** What `index` did, and to what. */
export interface WorkspaceIndexReport extends IndexReport {
  readonly workspace: string;
  readonly provider: ProviderSummary;
}

/** What `status` tells. */
export interface StatusReport {
  readonly workspace: string;
  readonly state: IndexStatus;
  readonly files: number;
  readonly chunks: number;
  readonly provider: ProviderSummary;
  /** Where the index lies, and the bytes it takes. */
  readonly indexDirectory: string;
  readonly sizeBytes: number;
}

export interface SearchParams {
  readonly query: string;
  readonly limit?: number | undefined;
  readonly kind?: 'code' | 'docs' | undefined;
  readonly paths?: readonly string[] | undefined;
  readonly languages?: readonly string[] | undefined;
}

/** The calls between a host (command line, extension) and the engine in its worker. */
// A type and not an interface: only a type fits the index signature of `Contract`.
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
export type EngineContract = {
  open: { params: OpenOptions; result: ProviderSummary; progress: never };
  index: { params: null; result: WorkspaceIndexReport; progress: IndexProgress };
  search: { params: SearchParams; result: SearchAnswer; progress: never };
  status: { params: null; result: StatusReport; progress: never };
  close: { params: null; result: null; progress: never };
};
