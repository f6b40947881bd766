import * as l10n from '@vscode/l10n';
import { back } from './back';
import type { Step } from './step';

/** Asks for the path of a task's result; used only if the provider answered with a task. */
export const resultPathStep: Step = async ({ stage }, draft, frame) => {
  const path = await stage.ask({
    frame,
    value: draft.resultPath ?? '/api/v1/embeddings/{id}',
    placeholder: '/api/v1/embeddings/{id}',
    prompt: l10n.t('Path of the task result, below the address. {0} stands for the task number.', '{id}'),
    documentation: draft.info.documentation,
    check: (text) =>
      text.trim().startsWith('/') && text.includes('{id}')
        ? undefined
        : {
            severity: 'error',
            text: l10n.t('The path must start with / and contain {0}.', '{id}'),
          },
  });
  return path === back ? back : { ...draft, resultPath: path };
};
