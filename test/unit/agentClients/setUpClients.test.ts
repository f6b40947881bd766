import { access, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyChanges, undoExactly } from '../../../src/node/agentClients/applyChanges';
import { agentClients, type AgentClient } from '../../../src/node/agentClients/clients';
import { differenceOf } from '../../../src/node/agentClients/difference';
import { planChanges, type FileChange } from '../../../src/node/agentClients/planChanges';

const setup = {
  server: { command: '/usr/bin/node', args: ['/opt/ext/dist/cli.js', 'mcp'] },
  skill: '---\nname: semantic-search\n---\n',
};

let home: string;
let recordFile: string;
let clients: readonly AgentClient[];
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'semantic-search-agents-'));
  recordFile = path.join(home, 'cache', 'agents.json');
  clients = agentClients({ home });
});
afterEach(() => rm(home, { recursive: true }));

const clientCalled = (id: string): AgentClient => clients.find((client) => client.id === id)!;

async function install(client: AgentClient): Promise<FileChange[]> {
  const changes = await planChanges(client, setup);
  await applyChanges(changes, recordFile);
  return changes;
}

async function uninstall(client: AgentClient): Promise<FileChange[]> {
  const changes = await undoExactly(await planChanges(client, undefined), recordFile);
  await applyChanges(changes, recordFile);
  return changes;
}

/** Every file below the home directory, without the records. */
async function snapshot(): Promise<Record<string, string>> {
  const entries = await readdir(home, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'agents.json');
  return Object.fromEntries(
    await Promise.all(
      files.map(async (entry) => {
        const file = path.join(entry.parentPath, entry.name);
        return [path.relative(home, file).replaceAll(path.sep, '/'), await readFile(file, 'utf8')];
      }),
    ),
  ) as Record<string, string>;
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

const ids = agentClients({ home: '/' }).map(({ id }) => id);

describe.each(ids)('the setup of %s', (id) => {
  it('is written, does not change the second time, and is undone completely', async () => {
    const client = clientCalled(id);
    const before = await snapshot();
    const changes = await install(client);
    expect(changes.map(({ file }) => file)).toEqual(
      [client.server.file, client.instructions, client.skill].filter(Boolean),
    );
    expect(await readFile(client.server.file, 'utf8')).toContain('/opt/ext/dist/cli.js');
    expect(await planChanges(client, setup)).toEqual([]);
    await uninstall(client);
    expect(await snapshot()).toEqual(before);
    await expect(access(client.directory)).rejects.toThrow();
    expect(await planChanges(client, undefined)).toEqual([]);
  });

  it('keeps every byte of an existing file, and restores it', async () => {
    const client = clientCalled(id);
    const { file, format, key } = client.server;
    const texts =
      format === 'json'
        ? [
            `{\r\n\t// servers\r\n\t"${key}": {\r\n\t\t"other": { "command": "x", "env": { "KEY": "secret" } },\r\n\t},\r\n\t"z": 1\r\n}`,
            `{"a":1}`,
            `{\n    "${key}": {}\n}\n`,
            '',
          ]
        : ['model = "o"\n\n[mcp_servers.other]\ncommand = "x"', 'model = "o"\n', ''];
    for (const text of texts) {
      await write(file, text);
      if (client.instructions) await write(client.instructions, '# Mine\n\nNo trailing line break');
      const before = await snapshot();
      await install(client);
      const installed = await readFile(file, 'utf8');
      for (const line of text.split('\n').filter((one) => /secret|model/.test(one))) {
        expect(installed).toContain(line.replace(/,?\r?$/, ''));
      }
      expect(await readFile(recordFile, 'utf8')).not.toContain('secret');
      await uninstall(client);
      expect(await snapshot()).toEqual(before);
    }
  });

  it('is removed by its names and markers if the files have changed since', async () => {
    const client = clientCalled(id);
    await write(client.server.file, client.server.format === 'json' ? '{"kept":1}' : 'kept = 1\n');
    if (client.instructions) await write(client.instructions, '# Mine\n');
    await install(client);
    for (const file of [client.server.file, client.instructions]) {
      if (file === undefined) continue;
      const text = await readFile(file, 'utf8');
      await writeFile(
        file,
        file.endsWith('.md') || file.endsWith('.toml')
          ? `${text}\n# later\n`
          : text.replace(/\}\s*$/, ',"later":2}'),
      );
    }
    await rm(recordFile, { force: true });
    await uninstall(client);
    const server = await readFile(client.server.file, 'utf8');
    expect(server).not.toContain('semantic-search');
    expect(server).toMatch(/kept/);
    expect(server).toMatch(/later/);
    if (client.instructions) expect(await readFile(client.instructions, 'utf8')).toBe('# Mine\n\n# later\n');
  });
});

describe('setting up', () => {
  it.each(['null', '[]', '{"FILE":{"sha256":1}}'])(
    'can be undone if the records are damaged: %s',
    async (text) => {
      const client = clientCalled('claude');
      await write(client.server.file, '{"a":1}');
      await install(client);
      await writeFile(recordFile, text.replace('FILE', client.server.file));
      await uninstall(client);
      expect(JSON.parse(await readFile(client.server.file, 'utf8'))).toEqual({ a: 1, mcpServers: {} });
    },
  );

  it('updates an older setup, and undoing both gives the first file back', async () => {
    const client = clientCalled('claude');
    await write(client.server.file, '{"a":1}');
    const before = await snapshot();
    await install(client);
    const changes = await planChanges(client, {
      ...setup,
      server: { command: 'node', args: ['/new/cli.js', 'mcp'] },
    });
    expect(changes).toHaveLength(1);
    await applyChanges(changes, recordFile);
    expect(await readFile(client.server.file, 'utf8')).toContain('/new/cli.js');
    await uninstall(client);
    expect(await snapshot()).toEqual(before);
  });

  it.each([
    ['{ "mcpServers": ', 'broken JSON'],
    ['[]', 'a list'],
    ['{"mcpServers": []}', 'a list of servers'],
  ])('refuses %s and changes nothing', async (text) => {
    const client = clientCalled('cursor');
    await write(client.server.file, text);
    await expect(planChanges(client, setup)).rejects.toMatchObject({ code: 'USAGE' });
    expect(await readFile(client.server.file, 'utf8')).toBe(text);
  });

  it('writes through a link, because users keep such files in a repository', async () => {
    const client = clientCalled('cursor');
    const kept = path.join(home, 'dotfiles', 'mcp.json');
    await write(kept, '{}');
    await mkdir(path.dirname(client.server.file), { recursive: true });
    await symlink(kept, client.server.file);
    await install(client);
    expect(await readFile(kept, 'utf8')).toContain('semantic-search');
    await uninstall(client);
    expect(await readFile(kept, 'utf8')).toBe('{}');
  });

  it('shows what it removes and adds', () => {
    const difference = differenceOf({
      file: '/home/me/a.json',
      before: 'a\nb\nc\nd\ne\n',
      after: 'a\nb\nx\ny\nd\ne\n',
    });
    expect(difference).toEqual(['/home/me/a.json', '  a', '  b', '- c', '+ x', '+ y', '  d', '  e']);
  });
});
