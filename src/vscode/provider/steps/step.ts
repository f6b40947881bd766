import type { NetworkOptions } from '../../../common/engineContract';
import type { ProviderInfo } from '../../../common/providerInfo';
import type { ApiKeys } from '../apiKeys';
import type { PreviewDocuments } from '../previewDocuments';
import type { SendingEstimate } from '../previewText';
import type { ProviderChoice } from '../providerChoice';
import type { ProviderTrial } from '../providerTrial';
import type { Back } from './back';
import type { Draft } from './draft';
import type { Stage, StepFrame } from './stage';

/** What every step has at hand. */
export interface StepContext {
  readonly stage: Stage;
  readonly trial: ProviderTrial;
  /** The providers there are. */
  readonly providers: () => Promise<readonly ProviderInfo[]>;
  readonly keys: ApiKeys;
  /** The choice in force. */
  readonly current: ProviderChoice;
  readonly network: NetworkOptions;
  /** How much a new index of the workspace would send, estimated from the current one; undefined if no index is complete. */
  readonly estimate: () => Promise<SendingEstimate | undefined>;
  /** Shows what would be sent. */
  readonly documents: Pick<PreviewDocuments, 'show'>;
}

/** The steps that follow the choice of a provider. */
export type StepName =
  'address' | 'key' | 'model' | 'dimensions' | 'resultPath' | 'test' | 'plan' | 'summary';

/** Another step than the next one, with the draft as it is then. */
export interface GoTo {
  readonly goTo: StepName;
  readonly draft: Draft;
}

/** A step: the draft with what was chosen, or where to go instead. Throws CancelledError when it is closed. */
export type Step = (context: StepContext, draft: Draft, frame: StepFrame) => Promise<Draft | Back | GoTo>;
