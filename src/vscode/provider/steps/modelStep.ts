import * as l10n from '@vscode/l10n';
import { CancelledError, errorDataOf } from '../../../common/errors/errors';
import { back } from './back';
import { hostOf, optionsOf, withModel } from './draft';
import { modelNamed, modelRows, type ModelAnswer, type ModelList } from './modelRows';
import type { PickControl } from './stage';
import type { Step } from './step';
import { installModel } from './installModel';
import type { StepContent } from './stepRow';

/** Asks for the model: one that the API lists, a documented one, or any other by its name. */
export const modelStep: Step = async ({ stage, trial, network, current }, draft, frame) => {
  const { info } = draft;
  const host = hostOf(draft) ?? '';
  const chosen = draft.model?.id;
  const inForce = current.provider === info.id ? (current.model ?? info.defaultModel) : undefined;
  let list: ModelList = { kind: info.listsModels ? 'loading' : 'none' };
  const content = (): StepContent<ModelAnswer> => ({
    placeholder:
      list.kind === 'loading'
        ? l10n.t('Getting the models of {0}…', host)
        : l10n.t('Select an embedding model'),
    rows: modelRows({ info, host, list, current: inForce, chosen }),
    isBusy: list.kind === 'loading',
  });
  const load = async (shown: PickControl<ModelAnswer>, signal: AbortSignal): Promise<void> => {
    if (list.kind !== 'loading') return;
    try {
      list = { kind: 'listed', models: await trial.listModels(optionsOf(draft, network), { signal }) };
    } catch (error) {
      // The step has ended. If it is shown again, the list is requested again.
      if (error instanceof CancelledError) return;
      list = { kind: 'failed', error: errorDataOf(error) };
    }
    shown.show(content());
  };
  for (;;) {
    const answer = await stage.pick<ModelAnswer>({ frame, content: content(), follow: load });
    if (answer === back) return back;
    if (answer === 'key') return { goTo: 'key', draft };
    if (answer === 'listAgain') {
      list = { kind: 'loading' };
    } else if (typeof answer === 'object' && 'install' in answer) {
      const { installCommand = '' } = info;
      const model = await installModel(stage, frame, answer.install, { installCommand, host });
      if (model) return withModel(draft, model);
      list = { kind: 'loading' };
    } else if (answer === 'another') {
      const id = await stage.ask({
        frame: { ...frame, hasBack: true },
        value: chosen,
        placeholder: info.defaultModel,
        prompt: l10n.t('Model name used by {0}.', info.label),
        documentation: info.documentation,
        check: (text) =>
          text.trim() === '' ? { severity: 'error', text: l10n.t('A name is required.') } : undefined,
      });
      const models = list.kind === 'listed' ? [...info.models, ...list.models] : info.models;
      if (id !== back) return withModel(draft, modelNamed(id, models));
    } else {
      return withModel(draft, answer);
    }
  }
};
