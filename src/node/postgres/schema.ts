import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { SemanticSearchError } from '../../common/errors/errors';
import type { Database } from './database';

/** The oldest versions with what the statements use. */
const oldestPostgres = 15;
const oldestVector = [0, 7] as const;
/** The first version of pgvector that continues the scan of an index until a filter has enough rows. */
const iterativeVector = [0, 8] as const;

/** Version of the tables; that of the newest file in `media/postgres`. */
const tablesVersion = 1;

/** What a database can do. */
export interface DatabaseFeatures {
  readonly hasIterativeScans: boolean;
}

/**
 * Checks that a database has the tables and the versions that they need.
 *
 * @throws SemanticSearchError DATABASE_SETUP, and as `Database.query`
 */
export async function checkDatabase(database: Database): Promise<DatabaseFeatures> {
  await checkServer(database);
  const [tables] = await database.query<{ found: boolean }>(
    "select to_regclass('semantic_search.migration') is not null as found",
  );
  if (tables?.found !== true) throw withoutTables(database.server);
  const [{ extversion } = { extversion: undefined }] = await database.query<{ extversion: string }>(
    "select extversion from pg_extension where extname = 'vector'",
  );
  if (extversion === undefined || isBefore(extversion, oldestVector))
    throw oldVector(database.server, extversion);
  const [{ version } = { version: 0 }] = await database.query<{ version: number }>(
    'select max(version) as version from semantic_search.migration',
  );
  if (version !== tablesVersion) throw otherTables(database.server, version);
  return { hasIterativeScans: !isBefore(extversion, iterativeVector) };
}

/**
 * Creates the tables, unless there are any.
 *
 * @param dist directory of the build, with the statements
 * @throws SemanticSearchError as {@link checkDatabase}
 */
export async function createTables(database: Database, dist: string): Promise<void> {
  await checkServer(database);
  const statements = await readFile(path.join(dist, 'postgres', '001-tables.sql'), 'utf8');
  await database.transaction('begin', async () => {
    // Two of them at once would both find nothing.
    await database.query("select pg_advisory_xact_lock(hashtext('semantic_search'))");
    const [found] = await database.query("select from pg_namespace where nspname = 'semantic_search'");
    if (!found) await database.query(statements);
  });
}

async function checkServer(database: Database): Promise<void> {
  const [{ version } = { version: 0 }] = await database.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  );
  const major = Math.floor(version / 10_000);
  if (major >= oldestPostgres) return;
  throw new SemanticSearchError(
    'DATABASE_SETUP',
    l10n.t('{0} has PostgreSQL {1}.', database.server, major),
    l10n.t('PostgreSQL {0} or newer is needed.', oldestPostgres),
  );
}

function isBefore(version: string, [major, minor]: readonly [number, number]): boolean {
  const [ofMajor = 0, ofMinor = 0] = version.split('.').map(Number);
  return ofMajor < major || (ofMajor === major && ofMinor < minor);
}

function withoutTables(server: string): SemanticSearchError {
  return new SemanticSearchError(
    'DATABASE_SETUP',
    l10n.t('{0} has no tables of Semantic Search, or you may not see them.', server),
    l10n.t(
      'Its owner creates them with publish --create-tables, and grants the role semantic_search_reader or semantic_search_publisher.',
    ),
  );
}

function oldVector(server: string, version: string | undefined): SemanticSearchError {
  return new SemanticSearchError(
    'DATABASE_SETUP',
    version === undefined
      ? l10n.t('{0} does not have the extension pgvector.', server)
      : l10n.t('{0} has pgvector {1}.', server, version),
    l10n.t(
      'Install pgvector {0} or newer on the server, then run: create extension vector; or: alter extension vector update;',
      oldestVector.join('.'),
    ),
  );
}

function otherTables(server: string, version: number): SemanticSearchError {
  return new SemanticSearchError(
    'DATABASE_SETUP',
    l10n.t('The tables in {0} have version {1}, not {2}.', server, version, tablesVersion),
    version > tablesVersion
      ? l10n.t('Update Semantic Search.')
      : l10n.t('Their owner runs the newer files of media/postgres in the sequence of their numbers.'),
  );
}
