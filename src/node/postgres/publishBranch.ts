import { setTimeout as sleep } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import { SemanticSearchError, throwIfCancelled } from '../../common/errors/errors';
import type { PublishReport } from '../../common/contracts/published';
import { maskSecrets } from '../../engine/corpus/secrets/maskSecrets';
import { decodeAgain } from '../../engine/corpus/decodeFile';
import type { FileSource } from '../../engine/corpus/fileSource';
import type { Shard, ShardFile } from '../../engine/indexing/shard';
import { splitShard } from '../../engine/indexing/splitShard';
import { Centrality } from '../../engine/ranking/centrality';
import { totalsOf } from '../../engine/retrieval/lexicalStatistics';
import { contentHash } from '../sha256ContentHash';
import type { Database } from './database';
import { compress, filePartOf, type FilePart } from './filePart';
import { insertFiles, type PublishedFor } from './publishFiles';
import { numberArray } from './sqlValues';

/** What is published, and as what. */
export interface Publication {
  readonly repository: string;
  readonly branch: string;
  readonly commit: string | undefined;
  /** What the index was built with: only indexes with an equal text are compared. */
  readonly fingerprint: string;
  readonly dimensions: number;
  readonly shards: readonly Shard[];
  readonly source: Pick<FileSource, 'readFile'>;
}

/** Contents that one statement writes. */
const contentsOfStatement = 100;

/** How long a publisher waits before it asks again whether another one has ended, milliseconds. */
const lockedMs = 1000;

const tablesOfFiles = ['file', 'branch_file', 'posting', 'name_posting', 'chunk_vector'];

function qualified(table: string): string {
  return `semantic_search.${table}`;
}

/** How publishing is followed and cancelled. */
export interface PublishOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of files that are in the database, of all. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** A file of the branch that is published. */
interface BranchFile {
  readonly id: number;
  readonly sample: number;
  readonly centrality: number;
}

/**
 * Makes an index the published state of a branch, in one transaction: readers see the former state until it ends, and if it
 * does not, nothing changes. Publishers of the same repository wait for each other.
 *
 * @throws SemanticSearchError as `Database.query`; CancelledError
 */
export async function publishBranch(
  database: Database,
  publication: Publication,
  { signal, onProgress }: PublishOptions = {},
): Promise<PublishReport> {
  // Before the transaction, so that no other publisher waits for its end to know them. Without a branch nobody sees them.
  const repository = await repositoryOf(database, publication.repository);
  const model = await modelOf(database, publication);
  return database.transaction(
    'begin',
    async () => {
      await lockRepository(database, repository, signal);
      const writer = new BranchWriter(database, { repository, model }, publication);
      const total = publication.shards.reduce((sum, shard) => sum + publishedFiles(shard).length, 0);
      for (const shard of publication.shards) {
        throwIfCancelled(signal);
        await writer.add(shard, (done) => onProgress?.(done, total));
      }
      return writer.finish();
    },
    signal,
  );
}

/**
 * Removes a branch, for all models, and what only it had.
 *
 * @throws SemanticSearchError NOT_PUBLISHED, and as `Database.query`; CancelledError
 */
export async function deleteBranch(
  database: Database,
  { repository, branch }: Pick<Publication, 'repository' | 'branch'>,
  signal?: AbortSignal,
): Promise<void> {
  await database.transaction(
    'begin',
    async () => {
      const [found] = await database.query<{ id: number }>(findRepository, [repository]);
      if (found) await lockRepository(database, found.id, signal);
      const deleted = await database.query(
        'delete from semantic_search.branch where repository = $1 and name = $2 returning id',
        [found?.id ?? null, branch],
      );
      if (!found || deleted.length === 0) {
        throw new SemanticSearchError(
          'NOT_PUBLISHED',
          l10n.t('{0} has no branch {1} of {2}.', database.server, branch, repository),
          l10n.t('Check the names.'),
        );
      }
      await removeUnused(database, found.id);
    },
    signal,
  );
}

