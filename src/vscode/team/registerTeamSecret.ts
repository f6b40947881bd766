import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Logger } from '../../common/logger';
import { registerCommand, runCommand } from '../commands';
import { readSharedResultsPlace } from '../configuration';
import { commands } from '../contributions';
import { showInformation } from '../messages';
import { Stage } from '../provider/steps/stage';
import { reportErrors } from '../reportErrors';
import { checkHeader, checkSecret } from './secretText';
import type { TeamSecrets } from './teamSecrets';

const setting = 'semanticSearch.sharedResults';

/** Dependencies of {@link registerTeamSecret}. */
export interface TeamSecretParts {
  readonly teamSecrets: TeamSecrets;
  readonly logger: Logger;
}

/** Registers the command for the team secret, and offers it when the user sets a place that has none. */
export function registerTeamSecret({ teamSecrets, logger }: TeamSecretParts): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(commands.setTeamSecret, () => reportErrors(() => setSecret(teamSecrets), logger)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(setting)) void reportErrors(() => offerSecret(teamSecrets), logger);
    }),
  );
}

async function setSecret(teamSecrets: TeamSecrets): Promise<void> {
  const location = readSharedResultsPlace();
  if (location === undefined) {
    await offerSetting();
    return;
  }
  const isStored = (await teamSecrets.get(location)) !== undefined;
  const stage = new Stage();
  try {
    const frame = { title: l10n.t('Set Team Secret'), hasBack: false };
    const secret = await stage.ask({
      frame,
      isSecret: true,
      placeholder: isStored ? l10n.t('Leave empty to remove the stored secret') : l10n.t('Team secret'),
      prompt: l10n.t(
        'Team secret for {0}. It is stored in the secret storage of VS Code and is not sent.',
        location,
      ),
      check: (text) => checkSecret(text, isStored),
    });
    if (typeof secret !== 'string') return;
    if (secret === '') {
      await teamSecrets.forget(location);
      void showInformation(l10n.t('The team secret for {0} was removed.', location));
      return;
    }
    const header = /^https?:/i.test(location)
      ? await stage.ask({
          frame,
          isSecret: true,
          placeholder: 'Authorization: Bearer …',
          prompt: l10n.t(
            'Header that {0} requires. Leave it empty if the server requires none. It is stored with the secret and sent only there.',
            location,
          ),
          check: checkHeader,
        })
      : '';
    if (typeof header !== 'string') return;
    await teamSecrets.store(location, { secret, ...(header !== '' && { header }) });
  } finally {
    stage.dispose();
  }
  void showInformation(l10n.t('Shared results are read from {0}.', location));
}

async function offerSetting(): Promise<void> {
  const open = l10n.t('Open Settings');
  const answer = await showInformation(l10n.t('No place of shared results is set.'), open);
  if (answer === open) await runCommand('workbench.action.openSettings', setting);
}

async function offerSecret(teamSecrets: TeamSecrets): Promise<void> {
  const location = readSharedResultsPlace();
  if (location === undefined || (await teamSecrets.get(location)) !== undefined) return;
  const set = l10n.t('Set Team Secret…');
  const answer = await showInformation(
    l10n.t('Shared results of {0} are used once the team secret is set.', location),
    set,
  );
  if (answer === set) await runCommand(commands.setTeamSecret);
}
