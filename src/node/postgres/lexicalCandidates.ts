import { bm25, type LexicalCounts } from '../../engine/retrieval/lexicalRetriever';
import type { IndexTotals } from '../../engine/retrieval/lexicalStatistics';
import type { AnalyzedQuery } from '../../engine/retrieval/query';
import type { Database } from './database';
import { numberArray, termNumber } from './sqlValues';

/** The branch that is searched. */
export interface SearchedBranch {
  readonly id: number;
  readonly repository: number;
  readonly totals: IndexTotals;
}

/** What the words of a query find. */
export interface LexicalCandidates {
  readonly counts: LexicalCounts;
  /** Ids of files. */
  readonly files: readonly number[];
}

/** Files from the top of each list with those that tie with the last one, as in `ranking/candidates`. */
const top = 'fetch first 100 rows with ties';

/** Most files of a list: thousands may tie in a large repository, and each is read as a whole. */
const mostOfList = 400;

/** Chunks that contain the most of the query, for `verbatim/likelyChunks`. */
const chunksByCover = 200;

/** BM25 of one term in a document with `length` words, and its inverse document frequency; see `lexicalRetriever`. */
const weighted = (length: string, mean: string): string =>
  `idf * count * ($11::float8 + 1) / (count + $11::float8 * (1 - $12::float8 + $12::float8 * ${length} / ${mean}))`;
const rarity = (documents: string): string =>
  `ln(1 + (${documents} - sum(presence) + 0.5) / (sum(presence) + 0.5))`;

/**
 * One statement: the postings of the query's terms, how many documents have each term, and the best files by their best
 * chunk, as a whole, by the names that they define and by the best of these names. The scores are those of
 * `retrieval/lexicalRetriever`, but only choose the candidates: the ranker computes its own.
 *
 * Parameters: repository, branch, positions, terms and weights of the query; chunks, files and mean lengths of the index; k1
 * and b; the files that may be found, null for all.
 */
const statement = `
with asked as (
  select * from unnest($3::int[], $4::int[], $5::float8[]) as a (position, term, weight)
), found as materialized (
  select a.position, p.file, p.chunk, p.length, max(a.weight) as presence, sum(a.weight * p.count) as count
  from asked a
  join semantic_search.posting p on p.repository = $1 and p.term = a.term
  join semantic_search.branch_file b on b.branch = $2 and b.file = p.file
  group by 1, 2, 3, 4
), in_files as materialized (
  select position, file, max(presence) as presence, sum(count) as count from found group by 1, 2
), names as materialized (
  select a.position, p.file, p.symbol, p.width, max(a.weight) as presence
  from asked a
  join semantic_search.name_posting p on p.repository = $1 and p.term = a.term
  join semantic_search.branch_file b on b.branch = $2 and b.file = p.file
  group by 1, 2, 3, 4
), in_names as materialized (
  select position, file, max(presence) as presence, count(*) as count from names group by 1, 2
), chunk_terms as (
  select position, sum(presence) as df, ${rarity('$6::float8')} as idf
  from found group by 1
), file_terms as (
  select position, sum(presence) as df, ${rarity('$7::float8')} as idf
  from in_files group by 1
), name_terms as (
  select position, sum(presence) as df, ${rarity('$7::float8')} as idf
  from in_names group by 1
), chunk_scores as materialized (
  select file, chunk, sum(presence * idf) as cover,
    sum(${weighted('length', '$8::float8')}) as score
  from found join chunk_terms using (position)
  where $13::int[] is null or file = any($13) group by 1, 2
)
select 'chunk' as list, position as id, df from chunk_terms
union all select 'file', position, df from file_terms
union all select 'name', position, df from name_terms
union all (select * from (
  select 'candidate', file, max(score)::float4 from chunk_scores group by file order by 3 desc ${top}
) as by_chunk limit ${mostOfList})
union all (select * from (
  select 'candidate', file, cover + 0.02 * score from chunk_scores order by 3 desc limit ${chunksByCover}
) as by_cover limit ${mostOfList})
union all (select * from (
  select 'candidate', i.file, sum(${weighted('f.words', '$9::float8')})::float4
  from in_files i join file_terms using (position) join semantic_search.file f on f.id = i.file
  where $13::int[] is null or i.file = any($13) group by i.file order by 3 desc ${top}
) as by_file limit ${mostOfList})
union all (select * from (
  select 'candidate', i.file, sum(${weighted('f.name_words', '$10::float8')})::float4
  from in_names i join name_terms using (position) join semantic_search.file f on f.id = i.file
  where $13::int[] is null or i.file = any($13) group by i.file order by 3 desc ${top}
) as by_names limit ${mostOfList})
union all (select * from (
  select 'candidate', file, max(match)::float4 from (
    select file, sum(presence * idf) * sum(presence) / greatest(1, max(width)) as match
    from names join name_terms using (position)
    where $13::int[] is null or file = any($13) group by file, symbol
  ) as one group by file order by 3 desc ${top}
) as by_name limit ${mostOfList})`;

/**
 * @param allowed ids of the files that may be found; undefined: all
 * @throws SemanticSearchError as `Database.query`
 */
export async function lexicalCandidates(
  database: Database,
  { id, repository, totals }: SearchedBranch,
  query: Pick<AnalyzedQuery, 'terms' | 'alternatives'>,
  allowed: readonly number[] | undefined,
): Promise<LexicalCandidates> {
  const asked = query.terms.flatMap((term, position) => [
    { position, term, weight: 1 },
    ...(query.alternatives?.[position] ?? []).map((other) => ({ position, ...other })),
  ]);
  const frequencies = {
    chunks: new Float32Array(query.terms.length),
    files: new Float32Array(query.terms.length),
    names: new Float32Array(query.terms.length),
  };
  const counts = { totals, frequencies };
  if (asked.length === 0) return { counts, files: [] };
  const { chunks, files, words, nameWords } = totals;
  const rows = await database.query<{ list: string; id: number; df: number }>(statement, [
    ...[repository, id],
    numberArray(asked.map(({ position }) => position)),
    numberArray(asked.map(({ term }) => termNumber(term))),
    numberArray(asked.map(({ weight }) => weight)),
    ...[chunks, files],
    ...[mean(words, chunks), mean(words, files), mean(nameWords, files)],
    ...[bm25.k1, bm25.b],
    allowed ? numberArray(allowed) : null,
  ]);
  const found = new Set<number>();
  for (const { list, id: of, df } of rows) {
    if (list === 'candidate') found.add(of);
    else if (list === 'chunk') frequencies.chunks[of] = df;
    else if (list === 'file') frequencies.files[of] = df;
    else frequencies.names[of] = df;
  }
  return { counts, files: [...found] };
}

/** In how many chunks of a branch each of some terms occurs; terms that do not occur are missing. */
export async function chunkFrequencies(
  database: Database,
  { id, repository }: SearchedBranch,
  terms: readonly number[],
): Promise<Map<number, number>> {
  const rows = await database.query<{ term: number; count: number }>(
    `select p.term, count(*)::int as count from semantic_search.posting p
     join semantic_search.branch_file b on b.branch = $2 and b.file = p.file
     where p.repository = $1 and p.term = any($3::int[]) group by 1`,
    [repository, id, numberArray(terms.map(termNumber))],
  );
  return new Map(rows.map(({ term, count }) => [term >>> 0, count]));
}

function mean(sum: number, count: number): number {
  return Math.max(1e-9, sum / Math.max(1, count));
}