const findRepository = 'select id from semantic_search.repository where name = $1';

/** It is created if it does not exist. */
async function repositoryOf(database: Database, name: string): Promise<number> {
  const [found] = await database.query<{ id: number }>(findRepository, [name]);
  if (found) return found.id;
  const insert = 'insert into semantic_search.repository (name) values ($1) on conflict do nothing';
  await database.query(insert, [name]);
  const [created] = await database.query<{ id: number }>(findRepository, [name]);
  return created!.id;
}

/** Waits until no other publisher changes the repository. Asks again and again: a silent server counts as lost. */
async function lockRepository(
  database: Database,
  id: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const lock = "select pg_try_advisory_xact_lock(hashtext('semantic_search'), $1) as is_locked";
  for (;;) {
    const [row] = await database.query<{ is_locked: boolean }>(lock, [id]);
    if (row!.is_locked) return;
    await sleep(lockedMs);
    throwIfCancelled(signal);
  }
}

async function modelOf(
  database: Database,
  { fingerprint, dimensions }: Pick<Publication, 'fingerprint' | 'dimensions'>,
): Promise<number> {
  await database.query(
    'insert into semantic_search.model (fingerprint, dimensions) values ($1, $2) on conflict do nothing',
    [fingerprint, dimensions],
  );
  const [model] = await database.query<{ id: number }>(
    'select id from semantic_search.model where fingerprint = $1',
    [fingerprint],
  );
  return model!.id;
}

/** Files that look secret, which a user may have indexed on this machine, are not published. */
function publishedFiles({ files }: Pick<Shard, 'files'>): ShardFile[] {
  return files.filter(({ chunkCount, secret }) => chunkCount > 0 && secret === undefined);
}

class BranchWriter {
  private readonly files: BranchFile[] = [];
  private readonly centrality: Centrality;
  private added = 0;
  private chunks = 0;
  private withoutContent = 0;

  constructor(
    private readonly database: Database,
    private readonly target: PublishedFor,
    private readonly publication: Publication,
  ) {
    this.centrality = new Centrality(publication.shards);
  }

  async add(shard: Shard, onDone: (done: number) => void): Promise<void> {
    const published = new Set(publishedFiles(shard).map(({ path }) => path));
    const centralities = new Map(
      Array.from(this.centrality.of(shard), (value, i) => [shard.files[i]!.path, value]),
    );
    const parts = splitShard(shard)
      .filter(({ files }) => published.has(files[0]!.path))
      .map(filePartOf);
    const ids = await this.idsOf(parts);
    const missing = parts.filter(({ key }) => !ids.has(key.toString('hex')));
    let done = this.files.length + ids.size;
    onDone(done);
    await this.addContents(missing);
    const inserted = await insertFiles(this.database, missing, this.target, (count) => {
      onDone((done += count));
    });
    for (const [key, id] of inserted) ids.set(key, id);
    this.added += missing.length;
    for (const { key, shard: part } of parts) {
      this.chunks += part.chunks.count;
      this.files.push({
        id: ids.get(key.toString('hex'))!,
        sample: key.readInt32BE(0),
        centrality: centralities.get(part.files[0]!.path) ?? 0,
      });
    }
  }

