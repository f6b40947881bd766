import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { agentClients, type AgentClient } from '../../../src/node/agentClients/clients';

const home = path.resolve('/home/me');
const repository = path.join(import.meta.dirname, '..', '..', '..');
const document = (name: string): string => readFileSync(path.join(repository, name), 'utf8');

/** Paths of a client's files, below the home directory as the documents write them. */
function filesOf({ server, instructions, skill }: AgentClient): (string | undefined)[] {
  const shown = (file: string | undefined): string | undefined =>
    file?.replace(home, '~').replaceAll(path.sep, '/');
  return [shown(server.file), shown(instructions), shown(skill)];
}

const client = (id: string, env: NodeJS.ProcessEnv, platform?: NodeJS.Platform): AgentClient =>
  agentClients({ home, env, ...(platform && { platform }) }).find((one) => one.id === id)!;

/** Cells of the rows of tables, by the first cell. */
function rowsOf(text: string): ReadonlyMap<string, readonly string[]> {
  const rows = text.split('\n').filter((line) => line.startsWith('| '));
  const cells = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return new Map(cells.map(([first = '', ...others]) => [first, others]));
}

describe('the files of a client', () => {
  it.each([
    ['claude', 'CLAUDE_CONFIG_DIR', ['.claude.json', 'CLAUDE.md', 'skills/semantic-search/SKILL.md']],
    ['codex', 'CODEX_HOME', ['config.toml', 'AGENTS.md', '~/.agents/skills/semantic-search/SKILL.md']],
    [
      'copilot',
      'COPILOT_HOME',
      ['mcp-config.json', 'copilot-instructions.md', 'skills/semantic-search/SKILL.md'],
    ],
    [
      'gemini',
      'GEMINI_CLI_HOME',
      ['.gemini/settings.json', '.gemini/GEMINI.md', '.agents/skills/semantic-search/SKILL.md'],
    ],
    ['qwen', 'QWEN_HOME', ['settings.json', 'QWEN.md', '~/.agents/skills/semantic-search/SKILL.md']],
  ])('of %s are where %s says', (id, variable, names) => {
    const moved = path.resolve('/moved');
    expect(filesOf(client(id, { [variable]: moved }))).toEqual(
      names.map((name) => (name.startsWith('~') ? name : path.join(moved, name).replaceAll(path.sep, '/'))),
    );
    const usual = filesOf(client(id, {}));
    expect(filesOf(client(id, { [variable]: 'relative' }))).toEqual(usual);
    for (const file of usual) expect(file).toMatch(/^~\//);
  });

  it('of opencode and Zed are in the settings directory', () => {
    const config = path.resolve('/config');
    for (const id of ['opencode', 'zed']) {
      expect(client(id, { XDG_CONFIG_HOME: config }).directory).toBe(path.join(config, id));
    }
    const appData = path.resolve('/AppData');
    expect(client('zed', { APPDATA: appData }, 'win32').server.file).toBe(
      path.join(appData, 'Zed', 'settings.json'),
    );
    expect(client('zed', { APPDATA: appData }, 'linux').directory).toBe(path.join(home, '.config', 'zed'));
  });
});

describe.each(agentClients({ home }))('the documentation about $label', (one) => {
  it.each(['README.md', 'README.zh-cn.md'])('in %s names its command and its files', (name) => {
    const files = filesOf(one).filter((file) => file !== undefined && !file.startsWith('~/.agents/'));
    expect(rowsOf(document(name)).get(one.label)).toEqual([
      `\`semantic-search agents install ${one.id}\``,
      files.map((file) => `\`${file!.replace('semantic-search/SKILL.md', '')}\``).join(', '),
    ]);
  });

  it('states whether it was run, and with which version', () => {
    const [run] = rowsOf(document('docs/agents.md')).get(one.label) ?? [];
    expect(run).toBe(one.tried ?? 'no');
  });
});
