import type { CosineSpreads, Spread } from '../../engine/ranking/spread';
import type { Database } from './database';
import type { SearchedBranch } from './lexicalCandidates';
import { numberArray, vectorText } from './sqlValues';

/** What the vector of a query finds. */
export interface VectorCandidates {
  /** Ids of files. */
  readonly files: readonly number[];
  readonly spreads: CosineSpreads;
}

/** Files from the top of each list, as in `ranking/candidates`, and nearest chunks among which the first list is found. */
const nearestFiles = 100;
const nearestChunks = 1000;

/** Number of files for whose chunks all cosines are computed, to estimate the spread. A smaller branch is computed as a whole. */
const sampledFiles = 2000;

/** Candidates that an index of pgvector compares; more find more of the nearest ones. */
const searchedCandidates = 400;

/** The model and its dimensions are part of the text: only then the index of the model is used. */
const nearestStatement = (model: number, dimensions: number): string => `
with nearest as (
  select file, vector::halfvec(${dimensions}) <=> $3::halfvec(${dimensions}) as distance
  from semantic_search.chunk_vector
  where repository = $1 and model = ${model}
    and file in (select file from semantic_search.branch_file where branch = $2)
    and ($4::int[] is null or file = any($4))
  order by vector::halfvec(${dimensions}) <=> $3::halfvec(${dimensions}) limit ${nearestChunks}
), nearest_file as (
  select file from nearest group by file order by min(distance) limit ${nearestFiles}
), nearest_mean as (
  select id from semantic_search.file
  where repository = $1 and model = ${model} and mean is not null
    and id in (select file from semantic_search.branch_file where branch = $2)
    and ($4::int[] is null or id = any($4))
  order by mean::halfvec(${dimensions}) <=> $3::halfvec(${dimensions}) limit ${nearestFiles}
)
select file from nearest_file union select id from nearest_mean`;

/** Of a sample of the files that may be found; cosines of 0 do not count, as in `ranking/spread`. */
const spreadStatement = `
with sampled as (
  select file from semantic_search.branch_file
  where branch = $1 and ($3::int[] is null or file = any($3))
  order by sample, file limit ${sampledFiles}
), cosines as materialized (
  select file, 1 - (vector <=> $2::halfvec) as cosine from semantic_search.chunk_vector join sampled using (file)
), best as (
  select max(cosine) as cosine from cosines group by file having max(cosine) > 0
), means as (
  select 1 - (f.mean <=> $2::halfvec) as cosine
  from semantic_search.file f join sampled s on s.file = f.id where f.mean is not null
)
select 'chunks' as of, coalesce(avg(cosine), 0) as mean, coalesce(stddev_pop(cosine), 0) as deviation
  from cosines where cosine <> 0
union all select 'best', coalesce(avg(cosine), 0), coalesce(stddev_pop(cosine), 0) from best
union all select 'files', coalesce(avg(cosine), 0), coalesce(stddev_pop(cosine), 0) from means where cosine <> 0`;

/**
 * Run it in a transaction, to which its settings are limited.
 *
 * @param allowed ids of the files that may be found; undefined: all
 * @throws SemanticSearchError as `Database.query`
 */
export async function vectorCandidates(
  database: Database,
  branch: Pick<SearchedBranch, 'id' | 'repository'>,
  { id: model, dimensions }: { readonly id: number; readonly dimensions: number },
  vector: Float32Array,
  allowed: readonly number[] | undefined,
  hasIterativeScans: boolean,
): Promise<VectorCandidates> {
  await database.query(
    `set local hnsw.ef_search = ${searchedCandidates};
     ${hasIterativeScans ? "set local hnsw.iterative_scan = 'relaxed_order'" : ''}`,
  );
  const text = vectorText(vector);
  const only = allowed ? numberArray(allowed) : null;
  const rows = await database.query<{ file: number }>(nearestStatement(model, dimensions), [
    ...[branch.repository, branch.id, text, only],
  ]);
  const all = await spreadsOf(database, branch.id, text, null);
  const spreads =
    only === null ? all : { ...(await spreadsOf(database, branch.id, text, only)), chunks: all.chunks };
  return { files: rows.map(({ file }) => file), spreads };
}

async function spreadsOf(
  database: Database,
  branch: number,
  vector: string,
  allowed: string | null,
): Promise<CosineSpreads> {
  const rows = await database.query<Spread & { of: keyof CosineSpreads }>(spreadStatement, [
    ...[branch, vector, allowed],
  ]);
  const spreadOf = (name: keyof CosineSpreads): Spread => {
    const { mean, deviation } = rows.find(({ of }) => of === name)!;
    return { mean, deviation };
  };
  return { chunks: spreadOf('chunks'), best: spreadOf('best'), files: spreadOf('files') };
}
