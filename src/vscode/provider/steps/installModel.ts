import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ModelInfo } from '../../../common/contracts/providerInfo';
import { visibleText } from '../../../common/text/visibleText';
import { isThisMachine } from '../../../common/thisMachine';
import { showInformation } from '../../messages';
import { back } from './back';
import { installText } from './modelRows';
import type { Stage, StepFrame } from './stage';

/**
 * Offers to install a model on its server: in a terminal if the server is on this machine, and by a command to copy.
 *
 * @param installCommand install command; the model's name is appended
 * @returns the model if the user chooses it without installing; undefined to continue choosing
 * @throws CancelledError when closed
 */
export async function installModel(
  stage: Stage,
  frame: StepFrame,
  model: ModelInfo,
  { installCommand, host }: { readonly installCommand: string; readonly host: string },
): Promise<ModelInfo | undefined> {
  const command = installText(installCommand, model);
  const isHere = isThisMachine(host);
  const answer = await stage.pick<'run' | 'copy' | 'use'>({
    frame: { ...frame, hasBack: true },
    content: {
      placeholder: l10n.t('{0} does not have the model {1}', host, model.id),
      rows: [
        ...(isHere
          ? [
              {
                label: `$(terminal) ${l10n.t('Install It in a Terminal')}`,
                description: command,
                value: 'run' as const,
              },
            ]
          : []),
        {
          label: `$(copy) ${l10n.t('Copy the Command')}`,
          description: isHere ? command : l10n.t('{0}, to be run on {1}', command, host),
          value: 'copy',
        },
        { label: `$(arrow-right) ${l10n.t('Choose It Anyway')}`, value: 'use' },
      ],
    },
  });
  switch (answer) {
    case back:
      return undefined;
    case 'use':
      return model;
    case 'copy':
      await vscode.env.clipboard.writeText(command);
      void showInformation(l10n.t('Copied: {0}', command));
      return undefined;
    case 'run': {
      const terminal = vscode.window.createTerminal({ name: visibleText(command) });
      terminal.show(true);
      // Safe to run: model names come from our own list.
      terminal.sendText(command);
      return undefined;
    }
  }
}
