import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CancelledError } from '../../../common/errors/errors';
import type { SendingPlan } from '../../../common/contracts/providerInfo';
import { planningText } from '../previewText';
import { back } from './back';
import { optionsOf } from './draft';
import type { Step } from './step';
import type { StepContent } from './stepRow';

/** Calculates what would be sent. Shown as a list, so that the focus is there and not in an editor when the question appears. */
export const planStep: Step = async ({ stage, trial, network }, draft, frame) => {
  const content = (placeholder: string): StepContent<SendingPlan | 'stop'> => ({
    placeholder,
    rows: [
      { note: `$(loading~spin) ${l10n.t('Nothing has been sent')}` },
      { label: `$(circle-slash) ${l10n.t('Cancel')}`, value: 'stop' },
    ],
    isBusy: true,
  });
  const plan = await stage.pick<SendingPlan | 'stop'>({
    frame,
    content: content(planningText()),
    follow: async (list, signal) => {
      const found = await trial.plan(optionsOf(draft, network), vscode.workspace.workspaceFolders ?? [], {
        signal,
        onProgress: (progress) => {
          if (!signal.aborted) list.show(content(planningText(progress)));
        },
      });
      // Stays visible behind the question.
      list.show({ placeholder: l10n.t('Nothing has been sent'), rows: [] });
      list.finish(found);
    },
  });
  if (plan === 'stop') throw new CancelledError();
  return plan === back ? back : { ...draft, plan };
};
