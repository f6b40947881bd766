import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { searchText } from '../../common/query/searchRequest';
import { runCommand } from '../commands';
import { commands } from '../contributions';
import { askInDialog, showWarning } from '../messages';
import { parseSearchLink } from './searchLink';

/** Dependencies for opening links. */
export interface SearchLinksParts {
  /** Host that queries are sent to; undefined when they stay on this machine. */
  readonly host: () => string | undefined;
}

/** Handles search links. A link is untrusted: it changes nothing, and if queries leave this machine, the user is asked first. */
export function registerSearchLinks({ host }: SearchLinksParts): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri: async ({ path, query }) => {
      const link = parseSearchLink(path, query);
      if (!link) {
        void showWarning(l10n.t('Semantic Search cannot open this link. It is incomplete or out of date.'));
        return;
      }
      const text = searchText(link.request);
      const to = host();
      if (to !== undefined && text.trim() !== '' && !(await agrees(text, to))) return;
      await runCommand(link.target === 'view' ? commands.searchInView : commands.search, text);
    },
  });
}

async function agrees(text: string, host: string): Promise<boolean> {
  const search = l10n.t('Search');
  const question = l10n.t('Search for the text of this link? It is sent to {0}.', host);
  return (await askInDialog(question, text, search)) === search;
}
