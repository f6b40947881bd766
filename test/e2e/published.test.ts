import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runProcess } from '../support/commandLine';
import { startPostgres, type PostgresServer } from '../support/postgresServer';
import { userDirectoryIn } from '../support/userDirectory';
import { resultIsOpen } from './support/editor';
import { eventually } from './support/eventually';
import { stepTitle } from './support/providerSteps';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type ActiveEditor, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-published-'));
const published = 'src/upload/onlyPublished.ts';
/** As it is published, with the definition that is found below what the window shows of the top. */
const text = `export function measure() {
${'  measureTheWholeHullOnceMore(first, second);\n'.repeat(100)}}

/** Paints the hull of the zeppelin. */
export function paintZeppelin() {}
`;
const publishedTitle = /^onlyPublished\.ts \(main [0-9a-f]{10}\)$/;
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

async function open(wanted: RegExp): Promise<void> {
  await window.command('Semantic Search: Ask…');
  await eventually(title).toMatch(wanted);
  await window.quickInput.type('how is the zeppelin painted');
}

/** Places that a question finds, and the title of the palette. */
async function ask(wanted: RegExp): Promise<string> {
  await open(wanted);
  const places = async (): Promise<string> =>
    (await window.quickInput.items()).map(({ label, description }) => `${label} ${description}`).join('\n');
  await eventually(places).toMatch(/:\d+/);
  const found = await places();
  await window.screenshot(`published-${found.includes('onlyPublished') ? 'palette' : 'fallback-palette'}`);
  await window.quickInput.escape();
  await window.quickInput.closed();
  return found;
}

const activeEditor = (): Promise<ActiveEditor | undefined> => window.activeEditor();
const asPublished = (isPreview: boolean): Record<string, unknown> => ({
  fileName: expect.stringMatching(publishedTitle) as string,
  line: text.split('\n').indexOf('export function paintZeppelin() {}') + 1,
  isPreview,
});
/** Each of them would be VS Code's own text about a file that does not exist. */
const editorErrors = (): Promise<string[]> =>
  window.page.locator('.monaco-editor-pane-placeholder').allInnerTexts();

it('searches the configured database, and names it', async () => {
  expect(await ask(/^Semantic Search$/)).not.toContain('onlyPublished');

  setAddress(address());
  await eventually(() => window.indexStatus()).toContain(
    'Published index of main: example.com/team/upload-service main',
  );
  expect(await ask(/Published index of main/)).toContain('onlyPublished');
  await window.command('Semantic Search: Show Indexed Files');
  await window.screenshot('published-tree');
});

it('shows the published text of a file that is not on this disk, and otherwise the file', async () => {
  const { keyboard } = window.page;
  await open(/Published index of main/);
  await eventually(async () => (await window.quickInput.focusedItem())?.description).toContain(
    'onlyPublished',
  );
  await window.quickInput.moveDown(async () => (await activeEditor()) !== undefined);
  await keyboard.press('ArrowUp');
  await eventually(activeEditor).toMatchObject(asPublished(true));
  await window.screenshot('published-preview');
  await window.quickInput.accept();
  await resultIsOpen(window, publishedTitle);
  await eventually(activeEditor).toMatchObject(asPublished(false));
  await keyboard.type('x');
  await window.page.locator('.monaco-editor-overlaymessage', { hasText: 'read-only' }).waitFor();
  await window.screenshot('published-file');
  await window.command('View: Close All Editors');
  await eventually(activeEditor).toBeUndefined();

  const view = await window.searchInSideBar();
  await view.getByRole('textbox', { name: 'Search by meaning' }).fill('how is the zeppelin painted');
  const row = view.locator('.is-result', { hasText: 'paintZeppelin' }).first();
  await row.click();
  await eventually(activeEditor).toMatchObject(asPublished(true));
  await window.command('View: Close All Editors');
  await eventually(activeEditor).toBeUndefined();

  writeFileSync(path.join(workspace, published), text);
  await row.dblclick();
  await eventually(activeEditor).toMatchObject({ fileName: 'onlyPublished.ts', isPreview: false });
  rmSync(path.join(workspace, published));
  await window.command('View: Close All Editors');
  await eventually(activeEditor).toBeUndefined();
  expect(await editorErrors()).toEqual([]);
});

it('searches the index on this machine when the database cannot be reached', async () => {
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
