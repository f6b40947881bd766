import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/commandInProcess';
import { postgresPassword, startPostgres, type PostgresServer } from '../support/postgresServer';
import { startRefusingServer } from '../support/refusingServer';
import { temporaryDirectory } from '../support/realSources';
import { userDirectoryIn } from '../support/userDirectory';

let root: { directory: string; remove: () => Promise<void> };
let server: PostgresServer;

const at = (...parts: string[]): string => path.join(root.directory, ...parts);

beforeAll(async () => {
  root = await temporaryDirectory('postgres-errors');
  server = await startPostgres();
  await mkdir(at('empty'));
  await mkdir(at('origin'));
  await writeFile(at('origin', 'valve.ts'), 'export function openValve() {}\n');
  execFileSync('git', ['init', '--quiet', '--initial-branch', 'main', at('origin')]);
  const { code, stderr } = await runCommand(
    [
      ...['publish', at('origin'), '--postgres', server.address, '--create-tables'],
      ...['--repository', 'example.com/engine', '--threads', '1'],
    ],
    { env: userDirectoryIn(at('home')).env },
  );
  expect(code, stderr).toBe(0);
});
afterAll(async () => {
  await server.close();
  await root.remove();
});

describe('one clear error', () => {
  const failure = async (args: readonly string[], address = server.address): Promise<string> => {
    const [command, ...rest] = args;
    const repository = args.includes('--repository') ? [] : ['--repository', 'example.com/engine'];
    const { code, stdout, stderr } = await runCommand(
      [command!, ...rest, '--postgres', address, ...repository, '--threads', '1'],
      { env: userDirectoryIn(at('home')).env },
    );
    expect(code).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).not.toContain(postgresPassword);
    const lines = stderr.trim().split('\n');
    return lines.at(-1)!;
  };
  const searching = ['search', 'valve'];

  it('for a repository, a branch and a model that do not exist', async () => {
    expect(await failure([...searching, at('origin'), '--repository', 'other'])).toMatch(
      /^NOT_PUBLISHED: .*other.*--repository/,
    );
    await server.run("update semantic_search.model set fingerprint = 'old ' || fingerprint");
    expect(await failure([...searching, at('origin')])).toMatch(
      /^NOT_PUBLISHED: .*old builtin.*same version/,
    );
    await server.run('update semantic_search.model set fingerprint = substr(fingerprint, 5)');
  });

  it('for tables of another version', async () => {
    await server.run('insert into semantic_search.migration (version) values (2)');
    expect(await failure([...searching, at('origin')])).toMatch(/^DATABASE_SETUP: .*version 2.*Update/);
    await server.run('delete from semantic_search.migration where version = 2');
  });

  it.each([
    ['branch', 'published_at', "'infinity'"],
    ['branch', 'chunks', '-1'],
    ['branch_file', 'centrality', "'infinity'"],
    ['branch_file', 'centrality', "'NaN'"],
    ['file', 'chunks', '-1'],
  ])('for a publication with an impossible number: %s.%s = %s', async (table, column, value) => {
    const of = `semantic_search.${table}`;
    await server.run(`alter table ${of} add column former text; update ${of} set former = ${column}::text`);
    await server.run(`update ${of} set ${column} = ${value}`);
    try {
      expect(await failure([...searching, at('origin')])).toMatch(
        /^DATABASE_FAILED: .* has an invalid index of main: it has numbers that no publisher writes Delete/,
      );
    } finally {
      const [{ type }] = (await server.rows<{ type: string }>(
        `select data_type as type from information_schema.columns where table_schema = 'semantic_search' and table_name = '${table}' and column_name = '${column}'`,
      )) as [{ type: string }];
      await server.run(`update ${of} set ${column} = former::${type}; alter table ${of} drop column former`);
    }
  });

  it('for a server that is too old', async () => {
    // All connections share one session in PGlite, and this schema is before the one of the system.
    await server.run(`create schema former;
      create function former.current_setting(text) returns text language sql as $$ select '140012' $$;
      set search_path = former, pg_catalog, public;`);
    try {
      for (const args of [searching, ['publish']])
        expect(await failure([...args, at('origin')]), args[0]).toMatch(
          /^DATABASE_SETUP: postgres@127\.0\.0\.1 has PostgreSQL 14\. PostgreSQL 15 or newer is needed\.$/,
        );
    } finally {
      await server.run('reset search_path; drop schema former cascade;');
    }
  });

  const may = 'semantic_search_reader or semantic_search_publisher, and for access to the repository';

  it.each([
    ['a role without any rights that searches', searching, '', /denied for schema semantic_search/],
    ['a role without any rights that publishes', ['publish'], '', /denied for schema semantic_search/],
    ['a reader who publishes', ['publish'], 'semantic_search_reader', /denied for table/],
    [
      'a publisher without access to the repository',
      ['publish', '--repository', 'example.com/elsewhere'],
      'semantic_search_publisher',
      /denied for table repository/,
    ],
    [
      'a publisher who may only read the repository',
      ['publish'],
      'semantic_search_publisher',
      /row-level security policy/,
    ],
  ])('with advice, for %s', async (_, args, group, reason) => {
    await server.run(`create role weak login ${group && `in role ${group}`}`);
    if (group) await server.run("select semantic_search.allow('example.com/engine', 'weak')");
    await server.run('set role weak');
    try {
      const line = await failure([...args, at('origin')]);
      expect(line).toMatch(/^DATABASE_ACCESS: postgres@127\.0\.0\.1 does not permit this: /);
      expect(line).toMatch(reason);
      expect(line).toContain(may);
    } finally {
      await server.run('reset role');
      await server.run(
        "delete from semantic_search.repository_access where role = 'weak'::regrole; drop role weak",
      );
    }
  });

  it('for a server that cannot be reached', async () => {
    expect(await failure([...searching, at('empty')], 'postgres://u@127.0.0.1:9/x')).toMatch(
      /^DATABASE_UNREACHABLE: No connection to x@127\.0\.0\.1.*ECONNREFUSED/,
    );
  });

  it.each([
    ['28P01', 'password authentication failed for user "postgres"', /^DATABASE_ACCESS: .*PGPASSWORD/],
    ['3D000', 'database "x" does not exist', /^DATABASE_SETUP: .*Check the database/],
    ['53300', 'sorry, too many clients already', /^DATABASE_UNREACHABLE: /],
  ])('for a server that refuses with %s', async (code, message, expected) => {
    const refusing = await startRefusingServer(code, message);
    try {
      const address = `postgres://postgres:${postgresPassword}@127.0.0.1:${refusing.port}/x`;
      expect(await failure([...searching, at('empty')], address)).toMatch(expected);
    } finally {
      await refusing.close();
    }
  });

  it('for invalid addresses, and connections that would not be encrypted', async () => {
    expect(await failure([...searching, at('origin')], 'mysql://x')).toMatch(
      /^USAGE: .*postgres:\/\/USER@HOST/,
    );
    expect(
      await failure(
        [...searching, at('origin')],
        `postgres://u:${postgresPassword}@db.example.com/x?sslmode=disable`,
      ),
    ).toMatch(/^USAGE: .*db\.example\.com.*without encryption/);
  });

  it('for missing tables and a missing extension', async () => {
    const bare = await startPostgres({ withVector: false });
    try {
      expect(await failure([...searching, at('origin')], bare.address)).toMatch(
        /^DATABASE_SETUP: .*no tables.*--create-tables/,
      );
      expect(
        await failure(['publish', at('origin'), '--branch', 'main', '--create-tables'], bare.address),
      ).toMatch(/^DATABASE_SETUP: .*pgvector/);
    } finally {
      await bare.close();
    }
  });
});
