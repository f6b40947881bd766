import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { SemanticSearchError } from '../common/errors/errors';
import { applyChanges } from '../node/agentClients/applyChanges';
import { agentClients, clientPlaces, skillFile, type AgentClient } from '../node/agentClients/clients';
import { differenceOf } from '../node/agentClients/difference';
import { planAgents } from '../node/agentClients/planAgents';
import { defaultIndexDirectory } from '../node/indexDirectory';
import type { AgentsArguments } from './arguments';
import { writeLines, type TextOutput } from './output';

/** Dependencies of the command. */
export interface AgentsContext {
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  /** Directory of the built files. */
  readonly dist: string;
  /** Asks a yes-or-no question; undefined if nobody can answer. */
  readonly confirm?: ((question: string) => Promise<boolean>) | undefined;
}

/** Sets up clients to use the MCP server, or undoes that: shows the difference first, then writes it on consent. */
export async function runAgents(args: AgentsArguments, context: AgentsContext): Promise<void> {
  const { env, stdout, stderr, confirm } = context;
  const all = agentClients(clientPlaces(env));
  const clients = chooseClients(args, all);
  const recordFile = path.join(defaultIndexDirectory(process.platform, env), 'agents.json');
  const setup = {
    server: { command: process.execPath, args: [path.join(context.dist, 'cli.js'), 'mcp'] },
    skill: await readFile(skillFile(context.dist), 'utf8'),
  };
  const changes = await planAgents({ [args.action]: clients }, setup, { all, recordFile });
  const names = clients.map(({ label }) => label).join(', ');
  if (changes.length === 0) {
    writeLines(stderr, [`Nothing to change for ${names}.`]);
    return;
  }
  for (const change of changes) writeLines(stdout, [...differenceOf(change), '']);
  const isAgreed = args.yes || ((await confirm?.('Write these changes? [y/N] ')) ?? false);
  if (!isAgreed) {
    writeLines(stderr, ['Nothing was written. Run the command again with --yes to write these changes.']);
    return;
  }
  await applyChanges(changes, recordFile);
  const what = args.action === 'install' ? 'set up' : 'removed';
  writeLines(stderr, [`Semantic Search is ${what} for ${names}. Start the client again.`]);
}

function chooseClients(
  { action, clients: ids }: AgentsArguments,
  all: readonly AgentClient[],
): readonly AgentClient[] {
  const possible = all.map(({ id }) => id).join(', ');
  for (const id of ids) {
    if (!all.some((client) => client.id === id)) {
      throw new SemanticSearchError('USAGE', `There is no client "${id}".`, `Possible: ${possible}.`);
    }
  }
  if (ids.length > 0) return all.filter(({ id }) => ids.includes(id));
  const found = all.filter(({ directory }) => existsSync(directory));
  if (found.length > 0 || action === 'uninstall') return found;
  throw new SemanticSearchError('USAGE', 'No client was found.', `Name one of them: ${possible}.`);
}
