import * as l10n from '@vscode/l10n';
import { back } from './back';
import { outputTypeRows } from './outputTypeRows';
import type { Step } from './step';

/** Asks for the type of the numbers that the provider returns, for a model with a choice. */
export const outputTypeStep: Step = async ({ stage }, draft, frame) => {
  const chosen = await stage.pick<'float' | 'int8'>({
    frame,
    content: {
      placeholder: l10n.t('Numbers of the vectors that are received'),
      rows: outputTypeRows(draft.outputType),
    },
  });
  if (chosen === back) return back;
  return { ...draft, outputType: chosen === 'int8' ? chosen : undefined };
};
