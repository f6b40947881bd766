import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyChanges } from '../../../src/node/agentClients/applyChanges';
import { agentClients, type AgentClient } from '../../../src/node/agentClients/clients';
import { planAgents, type AgentsPlan } from '../../../src/node/agentClients/planAgents';

const setup = {
  server: { command: '/usr/bin/node', args: ['/opt/launcher.js', 'mcp'] },
  skill: '---\nname: semantic-search\n---\n',
};

let home: string;
let recordFile: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'semantic-search-plan-'));
  recordFile = path.join(home, 'cache', 'agents.json');
});
afterEach(() => rm(home, { recursive: true }));

const client = (id: string): AgentClient => agentClients({ home }).find((one) => one.id === id)!;
const plan = (wanted: AgentsPlan) => planAgents(wanted, setup, recordFile);
const carryOut = async (wanted: AgentsPlan): Promise<void> => {
  await applyChanges(await plan(wanted), recordFile);
};

describe('a plan for agents', () => {
  it('sets up some clients and restores others in one step', async () => {
    const cursor = path.join(home, '.cursor', 'mcp.json');
    await mkdir(path.dirname(cursor));
    await writeFile(cursor, '{ "mcpServers": {} }\n');
    await carryOut({ install: [client('cursor')] });
    expect(await readFile(cursor, 'utf8')).toContain('semantic-search');
    await carryOut({ install: [client('gemini')], uninstall: [client('cursor')] });
    expect(await readFile(cursor, 'utf8')).toBe('{ "mcpServers": {} }\n');
    expect(await readFile(path.join(home, '.gemini', 'settings.json'), 'utf8')).toContain('/opt/launcher.js');
  });

  it('has no changes for a client that is already as chosen', async () => {
    await carryOut({ install: [client('claude')] });
    expect(await plan({ install: [client('claude')], uninstall: [client('zed')] })).toEqual([]);
  });
});
