import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reranking } from '../../../src/common/contracts/reranking';
import type { SearchAnswer } from '../../../src/common/contracts/searchResult';
import { rerankerRecords } from '../../../src/engine/reranking/records/rerankerRecords';
import { runCommand, type CommandOutcome } from '../../support/commandInProcess';
import { writeSampleWorkspace } from '../../support/providers/sampleWorkspace';
import { temporaryDirectory } from '../../support/realSources';
import { rerankDialects } from '../../support/rerankers/dialects';
import { cohere } from '../../support/rerankers/dialects/cohere';
import { tei } from '../../support/rerankers/dialects/localServers';
import {
  openRerankServer,
  rerankKey,
  similarity,
  type RerankServer,
} from '../../support/rerankers/rerankServer';

/** No file has its words in this sequence: nothing is in front of the ranked results. */
const query = 'a connection was lost, try the upload once more';

let root: { directory: string; remove: () => Promise<void> };
let folder: string;
beforeAll(async () => {
  root = await temporaryDirectory('rerank-conformance');
  folder = path.join(root.directory, 'workspace');
  await mkdir(folder);
  await writeSampleWorkspace(folder);
  expect((await run('index', folder)).code).toBe(0);
});
afterAll(() => root.remove());

function run(...args: readonly string[]): Promise<CommandOutcome> {
  return runCommand([...args, '--index-dir', path.join(root.directory, 'index')], {
    env: { SEMANTIC_SEARCH_RERANK_KEY: rerankKey, SEMANTIC_SEARCH_API_KEY: undefined },
  });
}

async function search(
  { baseUrl }: Pick<RerankServer, 'baseUrl'>,
  id: string,
  ...args: readonly string[]
): Promise<CommandOutcome & { readonly answer: SearchAnswer }> {
  const outcome = await run(
    'search',
    query,
    folder,
    '--no-update',
    '--json',
    ...reranked(id, baseUrl),
    ...args,
  );
  return { ...outcome, answer: (outcome.code === 0 ? JSON.parse(outcome.stdout) : {}) as SearchAnswer };
}

const reranked = (id: string, baseUrl: string): string[] => ['--rerank', id, '--rerank-url', baseUrl];

const firstPath = ({ results }: SearchAnswer): string | undefined => results[0]?.path;

describe.each(rerankDialects.map((dialect) => ({ name: dialect.id, dialect })))('$name', ({ dialect }) => {
  it('gets requests as its provider documents them', async () => {
    const server = await openRerankServer(dialect);
    const { code, stderr, answer } = await search(server, dialect.id, '--limit', '40', '--order', 'places');
    expect([code, server.requests.map(({ refusal }) => refusal)]).toEqual([0, [undefined]]);
    const { query: asked, documents } = server.requests[0]!.rerank!;
    expect(asked).toBe(query);
    expect(documents).toHaveLength(30);
    const best = documents.toSorted((a, b) => similarity(query, b) - similarity(query, a));
    expect(firstPath(answer)).toBe(best[0]!.split('\n')[0]);
    const { host, count, failure } = answer.reranking!;
    expect([host, count, failure]).toEqual([new URL(server.baseUrl).host, 30, undefined]);
    expect(stderr.split('\n')[0]).toContain(
      `(${host}) refines the order: the query, and the paths and texts`,
    );
    expect(await placesOfKey(`${stderr}${JSON.stringify(answer)}`)).toEqual([]);
  });

  it('moves results to the front that the first order has below the limit', async () => {
    const plain = await run('search', query, folder, '--no-update', '--json', '--limit', '30');
    const last = (JSON.parse(plain.stdout) as SearchAnswer).results[25]!;
    const server = await openRerankServer(dialect, {
      scoreOf: (_, document) => (document.startsWith(`${last.path}\n`) ? 1 : 0),
    });
    const { answer } = await search(server, dialect.id, '--limit', '3');
    expect(answer.results).toHaveLength(3);
    expect(firstPath(answer)).toBe(last.path);
  });
});

it('has a simulator for each record', () => {
  expect(rerankDialects.map(({ id }) => id)).toEqual(rerankerRecords.map(({ id }) => id));
});

describe('the command line', () => {
  it('prints the first order, and why it was not refined', async () => {
    const server = await openRerankServer(cohere, { echoKey: true });
    const { code, stderr, answer } = await search(server, 'cohere');
    const [plain] = (await run('search', query, folder, '--no-update', '--json')).stdout.split('\n');
    const paths = ({ results }: SearchAnswer): string[] => results.map((result) => result.path);
    expect([code, paths(answer)]).toEqual([0, paths(JSON.parse(plain!) as SearchAnswer)]);
    expect(stderr).toMatch(/PROVIDER_KEY: .* Not refined: key\.\n$/);
    const { failure } = answer.reranking as Reranking & { failure: { code: string } };
    expect([failure.why, failure.code]).toEqual(['key', 'PROVIDER_KEY']);
    expect(await placesOfKey(stderr)).toEqual([]);
  });

  it('names the model, and requires no model name for a self-hosted server', async () => {
    const server = await openRerankServer(cohere);
    const { answer } = await search(server, 'cohere:rerank-v4.0-fast');
    expect(server.requests[0]?.rerank?.model).toBe('rerank-v4.0-fast');
    expect(answer.reranking?.by).toBe('Cohere rerank-v4.0-fast');
    const own = await openRerankServer(tei);
    const { answer: other } = await search(own, 'tei');
    expect(other.reranking?.by).toBe('Text Embeddings Inference');
  });

  it('reranks each query of a file', async () => {
    const server = await openRerankServer(cohere);
    const file = path.join(root.directory, 'queries.jsonl');
    await writeFile(file, '{"query":"round invoice"}\n{"query":"lost upload"}\n');
    const args = ['search', folder, '--queries', file, '--no-update', ...reranked('cohere', server.baseUrl)];
    const { stdout } = await run(...args);
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as SearchAnswer);
    expect(answers.map(({ reranking }) => (reranking?.count ?? 0) > 0)).toEqual([true, true]);
    expect(server.requests.map(({ rerank }) => rerank?.query)).toEqual(['round invoice', 'lost upload']);
  });

  it.each([
    [['--rerank', 'nobody'], /There is no reranker "nobody"\. Choose one of: cohere, jina,/],
    [['--rerank', ''], /--rerank takes ID or ID:MODEL/],
    [['--rerank', 'cohere', '--rerank-url', 'sk-key'], /--rerank-url is not an HTTP address/],
    [['--rerank-url', 'http://localhost'], /--rerank-url belongs to --rerank/],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await run('search', query, folder, '--no-update', ...args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });
});

/** Files and outputs that contain the key. */
async function placesOfKey(outputs: string): Promise<string[]> {
  const places = outputs.includes(rerankKey) ? ['outputs'] : [];
  const entries = await readdir(root.directory, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    if ((await readFile(file)).includes(rerankKey)) places.push(file);
  }
  return places;
}
