import * as l10n from '@vscode/l10n';
import { messageOf, SemanticSearchError, throwIfCancelled } from '../../common/errors/errors';
import type { PublishedSummary, PublishedText } from '../../common/contracts/published';
import { decodeAgain } from '../../engine/corpus/decodeFile';
import { emptyShard } from '../../engine/indexing/buildShard';
import type { IndexStore } from '../../engine/indexing/indexStore';
import type { Shard, ShardFile } from '../../engine/indexing/shard';
import type { CountedChunks } from '../../engine/retrieval/tellingTerms';
import type { CandidateRequest, Candidates, PublishedIndex } from '../../engine/searching/publishedIndex';
import type { Database } from './database';
import { decompress, readFilePart } from './filePart';
import { chunkFrequencies, lexicalCandidates, type SearchedBranch } from './lexicalCandidates';
import { Reader } from './reader';
import { checkDatabase } from './schema';
import { numberArray } from './sqlValues';
import { vectorCandidates } from './vectorCandidates';

/** What is searched in a database. */
export interface BranchChoice {
  readonly address: string;
  readonly repository: string;
  /** The first one that is published is searched. */
  readonly branches: readonly string[];
  readonly fingerprint: string;
  readonly dimensions: number;
  /** The workspace folder, as it was opened. */
  readonly folder: string;
}

/** Most chunks of files that are kept in memory: with 256 dimensions they take about 80 MB. */
const mostKeptChunks = 50_000;

/** The catalogue of a branch, as of one publication. */
interface Catalogue extends SearchedBranch {
  readonly model: number;
  readonly summary: Omit<PublishedSummary, 'server' | 'instead'>;
  /** Differs for each publication. */
  readonly version: string;
  readonly hasIterativeScans: boolean;
  /** The records of the files, without chunks. */
  readonly shard: Shard;
  /** For each file of `shard`. */
  readonly rows: readonly CatalogueRow[];
  readonly byPath: ReadonlyMap<string, CatalogueRow>;
}

interface CatalogueRow {
  readonly id: number;
  readonly path: string;
  readonly language: string;
  readonly kind: ShardFile['kind'];
  readonly content_hash: string;
  readonly chunks: number;
  readonly centrality: number;
}

/** A published branch. Answers from the newest publication. */
export class PublishedBranch implements PublishedIndex {
  private catalogue: Catalogue | undefined;
  private readonly reader: Reader;
  private readonly kept = new Map<number, Shard>();
  private keptChunks = 0;

  private constructor(private readonly choice: BranchChoice) {
    this.reader = new Reader(choice.address);
  }

  /** @throws SemanticSearchError NOT_PUBLISHED, DATABASE_SETUP, and as `Database.query` */
  static async open(choice: BranchChoice): Promise<PublishedBranch> {
    const branch = new PublishedBranch(choice);
    try {
      await branch.read(() => Promise.resolve());
      return branch;
    } catch (error) {
      await branch.close();
      throw error;
    }
  }

  get summary(): PublishedSummary {
    const { summary } = this.catalogue!;
    return { server: this.reader.server!, ...summary };
  }

  get publication(): string {
    return this.catalogue!.version;
  }

  /** The records of all files, without chunks. */
  get store(): Pick<IndexStore, 'shards' | 'shardOf'> {
    const current = (): Shard => this.catalogue!.shard;
    return {
      get shards() {
        return [current()];
      },
      shardOf: () => 0,
    };
  }

  findCandidates(
    { query, vector, accepts, paths }: CandidateRequest,
    signal: AbortSignal | undefined,
  ): Promise<Candidates> {
    return this.read(async (database, branch) => {
      const { folder } = this.choice;
      const allowed = accepts && branch.rows.filter((row) => accepts(row, folder)).map(({ id }) => id);
      const lexical = await lexicalCandidates(database, branch, query, allowed);
      throwIfCancelled(signal);
      const byVector =
        vector &&
        (await vectorCandidates(
          database,
          branch,
          { id: branch.model, dimensions: this.choice.dimensions },
          ...([vector, allowed, branch.hasIterativeScans] as const),
        ));
      throwIfCancelled(signal);
      const named = paths.flatMap((path) => branch.byPath.get(path)?.id ?? []);
      const ids = [...new Set([...named, ...lexical.files, ...(byVector?.files ?? [])])].sort(
        (a, b) => a - b,
      );
      const shards = await this.load(database, ids);
      const centralities = new Map(branch.rows.map(({ id, centrality }) => [id, centrality]));
      const values = new Map(ids.map((id, i) => [shards[i]!, Float32Array.of(centralities.get(id) ?? 0)]));
      return {
        shards: shards.map((shard, i) => ({ shard, number: ids[i]! })),
        counts: lexical.counts,
        spreads: byVector && {
          ...byVector.spreads,
          sizes: { chunks: branch.totals.chunks, files: allowed?.length ?? branch.rows.length },
        },
        centrality: { of: (shard) => values.get(shard) ?? new Float32Array(shard.files.length) },
      };
    }, signal);
  }

