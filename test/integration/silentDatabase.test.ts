import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SemanticSearchError } from '../../src/common/errors/errors';
import type { Database } from '../../src/node/postgres/database';
import { Reader } from '../../src/node/postgres/reader';
import { runCommand, type CommandOutcome } from '../support/commandInProcess';
import { startPostgres, type PostgresServer } from '../support/postgresServer';
import { startStallingProxy, type StallingProxy } from '../support/stallingProxy';
import { temporaryDirectory } from '../support/realSources';
import { userDirectoryIn } from '../support/userDirectory';

let root: { directory: string; remove: () => Promise<void> };
let server: PostgresServer;
let proxy: StallingProxy;

beforeAll(async () => {
  root = await temporaryDirectory('silentDatabase');
  server = await startPostgres();
  proxy = await startStallingProxy(Number(new URL(server.address).port));
});
afterAll(async () => {
  await proxy.close();
  await server.close();
  await root.remove();
});

const at = (...parts: string[]): string => path.join(root.directory, ...parts);

/** The address of the proxy. */
function address(): string {
  const url = new URL(server.address);
  url.port = String(proxy.port);
  return url.href;
}

const select = (database: Database) => database.query<{ value: number }>('select 17 as value');

/** What a call fails with, and how many connections it made. */
async function failureOf(call: () => Promise<unknown>): Promise<{ code: string; connections: number }> {
  const before = proxy.accepted;
  const error = await call().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SemanticSearchError)) throw new Error(`unexpected: ${String(error)}`);
  expect(error.message).toMatch(/^No connection to postgres@127\.0\.0\.1: no response for 2 seconds\.$/);
  return { code: error.code, connections: proxy.accepted - before };
}

describe('a server that stops answering', () => {
  const patience = { connectMs: 1500, answerMs: 1e6, laterMs: 1500 };
  const lost = { code: 'DATABASE_UNREACHABLE', connections: 1 };

  it('before a connection is made', async () => {
    const reader = new Reader(address(), patience);
    proxy.stall();
    expect(await failureOf(() => reader.read(select))).toEqual(lost);
    proxy.resume();
    expect(await reader.read(select)).toEqual([{ value: 17 }]);
    await reader.close();
  });

  it('later: waiting requests fail at once, and later ones connect again', async () => {
    const reader = new Reader(address(), patience);
    await reader.read(select);
    proxy.stall();
    const calls = await Promise.all([1, 2, 3].map(() => failureOf(() => reader.read(select))));
    // The connection that was lost is made again once, for the first of them.
    expect(calls).toEqual([lost, lost, lost]);
    proxy.resume();
    expect(await reader.read(select)).toEqual([{ value: 17 }]);
    await reader.close();
  });

  it('within an answer: the transaction is run again on a new connection', async () => {
    const reader = new Reader(address(), patience);
    await reader.read(select);
    const before = proxy.accepted;
    proxy.stallWithin('value');
    expect(await reader.read(select)).toEqual([{ value: 17 }]);
    expect(proxy.accepted - before).toBe(1);
    await reader.close();
  });

  it('does not delay the end of the engine', async () => {
    const reader = new Reader(address(), { ...patience, laterMs: 1e6, answerMs: 1e6 });
    await reader.read(select);
    proxy.stall();
    const reading = reader.read(select);
    await Promise.all([reader.close(), expect(reading).rejects.toThrow(/^Cancelled$/)]);
    proxy.resume();
  });
});

describe('the command line', () => {
  const run = (...args: string[]): Promise<CommandOutcome> =>
    runCommand([...args, '--postgres', address(), '--repository', 'example.com/silent', '--threads', '1'], {
      env: userDirectoryIn(at('home')).env,
    });

  it('searches the index on this machine, if there is one, and reports that in one line', async () => {
    const text =
      '/** Tries again when an upload lost its connection. */\nexport function resumeUpload() {}\n';
    for (const name of ['indexed', 'other']) {
      await mkdir(at(name), { recursive: true });
      await writeFile(at(name, 'upload.ts'), text);
    }
    const { code, stderr } = await run('publish', at('indexed'), '--branch', 'main', '--create-tables');
    expect(code, stderr).toBe(0);
    proxy.stall();
    try {
      const here = await run('search', 'retry an upload', at('indexed'));
      expect(here.code, here.stderr).toBe(0);
      expect(here.stdout).toContain('upload.ts');
      expect(here.stderr).toMatch(
        /^DATABASE_UNREACHABLE: No connection to postgres@127\.0\.0\.1: no response for 4 seconds\. .*Results come from the index on this machine\.\n$/,
      );
      const nowhere = await run('search', 'retry an upload', at('other'));
      expect(nowhere).toMatchObject({ code: 1, stdout: '' });
      expect(nowhere.stderr).toMatch(/^DATABASE_UNREACHABLE: [^\n]*no response for 4 seconds[^\n]*\n$/);
    } finally {
      proxy.resume();
    }
  });
});
