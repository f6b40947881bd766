import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findNode } from '../../../src/node/agentClients/findNode';
import { refreshLauncher, writeLauncher } from '../../../src/node/agentClients/launcher';

let directory: string;
let launcher: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-launcher-'));
  launcher = path.join(directory, 'storage', 'agents.js');
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function commandLine(version: string): string {
  const file = path.join(directory, `cli ${version}.js`);
  writeFileSync(file, `console.log('${version}', ...process.argv.slice(2));`);
  return file;
}

const run = (): string => execFileSync(process.execPath, [launcher, 'mcp', '/a b'], { encoding: 'utf8' });

describe('the program that clients start', () => {
  it('starts the command line with its arguments, and the new one after an update', async () => {
    await writeLauncher(launcher, commandLine('1.0'));
    expect(run()).toBe('1.0 mcp /a b\n');
    await refreshLauncher(launcher, commandLine('1.1'));
    expect(run()).toBe('1.1 mcp /a b\n');
    expect(readdirSync(path.dirname(launcher))).toEqual(['agents.js']);
  });

  it('is not written before an agent is set up', async () => {
    await refreshLauncher(launcher, commandLine('1.0'));
    expect(readdirSync(directory)).toEqual(['cli 1.0.js']);
  });

  it('prints advice if the extension is not installed any more', async () => {
    await writeLauncher(launcher, path.join(directory, 'gone.js'));
    const { status, stderr } = spawnSync(process.execPath, [launcher, 'mcp'], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain('Semantic Search is no longer installed in VS Code.');
  });
});

describe('Node.js for the server', () => {
  const own = { command: process.execPath, env: { ELECTRON_RUN_AS_NODE: '1' } };
  const script = (name: string, version: string): string => {
    const place = path.join(directory, name);
    writeFileSync(place, `#!/bin/sh\necho ${version}\n`, { mode: 0o755 });
    return place;
  };

  it.skipIf(process.platform === 'win32')('is that of the PATH, if it is new enough', async () => {
    const node = script('node', 'v22.1.0');
    expect(await findNode({ PATH: `/nowhere${path.delimiter}${directory}` })).toEqual({ command: node });
    script('node', 'v18.20.0');
    expect(await findNode({ PATH: directory })).toEqual(own);
  });

  it('is that of VS Code otherwise', async () => {
    expect(await findNode({ PATH: directory })).toEqual(own);
    expect(await findNode({})).toEqual(own);
  });
});
