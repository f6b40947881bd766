import * as l10n from '@vscode/l10n';
import type { NetworkOptions, RerankOptions } from '../../common/contracts/engineOptions';
import type { ProviderInfo } from '../../common/contracts/providerInfo';
import type { RerankerTest } from '../../common/contracts/reranking';
import { CancelledError, errorDataOf } from '../../common/errors/errors';
import { isThisMachine } from '../../common/thisMachine';
import { back } from '../provider/steps/back';
import type { Stage, StepFrame } from '../provider/steps/stage';
import type { StepContent, StepRow } from '../provider/steps/stepRow';
import { rerankOptionsOf, type RerankerChoice } from './rerankerChoice';
import { sentText } from './rerankerText';

/** Scores two short texts of our own with a reranker. */
export type TestReranker = (options: RerankOptions, signal: AbortSignal) => Promise<RerankerTest>;

interface Confirmation {
  readonly stage: Stage;
  readonly test: TestReranker;
  readonly frame: StepFrame;
  readonly info: ProviderInfo;
  readonly host: string;
  readonly choice: RerankerChoice;
  readonly apiKey: string | undefined;
  readonly network: NetworkOptions;
}

/** Result of the test, as far as it is known. */
type Tested =
  | { readonly kind: 'running' }
  | { readonly kind: 'works'; readonly latencyMs: number }
  | { readonly kind: 'failed'; readonly message: string; readonly hint: string };

/**
 * Says what will be sent, and tests the connection meanwhile.
 *
 * @returns whether the user agreed
 * @throws CancelledError when closed
 */
export async function confirmReranker(confirmation: Confirmation): Promise<boolean> {
  const { stage, test, frame, choice, apiKey, network } = confirmation;
  const answer = await stage.pick<true>({
    frame,
    content: contentOf(confirmation, { kind: 'running' }),
    follow: async (list, signal) => {
      try {
        const { latencyMs } = await test(rerankOptionsOf(choice, apiKey, network), signal);
        list.show(contentOf(confirmation, { kind: 'works', latencyMs }));
      } catch (error) {
        if (error instanceof CancelledError) return;
        const { message, hint } = errorDataOf(error);
        list.show(contentOf(confirmation, { kind: 'failed', message, hint }));
      }
    },
  });
  return answer !== back;
}

function contentOf({ info, host, choice }: Confirmation, tested: Tested): StepContent<true> {
  const isLocal = isThisMachine(host);
  const name = [info.label, choice.model ?? (info.key === 'required' ? info.defaultModel : undefined)];
  return {
    placeholder: l10n.t('Review what is sent'),
    rows: [
      {
        label: `$(check) ${l10n.t('Use {0}', name.filter(Boolean).join(' '))}`,
        detail: isLocal
          ? l10n.t('Your questions and the texts of results stay on this machine.')
          : sentText(host),
        value: true,
      },
      ...testRows(tested),
    ],
    isBusy: tested.kind === 'running',
  };
}

function testRows(tested: Tested): StepRow<true>[] {
  switch (tested.kind) {
    case 'running':
      return [{ note: `$(sync) ${l10n.t('Testing the connection with two short texts…')}` }];
    case 'works':
      return [{ note: `$(pass) ${l10n.t('The test took {0} ms', Math.round(tested.latencyMs))}` }];
    case 'failed':
      return [{ note: `$(error) ${tested.message}` }, { note: tested.hint }];
  }
}
