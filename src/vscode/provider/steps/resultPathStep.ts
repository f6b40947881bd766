import * as l10n from '@vscode/l10n';
import { back } from './back';
import type { Step } from './step';

/** Where the result of a task is fetched; asked for only where the provider has answered with one. */
export const resultPathStep: Step = async ({ stage }, draft, frame) => {
  const path = await stage.ask({
    frame,
    value: draft.resultPath ?? '/api/v1/embeddings/{id}',
    placeholder: '/api/v1/embeddings/{id}',
    prompt: l10n.t(
      'The path below the address where the result of a task is fetched, with {0} for its number.',
      '{id}',
    ),
    documentation: draft.info.documentation,
    check: (text) =>
      text.trim().startsWith('/') && text.includes('{id}')
        ? undefined
        : {
            severity: 'error',
            text: l10n.t('The path has to begin with / and to have {0} in it.', '{id}'),
          },
  });
  return path === back ? back : { ...draft, resultPath: path };
};
