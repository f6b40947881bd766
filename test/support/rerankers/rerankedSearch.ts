import { onTestFinished } from 'vitest';
import type { RerankOptions } from '../../../src/common/contracts/engineOptions';
import type { SearchAnswer, SearchResult } from '../../../src/common/contracts/searchResult';
import { refineAnswer, type FirstOrder } from '../../../src/engine/reranking/refineAnswer';
import type { RemoteReranker } from '../../../src/engine/reranking/remoteReranker';
import { createReranker } from '../../../src/node/createReranker';
import { temporaryDirectory } from '../realSources';
import type { RerankDialect } from './rerankDialect';
import { rerankKey, type RerankServer } from './rerankServer';

/** The lines of each result of {@link firstOrder}: the last one answers {@link rerankQuery} best. */
const lines = [
  'draw the menu at the top of the window',
  'the colour of a button while the pointer is over it',
  'write the settings to the disk when the window closes',
  'read a list of words from a file',
  'send the request again',
  'repeat a request that failed',
  'repeat a failed request after a pause',
];

export const rerankQuery = 'repeat failed request after pause';

/** An answer whose results are in the reverse of the right order. */
export function firstOrder(changes: Partial<SearchAnswer> = {}, named = 0): FirstOrder {
  const results = lines.map((_, i) => resultAt(i));
  const index = { state: 'ready', files: lines.length, chunks: lines.length, unreadable: 0 } as const;
  return { answer: { query: rerankQuery, results, index, stale: [], tookMs: 1, ...changes }, named };
}

/** Current lines of a result of {@link firstOrder}. */
export function linesOf({ path }: Pick<SearchResult, 'path'>): Promise<string | undefined> {
  return Promise.resolve(lines[Number(/\d+/.exec(path)?.[0])]);
}

/** The numbers of the results of an answer, in its order. */
export function orderOf({ results }: SearchAnswer): number[] {
  return results.map(({ path }) => Number(/\d+/.exec(path)?.[0]));
}

function resultAt(i: number): SearchResult {
  return {
    folder: '/folder',
    path: `src/file${i}.ts`,
    startLine: 1,
    endLine: 1,
    score: 10 - i,
    kind: 'code',
    language: 'typescript',
    symbol: null,
    symbolKind: null,
    matchedBy: ['vector'],
    line: 1,
    tellingLine: 1,
    preview: lines[i]!,
    previewLine: 1,
    matches: [],
    ...(i >= 5 && { isLessLikely: true }),
  };
}

/** A reranker for a server, for one test. */
export async function openReranker(
  { id }: Pick<RerankDialect, 'id'>,
  { baseUrl }: Pick<RerankServer, 'baseUrl'>,
  changes: Partial<RerankOptions> = {},
): Promise<RemoteReranker> {
  const { directory, remove } = await temporaryDirectory('rerank');
  onTestFinished(remove);
  const reranker = await createReranker({ provider: id, baseUrl, apiKey: rerankKey, ...changes }, directory);
  onTestFinished(() => reranker.close());
  return reranker;
}

/** The answer after the reranker was asked. */
export function refine(
  reranker: RemoteReranker,
  first: FirstOrder = firstOrder(),
  patienceMs?: number,
): Promise<SearchAnswer> {
  return refineAnswer(first, { reranker, patienceMs }, linesOf);
}