  countChunks(terms: readonly number[]): Promise<CountedChunks> {
    return this.read(async (database, branch) => {
      const frequencies = await chunkFrequencies(database, branch, terms);
      return {
        chunkCount: branch.totals.chunks,
        chunksWith: (term) => frequencies.get(term) ?? 0,
      };
    });
  }

  shardOf(path: string): Promise<Shard | undefined> {
    return this.read(async (database, { byPath }) => {
      const row = byPath.get(path);
      return row && (await this.load(database, [row.id]))[0];
    });
  }

  /** The published bytes of a file; undefined if it is not published, or was published without them. */
  contentOf(path: string): Promise<Uint8Array | undefined> {
    return this.read((database, branch) => readContent(database, branch, path));
  }

  /** As {@link contentOf}, as text, with the publication that it is from. */
  textOf(path: string): Promise<PublishedText | undefined> {
    return this.read(async (database, branch) => {
      const bytes = await readContent(database, branch, path);
      const row = branch.byPath.get(path);
      if (!bytes || !row) return undefined;
      const [shard] = await this.load(database, [row.id]);
      const decoded = decodeAgain(bytes, shard!.files[0]!.encoding);
      if (!('text' in decoded)) return undefined;
      const { repository, branch: name, commit, publishedAtMs } = branch.summary;
      return {
        ...{ text: decoded.text, language: row.language, publishedAtMs, repository, branch: name },
        ...(commit !== undefined && { commit }),
      };
    });
  }

  close(): Promise<void> {
    return this.reader.close();
  }

  /** Runs calls that see one publication. */
  private read<T>(
    run: (database: Database, branch: Catalogue) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    return this.reader.read(async (database) => run(database, await this.currentCatalogue(database)), signal);
  }

  private async currentCatalogue(database: Database): Promise<Catalogue> {
    if (!this.catalogue) {
      const { hasIterativeScans } = await checkDatabase(database);
      return (this.catalogue = await readCatalogue(database, this.choice, hasIterativeScans));
    }
    const { id, version, hasIterativeScans } = this.catalogue;
    const [row] = await database.query<{ version: string }>(
      'select published_at::text as version from semantic_search.branch where id = $1',
      [id],
    );
    if (row?.version !== version)
      this.catalogue = await readCatalogue(database, this.choice, hasIterativeScans);
    return this.catalogue;
  }

  /** Files with their chunks, in the order of their ids. */
  private async load(database: Database, ids: readonly number[]): Promise<Shard[]> {
    const missing = ids.filter((id) => !this.kept.has(id));
    const loaded = new Map<number, Shard>();
    if (missing.length > 0) {
      const rows = await database.query<{ id: number; path: string; data: Buffer }>(
        'select id, path, data from semantic_search.file where id = any($1::int[])',
        [numberArray(missing)],
      );
      for (const { id, path, data } of rows) {
        try {
          loaded.set(id, readFilePart(data, path, this.choice.dimensions));
        } catch (error) {
          throw unreadable(database.server, path, error);
        }
      }
    }
    const shards = ids.map((id) => this.kept.get(id) ?? loaded.get(id)!);
    // The used ones become the last ones to be dropped.
    ids.forEach((id, i) => {
      this.drop(id);
      this.kept.set(id, shards[i]!);
      this.keptChunks += shards[i]!.chunks.count;
    });
    for (const id of this.kept.keys()) {
      if (this.keptChunks <= mostKeptChunks) break;
      this.drop(id);
    }
    return shards;
  }

  private drop(id: number): void {
    this.keptChunks -= this.kept.get(id)?.chunks.count ?? 0;
    this.kept.delete(id);
  }
}

async function readContent(
  database: Database,
  { repository, byPath }: Catalogue,
  path: string,
): Promise<Uint8Array | undefined> {
  const row = byPath.get(path);
  if (!row) return undefined;
  const [found] = await database.query<{ data: Buffer }>(
    'select data from semantic_search.content where repository = $1 and hash = $2',
    [repository, row.content_hash],
  );
  return found && decompress(found.data);
}

