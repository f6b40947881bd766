import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectMcp } from '../support/mcpClient';
import { eventually } from './support/eventually';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-agents-'));
const cursorBefore = '{\n  "mcpServers": {}\n}\n';
let cursorFile: string;
let workspace: string;
let window: VscodePage;

/** The parts of a client's file that the test reads. */
interface ClientSettings {
  readonly mcpServers: Readonly<
    Record<string, { command: string; args: string[]; env?: Record<string, string> }>
  >;
}

const labels = async (): Promise<string[]> => (await window.quickInput.items()).map(({ label }) => label);
const write = (): Promise<void> => window.page.getByRole('button', { name: 'Write', exact: true }).click();

async function openCommand(): Promise<void> {
  await window.command('Semantic Search: Set Up Agents…');
  await eventually(labels).toEqual(['Claude Code', 'Cursor']);
}

describe('agents outside VS Code', () => {
  beforeAll(async () => {
    workspace = await makeSampleRepository(directory);
    window = await openVscode({ workspace });
    mkdirSync(path.join(window.home, '.claude'));
    cursorFile = path.join(window.home, '.cursor', 'mcp.json');
    mkdirSync(path.dirname(cursorFile));
    writeFileSync(cursorFile, cursorBefore);
  });

  afterAll(async () => {
    await window.close();
    rmSync(directory, { recursive: true });
  });

  it('are set up after the changes were shown, and nothing is written before', async () => {
    await openCommand();
    await window.screenshot('agents-choice');
    await window.quickInput.row('Cursor').click();
    await window.quickInput.accept();
    await eventually(() => window.notifications()).toEqual([
      expect.stringContaining('Write the changes that the editor shows to 2 files?'),
    ]);
    await eventually(async () => (await window.activeEditor())?.fileName).toBe('Changes for Agents.diff');
    await window.screenshot('agents-changes');
    expect(readFileSync(cursorFile, 'utf8')).toBe(cursorBefore);
    await write();
    await eventually(() => window.notifications()).toEqual([
      expect.stringContaining('The agents are set up as chosen.'),
    ]);
  });

  it('start the server with the written entry, and find what the window has indexed', async () => {
    const { mcpServers } = JSON.parse(readFileSync(cursorFile, 'utf8')) as ClientSettings;
    const { command, args, env } = mcpServers['semantic-search']!;
    const client = await connectMcp({ program: [command, ...args], args: [], cwd: workspace, env });
    try {
      const answer = await client.call('search', { query: 'when does a session expire' });
      expect(answer.text).toContain('session.ts');
    } finally {
      await client.close();
    }
  });

  it('are restored when they are deselected', async () => {
    await window.command('Notifications: Clear All Notifications');
    await openCommand();
    await eventually(async () => (await window.quickInput.items())[1]?.description).toBe('set up');
    await window.quickInput.row('Cursor').click();
    await window.quickInput.accept();
    await write();
    await eventually(() => readFileSync(cursorFile, 'utf8')).toBe(cursorBefore);
  });
});
