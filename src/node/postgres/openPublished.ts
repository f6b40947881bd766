import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { SemanticSearchError } from '../../common/errors/errors';
import type {
  PostgresOptions,
  PublishedSummary,
  PublishedText,
  PublishParams,
  PublishReport,
} from '../../common/contracts/published';
import type { IndexFingerprint } from '../../engine/indexing/indexStore';
import { PublishedFolder } from '../../engine/publishedFolder';
import type { SearchRoot } from '../../engine/searching/searchParts';
import { currentBranch } from '../git/currentBranch';
import { NodeFileSource } from '../nodeFileSource';
import { shardFormatVersion } from '../store/shardFormat';
import { Database, type Patience } from './database';
import { deleteBranch, publishBranch, type PublishOptions } from './publishBranch';
import { PublishedBranch } from './publishedBranch';
import { publishedSource } from './publishedSource';
import { checkDatabase, createTables } from './schema';

/** A folder that is searched with a published index. */
export interface OpenedPublished {
  readonly folder: PublishedFolder;
  readonly summary: PublishedSummary;
  /** A file as it is published; undefined if it is not, or without its content. @throws SemanticSearchError as `Database.query` */
  textOf(path: string): Promise<PublishedText | undefined>;
  close(): Promise<void>;
}

/** A statement of a publisher may change many rows before it answers. */
const publisherPatience: Patience = { connectMs: 10_000, answerMs: 600_000 };

/** Branches that are searched if the one that is checked out is not published. */
const mainBranches = ['main', 'master'];

/**
 * Opens the published index of a folder's repository.
 *
 * @param root the folder, without links
 * @param options `folder` as it was opened
 * @throws SemanticSearchError NOT_PUBLISHED, USAGE, DATABASE_SETUP, and as `Database.query`
 */
export async function openPublished(
  root: string,
  { folder, ...postgres }: PostgresOptions & { readonly folder: string },
  fingerprint: IndexFingerprint,
  corpus: SearchRoot['corpus'],
): Promise<OpenedPublished> {
  const current = await currentBranch(root);
  const wanted = postgres.branch ?? current.branch;
  const branches = postgres.branch === undefined ? [wanted ?? '', ...mainBranches] : [postgres.branch];
  const published = await PublishedBranch.open({
    address: postgres.address,
    repository: repositoryOf(postgres, current.repository, root),
    branches: branches.filter((name) => name !== ''),
    fingerprint: fingerprintText(fingerprint),
    dimensions: fingerprint.dimensions,
    folder,
  });
  const { summary } = published;
  const isInstead = wanted !== undefined && summary.branch !== wanted;
  const source = publishedSource(new NodeFileSource(root), (file) => published.contentOf(file));
  return {
    folder: new PublishedFolder({ folder, source, corpus, store: published.store, published }),
    summary: { ...summary, ...(isInstead && { instead: wanted }) },
    textOf: (file) => published.textOf(file),
    close: () => published.close(),
  };
}

/**
 * Publishes the index of a folder; see `publishBranch`.
 *
 * @param root of the folder on this disk, without links, and its index
 * @param dist directory of the build
 * @throws SemanticSearchError USAGE, DATABASE_SETUP, and as `publishBranch`
 */
export async function publishTo(
  { address, repository, branch, createTables: isCreating = false }: PublishParams,
  root: Pick<SearchRoot, 'source' | 'store'> & { readonly directory: string },
  fingerprint: IndexFingerprint,
  dist: string,
  options: PublishOptions,
): Promise<PublishReport> {
  const current = await currentBranch(root.directory);
  const name = branch ?? current.branch;
  if (name === undefined) throw withoutBranch();
  const database = await Database.connect(address, publisherPatience);
  try {
    if (isCreating) await createTables(database, dist);
    await checkDatabase(database);
    return await publishBranch(
      database,
      {
        repository: repositoryOf({ repository }, current.repository, root.directory),
        branch: name,
        commit: current.commit,
        fingerprint: fingerprintText(fingerprint),
        dimensions: fingerprint.dimensions,
        shards: root.store.shards.filter((shard) => shard !== undefined),
        source: root.source,
      },
      options,
    );
  } finally {
    await database.close();
  }
}

/**
 * Removes a branch from a database; see `deleteBranch`.
 *
 * @param root the folder whose repository is meant, without links
 * @throws as {@link publishTo}, NOT_PUBLISHED
 */
export async function deletePublished(
  { address, repository, branch }: PostgresOptions & { readonly branch: string },
  root: string,
  signal: AbortSignal,
): Promise<void> {
  const current = await currentBranch(root);
  const database = await Database.connect(address, publisherPatience);
  try {
    await checkDatabase(database);
    const name = repositoryOf({ repository }, current.repository, root);
    await deleteBranch(database, { repository: name, branch }, signal);
  } finally {
    await database.close();
  }
}

function repositoryOf(
  { repository }: Pick<PostgresOptions, 'repository'>,
  ofOrigin: string | undefined,
  root: string,
): string {
  return repository ?? ofOrigin ?? path.basename(root);
}

/** Everything that decides whether two indexes can be compared, and read by the same program. */
function fingerprintText({ provider, host, model, ...versions }: IndexFingerprint): string {
  const { dimensions, promptVersion, chunkingVersion, lexicalVersion, parameters } = versions;
  const numbers = [dimensions, promptVersion, chunkingVersion, lexicalVersion, shardFormatVersion].join('.');
  return [provider, host, model, numbers, parameters].filter(Boolean).join(' ');
}

function withoutBranch(): SemanticSearchError {
  return new SemanticSearchError(
    'USAGE',
    l10n.t('No branch is checked out.'),
    l10n.t('Name the branch with --branch, as CI does.'),
  );
}
