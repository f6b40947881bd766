import type { ProviderRecord } from '../providers/providerRecord';
import type { RequestParameters, ServiceRecord } from '../providers/serviceRecord';

/** Where a service is reached, and with which key. */
export interface Endpoint<R extends ServiceRecord = ProviderRecord> {
  readonly record: R;
  /** Normalized: no trailing slash, none of the provider's own paths. */
  readonly baseUrl: string;
  /** Host of `baseUrl`, with its port if it is not the default one. */
  readonly host: string;
  readonly model: string;
  /** undefined: no key is sent. */
  readonly apiKey?: string | undefined;
  /** Fields that the user adds to the body of each request; checked. */
  readonly parameters?: RequestParameters | undefined;
  /** Vectors of 8-bit integers are requested; the model returns them. Default: floating-point numbers. */
  readonly outputType?: 'int8' | undefined;
  /** Path below the base URL of the result of a task, with `{id}` in it. */
  readonly resultPath?: string | undefined;
}
