import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ModelInfo } from '../../../common/providerInfo';
import { visibleText } from '../../../common/visibleText';
import { showInformation } from '../../messages';
import { isThisMachine } from '../providerChoice';
import { back } from './back';
import { installText } from './modelRows';
import type { Stage, StepFrame } from './stage';

/**
 * Lets a person install a model on its server: in a terminal where the server is on this machine, else by a command to copy.
 *
 * @param installCommand what installs it, the name follows
 * @returns the model where it is to be used though it is not installed; undefined to go on choosing
 * @throws CancelledError when it is closed
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
      // The names are those of our own list.
      terminal.sendText(command);
      return undefined;
    }
  }
}
