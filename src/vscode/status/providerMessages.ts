import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { runCall } from '../commands';
import { adviceOf } from '../../common/errors/errorAdvice';
import type { ErrorData } from '../../common/errors/errors';
import type { IndexState } from '../../common/contracts/indexState';
import type { IndexingService } from '../services';
import { remediesFor, type IndexAction } from './indexActions';
import { showWarning } from '../messages';

/** Shows a provider failure once, with possible actions. Shows the same failure again only after the provider has worked in between. */
export function registerProviderMessages({
  indexing,
}: {
  readonly indexing: Pick<IndexingService, 'onDidChangeState'>;
}): vscode.Disposable {
  let shown: string | undefined;
  return indexing.onDidChangeState((state) => {
    const error = failureOf(state);
    if (!error) {
      if (state.kind === 'ready' && !state.next) shown = undefined;
      return;
    }
    const actions = remediesFor(error);
    const text = `${error.message} ${adviceOf(error)}`;
    if (actions.length === 0 || text === shown) return;
    shown = text;
    void showFailure(text, actions);
  });
}

function failureOf(state: IndexState): ErrorData | undefined {
  if (state.kind === 'failed') return state.error;
  return state.next?.kind === 'failed' ? state.next.error : undefined;
}

async function showFailure(text: string, actions: readonly IndexAction[]): Promise<void> {
  const labels = actions.map(({ label }) => label);
  const chosen = await showWarning(l10n.t('Semantic Search: {0}', text), ...labels);
  const action = actions.find(({ label }) => label === chosen);
  if (action) await runCall(action);
}
