import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
const plan = (wanted: AgentsPlan) => planAgents(wanted, setup, { all: agentClients({ home }), recordFile });
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

  it('removes the skill that several clients read with the last of them', async () => {
    const skill = path.join(home, '.agents', 'skills', 'semantic-search', 'SKILL.md');
    await carryOut({ install: [client('codex'), client('gemini')] });
    await carryOut({ install: [client('opencode')] });
    await carryOut({ uninstall: [client('codex')] });
    await carryOut({ install: [client('gemini')], uninstall: [client('opencode')] });
    expect(await readFile(skill, 'utf8')).toBe(setup.skill);
    expect(await plan({ install: [client('gemini')] })).toEqual([]);
    await carryOut({ uninstall: [client('gemini')] });
    expect(await readdir(home)).toEqual(['cache']);
  });

  it('keeps that skill if the files of another client cannot be read', async () => {
    await carryOut({ install: [client('codex')] });
    const zed = path.join(home, '.config', 'zed', 'settings.json');
    await mkdir(path.dirname(zed), { recursive: true });
    await writeFile(zed, '{ broken');
    expect((await plan({ uninstall: [client('codex')] })).map(({ file }) => path.basename(file))).toEqual([
      'config.toml',
      'AGENTS.md',
    ]);
  });

  it('has no changes for a client that is already as chosen', async () => {
    await carryOut({ install: [client('claude')] });
    expect(await plan({ install: [client('claude')], uninstall: [client('zed')] })).toEqual([]);
  });

  it('also removes the objects that it added around an entry, after the client has written its file', async () => {
    const file = path.join(home, '.claude.json');
    const later = '"numStartups": 3';
    await carryOut({ install: [client('claude')] });
    const written = await readFile(file, 'utf8');
    await writeFile(file, written.replace(/\}\s*$/, `, ${later} }\n`));
    await carryOut({ uninstall: [client('claude')] });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ numStartups: 3 });

    await writeFile(file, '{ "numStartups": 1 }\n');
    await carryOut({ install: [client('claude')] });
    await writeFile(file, (await readFile(file, 'utf8')).replace('1', '2'));
    await carryOut({ uninstall: [client('claude')] });
    expect(await readFile(file, 'utf8')).toBe('{ "numStartups": 2 }\n');
  });

  it('keeps an object of servers that existed before, or that has other servers now', async () => {
    const file = path.join(home, '.claude.json');
    for (const [before, other] of [
      ['{ "mcpServers": {}, "a": 1 }', {}],
      ['{ "a": 1 }', { other: { command: 'x' } }],
    ] as const) {
      await writeFile(file, before);
      await carryOut({ install: [client('claude')] });
      const { mcpServers, a } = JSON.parse(await readFile(file, 'utf8')) as Record<string, object>;
      await writeFile(file, JSON.stringify({ mcpServers: { ...other, ...mcpServers }, a, later: true }));
      await carryOut({ uninstall: [client('claude')] });
      expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ mcpServers: other, a: 1, later: true });
    }
  });

  it('deletes a file that it created if nothing else is in it', async () => {
    const file = path.join(home, '.cursor', 'mcp.json');
    await carryOut({ install: [client('cursor')] });
    await writeFile(file, JSON.stringify(JSON.parse(await readFile(file, 'utf8'))));
    await carryOut({ uninstall: [client('cursor')] });
    expect(await readdir(home)).toEqual(['cache']);
  });
});
