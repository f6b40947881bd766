import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { runCommand } from '../support/commandInProcess';
import { startEngine } from '../support/engine';
import { startPostgres, type PostgresServer } from '../support/postgresServer';
import { temporaryDirectory } from '../support/realSources';
import { userDirectoryIn } from '../support/userDirectory';

const repository = 'example.com/wheels';
const wheels = ['front', 'rear', 'spare', 'steering', 'training', 'flying'];
type Color = 'Red' | 'Blue' | 'Green';

let root: { directory: string; remove: () => Promise<void> };
let server: PostgresServer;
const at = (...parts: string[]): string => path.join(root.directory, ...parts);

/** What is found in the whole state of one color. */
const stateOf = (color: Color): string => wheels.map((wheel) => `paint${color} ${wheel}`).join('\n');

beforeAll(async () => {
  root = await temporaryDirectory('readers');
  server = await startPostgres();
  await mkdir(at('reader'));
  await mkdir(at('origin'));
  execFileSync('git', ['init', '--quiet', '--initial-branch', 'main', at('origin')]);
  await publish('Green', '--create-tables');
});
afterAll(async () => {
  await server.close();
  await root.remove();
});
beforeEach(() => publish('Red'));

/** Opens the index for a reader who has no file of the repository; returns what a search of it finds. */
async function openReader(): Promise<() => Promise<string>> {
  const { engine } = await startEngine();
  const postgres = { address: server.address, repository, branch: 'main' };
  await engine.call('openPublished', { ...postgres, folder: at('reader') });
  return async () => {
    const { results } = await engine.call('search', { query: 'paint the wheel', limit: 50 });
    return results.map((one) => `${one.symbol} ${path.basename(one.path, '.ts')}`).join('\n');
  };
}

/** Every file differs in each state. */
async function publish(color: Color, ...more: readonly string[]): Promise<void> {
  for (const wheel of wheels) {
    const text = `/** Paints the ${wheel} wheel. */\nexport function paint${color}() {}\n`;
    await writeFile(at('origin', `${wheel}.ts`), text);
  }
  const { code, stderr } = await runCommand(
    ['publish', at('origin'), '--postgres', server.address, '--repository', repository, ...more],
    { env: userDirectoryIn(at('home')).env },
  );
  expect(code, stderr).toBe(0);
}

/** In any order: equal files have equal scores. */
const sorted = (state: string): string => state.split('\n').toSorted().join('\n');

it.each([
  'into semantic_search.file',
  'into semantic_search.branch ',
  'delete from semantic_search.branch_file',
  'into semantic_search.branch_file',
  'delete from semantic_search.posting',
])('sees a consistent state while a publisher has reached the step "%s"', async (statement) => {
  const find = await openReader();
  expect(sorted(await find())).toBe(sorted(stateOf('Red')));
  const reached = server.whenSent(statement);
  const publishing = publish('Blue');
  await reached;
  const found = await find();
  expect([sorted(stateOf('Red')), sorted(stateOf('Blue'))]).toContain(sorted(found));
  await publishing;
  expect(sorted(await find())).toBe(sorted(stateOf('Blue')));
});

it('asks for everything in one transaction, with one state of the database', async () => {
  const find = await openReader();
  const statements = [
    'begin isolation level repeatable read, read only',
    'from semantic_search.branch where',
    'semantic_search.posting',
    'semantic_search.chunk_vector',
    'select id, path, data from semantic_search.file',
    'commit',
  ];
  const sent: string[] = [];
  for (const statement of statements) void server.whenSent(statement).then(() => sent.push(statement));
  await find();
  // PGlite runs one transaction at a time, so that only the statements show what other servers would do.
  expect(sent).toEqual(statements);
});
