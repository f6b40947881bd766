import type { Shard } from '../../engine/indexing/shard';
import type { PostingList } from '../../engine/retrieval/postings';
import type { Database } from './database';
import { compress, meanVector, wordsOf, type FilePart } from './filePart';
import { numberArray, termNumber, vectorArray } from './sqlValues';

/** Postings of one statement: more would only take more memory. */
const mostPostings = 100_000;

/** What files are published for. */
export interface PublishedFor {
  readonly repository: number;
  readonly model: number;
}

/**
 * Writes files that the database does not have.
 *
 * @param onFiles called with the number of files after each statement
 * @returns their ids, by key in hexadecimal
 */
export async function insertFiles(
  database: Database,
  parts: readonly FilePart[],
  target: PublishedFor,
  onFiles: (count: number) => void,
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  let batch: FilePart[] = [];
  let postings = 0;
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    for (const [key, id] of await insertBatch(database, batch, target)) ids.set(key, id);
    onFiles(batch.length);
    batch = [];
    postings = 0;
  };
  for (const part of parts) {
    batch.push(part);
    postings += part.shard.bodies.documents.length;
    if (postings >= mostPostings) await flush();
  }
  await flush();
  return ids;
}

async function insertBatch(
  database: Database,
  parts: readonly FilePart[],
  { repository, model }: PublishedFor,
): Promise<(readonly [string, number])[]> {
  const files = parts.map(({ shard, key, bytes }) => {
    const { path, language, kind, contentHash, chunkCount } = shard.files[0]!;
    return {
      path,
      language,
      kind,
      contentHash,
      chunkCount,
      key,
      shard,
      data: compress(bytes),
      ...wordsOf(shard),
    };
  });
  const rows = await database.query<{ id: number; key: Buffer }>(
    `insert into semantic_search.file
       (repository, model, key, path, language, kind, content_hash, chunks, words, name_words, sample, mean, data)
     select $1, $2, f.key, f.path, f.language, f.kind, f.content_hash, f.chunks, f.words, f.name_words, f.sample,
       f.mean::halfvec, f.data
     from unnest($3::bytea[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::int[], $10::int[],
       $11::int[], $12::text[], $13::bytea[])
       as f (key, path, language, kind, content_hash, chunks, words, name_words, sample, mean, data)
     returning id, key`,
    [
      ...[repository, model],
      ...[files.map(({ key }) => key), files.map(({ path }) => path), files.map(({ language }) => language)],
      ...[files.map(({ kind }) => kind), files.map(({ contentHash }) => contentHash)],
      numberArray(files.map(({ chunkCount }) => chunkCount)),
      numberArray(files.map(({ words }) => words)),
      numberArray(files.map(({ nameWords }) => nameWords)),
      numberArray(files.map(({ key }) => key.readInt32BE(0))),
      vectorArray(files.map(({ shard }) => meanVector(shard))),
      files.map(({ data }) => data),
    ],
  );
  const ids = new Map(rows.map(({ id, key }) => [key.toString('hex'), id]));
  const placed = files.map(({ key, shard }) => ({ id: ids.get(key.toString('hex'))!, shard }));
  await insertPostings(database, placed, repository);
  await insertNames(database, placed, repository);
  await insertVectors(database, placed, { repository, model });
  return [...ids];
}

interface PlacedFile {
  readonly id: number;
  readonly shard: Shard;
}

async function insertPostings(database: Database, files: readonly PlacedFile[], repository: number) {
  const columns = { term: [], file: [], chunk: [], length: [], count: [] } as Record<string, number[]>;
  for (const { id, shard } of files) {
    forEachPosting(shard.bodies, (hash, chunk, count) => {
      columns['term']!.push(termNumber(hash));
      columns['file']!.push(id);
      columns['chunk']!.push(chunk);
      columns['length']!.push(shard.chunks.lengths[chunk]!);
      columns['count']!.push(count);
    });
  }
  await database.query(
    `insert into semantic_search.posting (repository, term, file, chunk, length, count)
     select $1, * from unnest($2::int[], $3::int[], $4::int[], $5::int[], $6::smallint[])`,
    [repository, ...Object.values(columns).map(numberArray)],
  );
}

async function insertNames(database: Database, files: readonly PlacedFile[], repository: number) {
  const columns = { term: [], file: [], symbol: [], width: [] } as Record<string, number[]>;
  for (const { id, shard } of files) {
    forEachPosting(shard.definitions, (hash, symbol) => {
      columns['term']!.push(termNumber(hash));
      columns['file']!.push(id);
      columns['symbol']!.push(symbol);
      columns['width']!.push(shard.symbols.widths[symbol]!);
    });
  }
  await database.query(
    `insert into semantic_search.name_posting (repository, term, file, symbol, width)
     select $1, * from unnest($2::int[], $3::int[], $4::int[], $5::smallint[])`,
    [repository, ...Object.values(columns).map(numberArray)],
  );
}

async function insertVectors(
  database: Database,
  files: readonly PlacedFile[],
  { repository, model }: PublishedFor,
) {
  const ids: number[] = [];
  const chunks: number[] = [];
  const vectors: Int8Array[] = [];
  for (const { id, shard } of files) {
    const { dimensions } = shard;
    shard.chunks.scales.forEach((scale, chunk) => {
      if (scale === 0) return;
      ids.push(id);
      chunks.push(chunk);
      vectors.push(shard.chunks.vectors.subarray(chunk * dimensions, (chunk + 1) * dimensions));
    });
  }
  await database.query(
    `insert into semantic_search.chunk_vector (repository, model, file, chunk, vector)
     select $1, $2, v.file, v.chunk, v.vector::halfvec
     from unnest($3::int[], $4::int[], $5::text[]) as v (file, chunk, vector)`,
    [repository, model, numberArray(ids), numberArray(chunks), vectorArray(vectors)],
  );
}

function forEachPosting(
  { hashes, offsets, documents, counts }: PostingList,
  visit: (hash: number, document: number, count: number) => void,
): void {
  for (let term = 0; term < hashes.length; term++) {
    for (let i = offsets[term]!; i < offsets[term + 1]!; i++) visit(hashes[term]!, documents[i]!, counts[i]!);
  }
}
