import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runProcess } from '../support/commandLine';
import { startPostgres, type PostgresServer } from '../support/postgresServer';
import { userDirectoryIn } from '../support/userDirectory';
import { eventually } from './support/eventually';
import { stepTitle } from './support/providerSteps';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-published-'));
const published = 'src/upload/onlyPublished.ts';
let workspace: string;
let server: PostgresServer;
let window: VscodePage;

/** The address without its password. */
const address = (): string => server.address.replace(/:[^:@]*@/, '@');

beforeAll(async () => {
  workspace = await makeSampleRepository(directory);
  execFileSync('git', ['remote', 'add', 'origin', 'git@example.com:team/upload-service.git'], {
    cwd: workspace,
  });
  server = await startPostgres();
  // Only the database has this file.
  const text = '/** Paints the hull of the zeppelin. */\nexport function paintZeppelin() {}\n';
  writeFileSync(path.join(workspace, published), text);
  const { code, stderr } = await runProcess(
    ['publish', workspace, '--postgres', server.address, '--create-tables'],
    { env: userDirectoryIn(path.join(directory, 'ci')).env },
  );
  expect(code, stderr).toBe(0);
  rmSync(path.join(workspace, published));
  window = await openVscode({ workspace });
  await window.indexed();
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

/** Sets or removes the address, as the user does. */
function setAddress(value: string | undefined): void {
  const file = path.join(window.userDataDir, 'Machine', 'settings.json');
  const settings = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify({ ...settings, 'semanticSearch.postgres': value }));
}

const title = (): Promise<string> => stepTitle(window);

/** Places that a question finds, and the title of the palette. */
async function ask(wanted: RegExp): Promise<string> {
  await window.command('Semantic Search: Ask…');
  await eventually(title).toMatch(wanted);
  await window.quickInput.type('how is the zeppelin painted');
  const places = async (): Promise<string> =>
    (await window.quickInput.items()).map(({ label, description }) => `${label} ${description}`).join('\n');
  await eventually(places).toMatch(/:\d+/);
  const found = await places();
  await window.screenshot(`published-${found.includes('onlyPublished') ? 'palette' : 'fallback-palette'}`);
  await window.quickInput.escape();
  await window.quickInput.closed();
  return found;
}

it('searches the database that is set, says which, and returns to the index here when it is gone', async () => {
  expect(await ask(/^Semantic Search$/)).not.toContain('onlyPublished');

  setAddress(address());
  await eventually(() => window.indexStatus()).toContain(
    'Published index of main: example.com/team/upload-service main',
  );
  expect(await ask(/Published index of main/)).toContain('onlyPublished');
  await window.command('Semantic Search: Show Indexed Files');
  await window.screenshot('published-tree');

  await server.close();
  const told = async (): Promise<string> => {
    const messages = (await window.notifications()).join('\n');
    if (messages.includes('No connection')) await window.screenshot('published-gone');
    return messages;
  };
  // The message is read while it is shown: it is gone after some seconds, and the answer may take longer.
  const [found] = await Promise.all([
    ask(/^Semantic Search/),
    eventually(told).toMatch(
      /No connection to postgres@127\.0\.0\.1[^]*Searches use the index on this machine\./,
    ),
  ]);
  expect(found).not.toContain('onlyPublished');
});