async function readCatalogue(
  database: Database,
  choice: BranchChoice,
  hasIterativeScans: boolean,
): Promise<Catalogue> {
  const { repository, branches, fingerprint, dimensions } = choice;
  const found = await database.query<BranchRow>(
    `select b.id, b.repository, b.model, b.name, b.commit_id, b.published_at::text as version,
       extract(epoch from b.published_at) * 1000 as published_ms, b.files, b.chunks, b.words::float8, b.name_words::float8,
       m.fingerprint
     from semantic_search.repository r join semantic_search.branch b on b.repository = r.id
     join semantic_search.model m on m.id = b.model where r.name = $1 order by b.name`,
    [repository],
  );
  const ofModel = found.filter((row) => row.fingerprint === fingerprint);
  const branch = branches.flatMap((name) => ofModel.find((row) => row.name === name) ?? [])[0];
  if (!branch) throw notPublished(database.server, choice, found, ofModel);
  const rows = await database.query<CatalogueRow>(
    `select f.id, f.path, f.language, f.kind, f.content_hash, f.chunks, b.centrality
     from semantic_search.branch_file b join semantic_search.file f on f.id = b.file
     where b.branch = $1 order by f.path collate "C"`,
    [branch.id],
  );
  const { id, model, name, commit_id: commit, published_ms: publishedAtMs, version } = branch;
  if (!areNumbersOfIndex(branch, rows)) {
    throw unreadable(database.server, name, new Error('it has numbers that no publisher writes'));
  }
  return {
    ...{ id, repository: branch.repository, model, version, hasIterativeScans, rows },
    totals: {
      chunks: branch.chunks,
      files: branch.files,
      words: branch.words,
      nameWords: branch.name_words,
    },
    summary: {
      ...{
        repository,
        branch: name,
        ...(commit !== null && { commit }),
        publishedAtMs: Number(publishedAtMs),
      },
      files: rows.length,
      chunks: branch.chunks,
    },
    shard: { ...emptyShard(dimensions), files: recordsOf(rows) },
    byPath: new Map(rows.map((row) => [row.path, row])),
  };
}

/** Latest time that a `Date` can have, and minus the earliest, milliseconds since the epoch. */
const mostDateMs = 8.64e15;

/** Numbers out of their ranges would change the order of all results, or have no text. */
function areNumbersOfIndex(
  { files, chunks, words, name_words: nameWords, published_ms: publishedAtMs }: BranchRow,
  rows: readonly CatalogueRow[],
): boolean {
  // A type is mentioned in all chunks at most; the column has four bytes for a number.
  const mostCentral = Math.log1p(chunks) + 0.001;
  return (
    [files, chunks, words, nameWords].every((count) => count >= 0) &&
    Math.abs(Number(publishedAtMs)) <= mostDateMs &&
    rows.every(({ chunks: count, centrality }) => count >= 0 && centrality >= 0 && centrality <= mostCentral)
  );
}

interface BranchRow {
  readonly id: number;
  readonly repository: number;
  readonly model: number;
  readonly name: string;
  readonly commit_id: string | null;
  readonly version: string;
  readonly published_ms: string;
  readonly files: number;
  readonly chunks: number;
  readonly words: number;
  readonly name_words: number;
  readonly fingerprint: string;
}

function recordsOf(rows: readonly CatalogueRow[]): ShardFile[] {
  let firstChunk = 0;
  return rows.map(({ path, language, kind, content_hash: contentHash, chunks: chunkCount }) => {
    const file = { path, language, kind, sizeBytes: 0, mtimeMs: 0, contentHash, firstChunk, chunkCount };
    firstChunk += chunkCount;
    return file;
  });
}

function notPublished(
  server: string,
  { repository, branches, fingerprint }: BranchChoice,
  found: readonly BranchRow[],
  ofModel: readonly BranchRow[],
): SemanticSearchError {
  if (found.length === 0) {
    return new SemanticSearchError(
      'NOT_PUBLISHED',
      l10n.t('{0} has nothing of the repository {1}, or you may not see it.', server, repository),
      l10n.t(
        'Publish it with semantic-search publish, ask for access, or give another name with --repository.',
      ),
    );
  }
  if (ofModel.length === 0) {
    return new SemanticSearchError(
      'NOT_PUBLISHED',
      l10n.t(
        '{0} has {1} of another model or version: {2}; not of {3}.',
        server,
        repository,
        found[0]!.fingerprint,
        fingerprint,
      ),
      l10n.t(
        'Choose the same provider and model, and the same version of Semantic Search, as the publisher.',
      ),
    );
  }
  const names = [...new Set(ofModel.map(({ name }) => name))].slice(0, 10).join(', ');
  return new SemanticSearchError(
    'NOT_PUBLISHED',
    l10n.t('{0} does not have the branch {1} of {2}.', server, branches[0] ?? '', repository),
    l10n.t('Choose one with --branch: {0}.', names),
  );
}

function unreadable(server: string, path: string, cause: unknown): SemanticSearchError {
  return new SemanticSearchError(
    'DATABASE_FAILED',
    l10n.t('{0} has an invalid index of {1}: {2}', server, path, messageOf(cause)),
    l10n.t('Delete the branch with publish --delete-branch, and publish it again.'),
    { cause },
  );
}
