import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { messageOf } from '../../common/errors/errors';
import { refreshLauncher } from '../../node/agentClients/launcher';
import { registerCommand } from '../commands';
import { commands } from '../contributions';
import { ReadOnlyDocuments } from '../readOnlyDocuments';
import { reportErrors } from '../reportErrors';
import type { AgentSetupParts } from './setUpAgents';

/** Registers the command that sets up agents outside VS Code to use the MCP server, and undoes that. */
export function registerAgentSetup(parts: AgentSetupParts): vscode.Disposable {
  const documents = new ReadOnlyDocuments('semantic-search-agents', () =>
    l10n.t('Run the command again to see the changes.'),
  );
  refreshLauncher(parts.launcher, parts.commandLine).catch((error: unknown) => {
    parts.logger.warn(`The program for agents cannot be updated: ${messageOf(error)}`);
  });
  return vscode.Disposable.from(
    documents,
    registerCommand(commands.setUpAgents, () =>
      reportErrors(async () => {
        const { setUpAgents } = await import('../onFirstUse');
        await setUpAgents(parts, documents);
      }, parts.logger),
    ),
  );
}