  /** The files become the branch, and what no branch has any more is removed. */
  async finish(): Promise<PublishReport> {
    const { database, target, publication, files } = this;
    const { repository, branch, commit = null } = publication;
    const totals = totalsOf(publication.shards);
    const [row] = await database.query<{ id: number }>(
      `insert into semantic_search.branch as b
         (repository, model, name, commit_id, published_at, files, chunks, words, name_words)
       values ($1, $2, $3, $4, clock_timestamp(), $5, $6, $7, $8)
       on conflict (repository, model, name) do update set commit_id = excluded.commit_id,
         published_at = greatest(excluded.published_at, b.published_at + interval '1 microsecond'),
         files = excluded.files, chunks = excluded.chunks, words = excluded.words, name_words = excluded.name_words
       returning id`,
      [
        ...[target.repository, target.model, branch, commit],
        ...[totals.files, totals.chunks, totals.words, totals.nameWords],
      ],
    );
    await database.query('delete from semantic_search.branch_file where branch = $1', [row!.id]);
    await database.query(
      `insert into semantic_search.branch_file (branch, repository, file, sample, centrality)
       select $1, $2, * from unnest($3::int[], $4::int[], $5::float4[])`,
      [
        ...[row!.id, target.repository, numberArray(files.map(({ id }) => id))],
        numberArray(files.map(({ sample }) => sample)),
        numberArray(files.map(({ centrality }) => centrality)),
      ],
    );
    const removed = await removeUnused(database, target.repository);
    // For the plans of the next searches; the server itself would do it some time later.
    if (this.added > 0) await database.query(`analyze ${tablesOfFiles.map(qualified).join(', ')}`);
    const { added, chunks, withoutContent } = this;
    return {
      ...{ server: database.server, repository, branch, ...(commit !== null && { commit }) },
      ...{ files: files.length, chunks, added, removed, withoutContent },
    };
  }

  /** The ids of those files that the database has, by key. */
  private async idsOf(parts: readonly FilePart[]): Promise<Map<string, number>> {
    const rows = await this.database.query<{ id: number; key: Buffer }>(
      'select id, key from semantic_search.file where repository = $1 and model = $2 and key = any($3::bytea[])',
      [this.target.repository, this.target.model, parts.map(({ key }) => key)],
    );
    return new Map(rows.map(({ id, key }) => [key.toString('hex'), id]));
  }

  /** The contents of files, for readers who do not have them; not of those that contain a secret, or have changed. */
  private async addContents(parts: readonly FilePart[]): Promise<void> {
    let hashes: string[] = [];
    let contents: Buffer[] = [];
    const flush = async (): Promise<void> => {
      await this.database.query(
        `insert into semantic_search.content (repository, hash, data)
         select $1, * from unnest($2::text[], $3::bytea[]) on conflict do nothing`,
        [this.target.repository, hashes, contents],
      );
      [hashes, contents] = [[], []];
    };
    for (const { shard } of parts) {
      const file = shard.files[0]!;
      const bytes = await this.contentOf(file);
      if (bytes) {
        hashes.push(file.contentHash);
        contents.push(compress(bytes));
      } else {
        this.withoutContent++;
      }
      if (hashes.length === contentsOfStatement) await flush();
    }
    if (hashes.length > 0) await flush();
  }

  private async contentOf({ path, contentHash: hash, encoding }: ShardFile): Promise<Uint8Array | undefined> {
    let bytes: Uint8Array;
    try {
      bytes = await this.publication.source.readFile(path);
    } catch {
      return undefined;
    }
    if (contentHash(bytes) !== hash) return undefined;
    const decoded = decodeAgain(bytes, encoding);
    return 'text' in decoded && maskSecrets(decoded.text).found.length === 0 ? bytes : undefined;
  }
}

/** @returns the number of removed files */
async function removeUnused(database: Database, repository: number): Promise<number> {
  const unused = await database.query<{ id: number }>(
    `delete from semantic_search.file f where f.repository = $1
       and not exists (select from semantic_search.branch_file b where b.file = f.id) returning id`,
    [repository],
  );
  if (unused.length === 0) return 0;
  const ids = numberArray(unused.map(({ id }) => id));
  for (const table of ['posting', 'name_posting', 'chunk_vector']) {
    await database.query(`delete from ${qualified(table)} where repository = $1 and file = any($2::int[])`, [
      repository,
      ids,
    ]);
  }
  await database.query(
    `delete from semantic_search.content c where c.repository = $1
       and not exists (select from semantic_search.file f where f.repository = $1 and f.content_hash = c.hash)`,
    [repository],
  );
  return unused.length;
}
