import * as l10n from '@vscode/l10n';
import { back } from './back';
import { queryModelRows } from './queryModelRows';
import type { Step } from './step';

/** Asks for the model that embeds questions, for a model that shares its vector space with others. */
export const queryModelStep: Step = async ({ stage }, draft, frame) => {
  const { info, model, queryModel } = draft;
  if (!model) return draft;
  const chosen = await stage.pick<string>({
    frame,
    content: {
      placeholder: l10n.t('Model that embeds questions for the index of {0}', model.id),
      rows: queryModelRows(info, model, queryModel),
    },
  });
  if (chosen === back) return back;
  return { ...draft, queryModel: chosen === model.id ? undefined : chosen };
};
