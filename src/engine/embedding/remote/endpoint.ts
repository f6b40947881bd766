import type { ProviderRecord } from '../providers/providerRecord';

/** Where a provider is reached, and by which right. */
export interface Endpoint {
  readonly record: ProviderRecord;
  /** Normalised: no slash at its end, none of the provider's own paths. */
  readonly baseUrl: string;
  /** Of `baseUrl`, with its port where that is not the usual one. */
  readonly host: string;
  readonly model: string;
  /** undefined: none is sent. */
  readonly apiKey?: string | undefined;
  /** Path below the base URL where the result of a task lies, with `{id}` in it. */
  readonly resultPath?: string | undefined;
}
