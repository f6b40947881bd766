import type { NetworkOptions } from '../../../common/contracts/engineOptions';
import type { ProviderInfo } from '../../../common/contracts/providerInfo';
import type { ApiKeys } from '../apiKeys';
import type { ReadOnlyDocuments } from '../../readOnlyDocuments';
import type { SendingEstimate } from '../previewText';
import type { ProviderChoice } from '../providerChoice';
import type { ProviderTrial } from '../providerTrial';
import type { Back } from './back';
import type { Draft } from './draft';
import type { Stage, StepFrame } from './stage';

/** Dependencies of all steps. */
export interface StepContext {
  readonly stage: Stage;
  readonly trial: ProviderTrial;
  /** All known providers. */
  readonly providers: () => Promise<readonly ProviderInfo[]>;
  readonly keys: ApiKeys;
  /** The configured choice. */
  readonly current: ProviderChoice;
  readonly network: NetworkOptions;
  /** Amount that a new index of the workspace would send, estimated from the current one; undefined if no index is complete. */
  readonly estimate: () => Promise<SendingEstimate | undefined>;
  /** Shows what would be sent. */
  readonly documents: ReadOnlyDocuments;
}

/** Steps after the choice of a provider. */
export type StepName =
  | 'address'
  | 'key'
  | 'model'
  | 'dimensions'
  | 'queryModel'
  | 'outputType'
  | 'resultPath'
  | 'test'
  | 'plan'
  | 'summary';

/** Jumps to another step with the given draft. */
export interface GoTo {
  readonly goTo: StepName;
  readonly draft: Draft;
}

/** A step. Resolves to the changed draft or to where to go instead. Throws CancelledError when closed. */
export type Step = (context: StepContext, draft: Draft, frame: StepFrame) => Promise<Draft | Back | GoTo>;
