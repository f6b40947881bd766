import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { IndexState, PublishedUse } from '../../common/contracts/indexState';
import type { Logger } from '../../common/logger';
import { registerCommand, runCall, runCommand } from '../commands';
import { commands } from '../contributions';
import { showInformation, showWarning } from '../messages';
import { Stage } from '../provider/steps/stage';
import { reportErrors } from '../reportErrors';
import type { IndexingService } from '../services';
import { actionsForPublished } from '../status/indexActions';
import { isTrusted } from '../workspaceTrust';
import { sentToDatabaseText } from './publishedUseText';
import type { WindowDatabase } from './windowDatabase';

const setting = 'semanticSearch.postgres';

/** Dependencies of {@link registerDatabase}. */
export interface DatabaseParts {
  readonly database: WindowDatabase;
  readonly indexing: Pick<IndexingService, 'state' | 'onDidChangeState'>;
  readonly logger: Logger;
}

/**
 * Registers the commands for the database with published indexes. Asks for consent once, and shows each reason for which the
 * database is not used once, until it has been used.
 */
export function registerDatabase({ database, indexing, logger }: DatabaseParts): vscode.Disposable {
  const guarded = (act: () => Promise<void>): Promise<void> => reportErrors(act, logger);
  let shown: string | undefined;
  const follow = ({ published }: IndexState): void => {
    if (!published) return;
    const subject = subjectOf(published);
    if (subject === shown) return;
    shown = subject;
    if (published.kind === 'needsConsent') void guarded(() => askConsent(database, published.host));
    if (published.kind === 'notUsed') void guarded(() => warn(published));
  };
  follow(indexing.state);
  return vscode.Disposable.from(
    indexing.onDidChangeState(follow),
    registerCommand(commands.setDatabasePassword, () => guarded(() => setPassword(database))),
    registerCommand(commands.reviewDatabase, () => guarded(() => review(database))),
  );
}

function subjectOf(published: PublishedUse): string {
  if (published.kind === 'notUsed') return published.error.message;
  return `${published.kind} ${published.host}`;
}

async function warn(published: PublishedUse & { kind: 'notUsed' }): Promise<void> {
  const { error } = published;
  const actions = actionsForPublished(published);
  const text = l10n.t(
    'Semantic Search: {0}',
    `${error.message} ${error.hint} ${l10n.t('Searches use the index on this machine.')}`,
  );
  const chosen = await showWarning(text, ...actions.map(({ label }) => label));
  const action = actions.find(({ label }) => label === chosen);
  if (action) await runCall(action);
}

async function askConsent(database: WindowDatabase, host: string): Promise<void> {
  const [agree, decline] = [l10n.t('Agree'), l10n.t('Not in This Workspace')];
  const question = l10n.t(
    'The published index is not used in this workspace yet. {0}',
    sentToDatabaseText(host),
  );
  const answer = await showInformation(question, agree, decline);
  if (answer !== undefined) await database.decide(host, answer === agree);
}

async function review(database: WindowDatabase): Promise<void> {
  const consequence = l10n.t(
    'In a restricted workspace no published index is used, and nothing is sent. Trust the workspace first.',
  );
  if (!(await isTrusted(consequence))) return;
  const { account } = database;
  if (account) await askConsent(database, account.host);
  else await offerSetting();
}

async function setPassword(database: WindowDatabase): Promise<void> {
  const { account } = database;
  if (!account) {
    await offerSetting();
    return;
  }
  const hasPassword = (await database.password(account)) !== undefined;
  const stage = new Stage();
  try {
    const password = await stage.ask({
      frame: { title: l10n.t('Set Database Password'), hasBack: false },
      isSecret: true,
      placeholder: hasPassword ? l10n.t('Leave empty to remove the stored password') : l10n.t('Password'),
      prompt: l10n.t(
        'Password of {0}. It is stored in the secret storage of VS Code and sent only there.',
        account.account,
      ),
      check: (text) =>
        text === '' && !hasPassword ? { severity: 'error', text: l10n.t('Enter the password.') } : undefined,
    });
    if (typeof password !== 'string') return;
    await database.setPassword(account, password);
    void showInformation(
      password === ''
        ? l10n.t('The password of {0} was removed.', account.account)
        : l10n.t('The password of {0} is stored.', account.account),
    );
  } finally {
    stage.dispose();
  }
}

async function offerSetting(): Promise<void> {
  const open = l10n.t('Open Settings');
  const answer = await showInformation(l10n.t('No valid address of a database is set.'), open);
  if (answer === open) await runCommand('workbench.action.openSettings', setting);
}
