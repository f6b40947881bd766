import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Logger } from '../../common/logger';
import { applyChanges } from '../../node/agentClients/applyChanges';
import { agentClients, clientPlaces, skillFile, type AgentClient } from '../../node/agentClients/clients';
import { differenceOf } from '../../node/agentClients/difference';
import { findNode } from '../../node/agentClients/findNode';
import { writeLauncher } from '../../node/agentClients/launcher';
import { planAgents, type AgentsPlan } from '../../node/agentClients/planAgents';
import { isSetUp, type ClientSetup, type FileChange } from '../../node/agentClients/planChanges';
import { defaultIndexDirectory } from '../../node/indexDirectory';
import { showInformation } from '../messages';
import type { ReadOnlyDocuments } from '../readOnlyDocuments';

/** Dependencies of the command. */
export interface AgentSetupParts {
  /** The built command line, `dist/cli.js`. */
  readonly commandLine: string;
  /** Where the program is written that clients start. Its path does not change with updates of the extension. */
  readonly launcher: string;
  readonly logger: Logger;
}

/**
 * Lets the user choose agents outside VS Code, shows what would change in their files, and writes it after the user agrees.
 *
 * @param documents show the changes
 * @throws the error of a file that cannot be read or written
 */
export async function setUpAgents(parts: AgentSetupParts, documents: ReadOnlyDocuments): Promise<void> {
  const all = agentClients(clientPlaces(process.env));
  const clients = await clientsHere(all);
  if (clients.length === 0) {
    const names = all.map(({ label }) => label);
    void showInformation(l10n.t('No supported agent was found on this computer: {0}.', names.join(', ')));
    return;
  }
  const plan = await choosePlan(clients);
  if (!plan) return;
  const recordFile = path.join(defaultIndexDirectory(), 'agents.json');
  const changes = await planAgents(plan, await setupOf(parts), { all, recordFile });
  if (changes.length === 0) {
    void showInformation(l10n.t('Nothing to change: the agents are set up as chosen.'));
    return;
  }
  if (!(await isAgreed(changes, documents))) return;
  await writeLauncher(parts.launcher, parts.commandLine);
  await applyChanges(changes, recordFile);
  void showInformation(l10n.t('The agents are set up as chosen. Restart those that are running.'));
}

interface ClientHere {
  readonly client: AgentClient;
  readonly isSetUp: boolean;
}

/** The clients on this computer. */
function clientsHere(all: readonly AgentClient[]): Promise<ClientHere[]> {
  const found = all.filter(({ directory }) => existsSync(directory));
  return Promise.all(found.map(async (client) => ({ client, isSetUp: await isSetUp(client) })));
}

/** Asks which clients use the server; undefined if the user cancels. */
async function choosePlan(clients: readonly ClientHere[]): Promise<AgentsPlan | undefined> {
  const rows = clients.map(({ client, isSetUp }) => ({
    label: client.label,
    description: isSetUp ? l10n.t('set up') : '',
    picked: isSetUp,
    client,
    isSetUp,
  }));
  const chosen = await vscode.window.showQuickPick(rows, {
    canPickMany: true,
    title: l10n.t('Set Up Agents to Use Semantic Search'),
    placeHolder: l10n.t('Select the agents to set up. Those that you deselect are restored.'),
    ignoreFocusOut: true,
  });
  if (!chosen) return undefined;
  return {
    install: chosen.map(({ client }) => client),
    uninstall: rows.filter((row) => row.isSetUp && !chosen.includes(row)).map(({ client }) => client),
  };
}

async function setupOf({ commandLine, launcher }: AgentSetupParts): Promise<ClientSetup> {
  const { command, env } = await findNode(process.env);
  return {
    server: { command, args: [launcher, 'mcp'], ...(env && { env }) },
    skill: await readFile(skillFile(path.dirname(commandLine)), 'utf8'),
  };
}

/** Shows all changes in an editor and asks, without covering it, whether to write them. */
async function isAgreed(changes: readonly FileChange[], documents: ReadOnlyDocuments): Promise<boolean> {
  const lines = changes.flatMap((change) => [...differenceOf(change), '']);
  const uri = documents.put(`${l10n.t('Changes for Agents')}.diff`, lines.join('\n'));
  await vscode.window.showTextDocument(uri, { preview: true });
  const write = l10n.t('Write');
  const question =
    changes.length === 1
      ? l10n.t('Write the change that the editor shows?')
      : l10n.t('Write the changes that the editor shows to {0} files?', changes.length);
  return (await showInformation(question, write, l10n.t('Cancel'))) === write;
}
