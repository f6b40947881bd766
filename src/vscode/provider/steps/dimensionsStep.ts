import * as l10n from '@vscode/l10n';
import { back } from './back';
import { dimensionRows } from './dimensionRows';
import type { Step } from './step';

/** Asks for the dimensions, for a model that supports several. */
export const dimensionsStep: Step = async ({ stage }, draft, frame) => {
  const { model, dimensions } = draft;
  if (!model) return draft;
  const chosen = await stage.pick<number>({
    frame,
    content: {
      placeholder: l10n.t('Vector dimensions for {0}', model.id),
      rows: dimensionRows(model, dimensions),
    },
  });
  if (chosen === back) return back;
  return { ...draft, dimensions: chosen === 0 ? undefined : chosen };
};
