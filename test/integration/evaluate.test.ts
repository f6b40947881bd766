import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EvaluationReport, Measure } from '../../src/common/contracts/evaluation';
import { runCommand } from '../support/commandInProcess';
import { startEmbeddingServer, type EmbeddingServer } from '../support/embeddingServer';
import { topicModel, writeTopics } from '../support/evaluation/topics';
import { temporaryDirectory } from '../support/realSources';
import { tei } from '../support/rerankers/dialects/localServers';
import { openRerankServer, rerankKey, type RerankFault } from '../support/rerankers/rerankServer';

const topics = 40;

describe('evaluate, with simulated providers of known quality', () => {
  let directory: string;
  let remove: () => Promise<void>;
  let better: EmbeddingServer;
  let worse: EmbeddingServer;
  let equal: EmbeddingServer;
  const folder = (): string => path.join(directory, 'folder');

  beforeAll(async () => {
    ({ directory, remove } = await temporaryDirectory('evaluate'));
    await writeTopics(folder(), topics);
    const good = topicModel(topics, () => true);
    better = await startEmbeddingServer(0, good);
    equal = await startEmbeddingServer(0, good);
    worse = await startEmbeddingServer(
      0,
      topicModel(topics, (topic) => topic % 3 === 0),
    );
  });

  afterAll(async () => {
    await Promise.all([better, worse, equal].map((server) => server.close()));
    await remove();
  });

  const evaluate = (options: readonly string[], index = 'index') =>
    runCommand(['evaluate', folder(), '--index-dir', path.join(directory, index), ...options]);
  const candidate = (name: string, server: EmbeddingServer): string[] => [
    '--with',
    `openai-compatible:${name}@${server.url}`,
  ];
  const all = (): string[] => [
    ...candidate('better', better),
    ...candidate('worse', worse),
    ...candidate('equal', equal),
  ];

  it('reports which model is better, which is worse, and that two are equal', async () => {
    const { code, stdout, stderr } = await evaluate([...all(), '--json']);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const report = JSON.parse(stdout) as EvaluationReport;
    expect(report.questions).toEqual({ comment: topics, heading: 0, commit: 0 });
    expect(report.candidates.map(({ label }) => label)).toEqual([
      'builtin',
      'openai-compatible:better',
      'openai-compatible:worse',
      'openai-compatible:equal',
    ]);
    const share = (number: number, measure: Measure) => report.candidates[number]!.measures[measure]!.value;
    expect(share(1, 'file1')).toBeGreaterThan(0.9);
    expect(share(1, 'lines1')).toBeGreaterThan(0.9);
    expect(share(2, 'file1')).toBeLessThan(0.6);
    const difference = (first: number, second: number) =>
      report.differences.find((one) => one.first === first && one.second === second)!.measures;
    expect(difference(1, 2).file1!.high).toBeLessThan(0);
    expect(difference(2, 3).file1!.low).toBeGreaterThan(0);
    expect(difference(1, 3)).toEqual(
      Object.fromEntries(Object.keys(difference(1, 3)).map((name) => [name, { value: 0, low: 0, high: 0 }])),
    );
  });

  it('prints the significant differences', async () => {
    const { stdout } = await evaluate(all());
    expect(stdout).toContain(
      'openai-compatible:equal compared with openai-compatible:better: no difference to be seen.',
    );
    expect(stdout).toMatch(
      /openai-compatible:worse compared with openai-compatible:better, percentage points/,
    );
    expect(stdout).toMatch(/right file within 1 +−\d+ \(−\d+ to −\d+\)/);
  });

  it('writes Markdown with a table of the models', async () => {
    const { stdout } = await evaluate([...candidate('better', better), '--markdown']);
    expect(stdout).toMatch(/^\| openai-compatible:better \| 9\d|^\| openai-compatible:better \| 100 %/m);
    expect(stdout).toContain('questions that only openai-compatible:better answers');
  });

  it('sends code without the comment that became the question', async () => {
    await evaluate(candidate('fresh', better), 'fresh');
    const sent = better.requests.filter(({ model }) => model === 'fresh').flatMap(({ inputs }) => inputs);
    const source = await readFile(path.join(folder(), 'src', 'part0.ts'), 'utf8');
    const comment = /\/\*\* (.*)\. \*\//.exec(source)![1]!;
    expect(sent.filter((text) => text.includes('export function'))).toHaveLength(topics);
    // Once as the question.
    expect(sent.filter((text) => text.includes(comment))).toEqual([comment]);
  });

  it('sends the texts of files once, whatever the number of comparisons', async () => {
    await evaluate(candidate('kept', better), 'kept');
    const before = better.requests.length;
    const { stdout } = await evaluate([...candidate('kept', better), '--json'], 'kept');
    const again = better.requests.slice(before).flatMap(({ inputs }) => inputs);
    expect(again.filter((text) => text.includes('export function'))).toEqual([]);
    expect((JSON.parse(stdout) as EvaluationReport).candidates[1]).toMatchObject({
      embedded: 0,
      reused: topics,
    });
  });

  it('reports a model that fails, compares the others, and exits with 1', async () => {
    const { code, stdout, stderr } = await evaluate([
      ...candidate('better', better),
      '--with',
      'openai-compatible:gone@http://127.0.0.1:9/v1',
      '--json',
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/PROVIDER_UNREACHABLE: openai-compatible:gone could not be measured/);
    const report = JSON.parse(stdout) as EvaluationReport;
    expect(report.candidates).toHaveLength(2);
    expect(report.failed).toMatchObject([{ label: 'openai-compatible:gone' }]);
  });

  it('keeps the vectors that arrived when it is cancelled, and requests only the others next time', async () => {
    const many = path.join(directory, 'many');
    await writeTopics(many, 80);
    const server = await startEmbeddingServer(
      0,
      topicModel(80, () => true),
    );
    const compare = (signal?: AbortSignal) =>
      runCommand(
        [
          ...['evaluate', many, '--index-dir', path.join(directory, 'cancelled')],
          ...candidate('slow', server),
          '--json',
        ],
        { ...(signal && { signal }) },
      );
    const isCode = (text: string): boolean => text.includes('export function');
    try {
      let passed = 0;
      const answered: string[] = [];
      server.hold(({ inputs }) => {
        if (inputs.some(isCode) && passed++ > 0) return false;
        answered.push(...inputs.filter(isCode));
        return true;
      });
      const controller = new AbortController();
      const cancelled = compare(controller.signal);
      await expect
        .poll(() => server.requests.filter(({ inputs }) => inputs.some(isCode)).length)
        .toBeGreaterThan(1);
      controller.abort();
      expect(await cancelled).toMatchObject({ code: 130, stdout: '' });
      const before = server.requests.length;
      server.release();
      const { stdout } = await compare();
      const again = server.requests
        .slice(before)
        .flatMap(({ inputs }) => inputs)
        .filter(isCode);
      expect(answered.length).toBeGreaterThan(0);
      expect(again.filter((text) => answered.includes(text))).toEqual([]);
      expect((JSON.parse(stdout) as EvaluationReport).candidates[1]).toMatchObject({
        reused: answered.length,
      });
    } finally {
      server.release();
      await server.close();
    }
  });

  it('compares a sample that contains all right answers if the price limit is reached', async () => {
    const priced = await startEmbeddingServer(
      0,
      topicModel(topics, () => true, 1536),
    );
    const { code, stdout, stderr } = await runCommand(
      [
        ...['evaluate', folder(), '--index-dir', path.join(directory, 'dear'), '--json', '--questions', '10'],
        ...['--max-cost', '0.00006', '--with', `openai:text-embedding-3-small@${priced.url}`],
      ],
      { env: { SEMANTIC_SEARCH_API_KEY: 'key' } },
    );
    await priced.close();
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr).toContain('The price limit is reached');
    const report = JSON.parse(stdout) as EvaluationReport;
    const { comment } = report.questions;
    expect(comment).toBeGreaterThan(3);
    expect(report.chunks).toBeGreaterThan(comment);
    expect(report.chunks).toBeLessThan(topics);
    expect(((report.tokens + report.questionTokens) / 1e6) * 0.02).toBeLessThan(0.00006);
    expect(report.limit).toBe('cost');
  });

  it('compares a model with a reranker, and states what the reranker gets', async () => {
    const vectorOf = topicModel(topics, () => true);
    const server = await openRerankServer(tei, {
      scoreOf: (query, document) => {
        const [a, b] = [vectorOf(query), vectorOf(document)];
        return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
      },
    });
    const { code, stdout, stderr } = await runCommand(
      [
        ...['evaluate', folder(), '--index-dir', path.join(directory, 'reranked'), '--json'],
        ...['--with', `builtin+tei@${server.baseUrl}`],
      ],
      { env: { SEMANTIC_SEARCH_RERANK_KEY: rerankKey } },
    );
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr).toMatch(
      /builtin \+ .* embedded on this machine; 80 requests to 127\.0\.0\.1:\d+, about [\d,]+ tokens/,
    );
    const report = JSON.parse(stdout) as EvaluationReport;
    expect(report.candidates.map(({ label }) => label)).toEqual([
      'builtin',
      expect.stringMatching(/^builtin \+ /),
    ]);
    expect(report.differences[0]!.measures.file1!.low).toBeGreaterThan(0.2);
    expect(report.differences[0]!.measures.lines1!.low).toBeGreaterThan(0.2);
    expect(server.requests).toHaveLength(2 * topics);
  });

  it('counts the first order if a reranker fails, and reports that', async () => {
    const server = await openRerankServer(tei, {});
    const page: RerankFault = (response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>Sign in');
    };
    server.next(page, page);
    const { code, stdout, stderr } = await runCommand([
      ...['evaluate', folder(), '--index-dir', path.join(directory, 'once'), '--markdown'],
      ...['--questions', '5', '--rerank-param', 'raw_scores=true', '--with', `builtin+tei@${server.baseUrl}`],
    ]);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toMatch(/\| builtin \+ Text Embeddings Inference .* ms \(reranker: [\d.]+ ms\)/);
    expect(stdout).toMatch(
      /builtin \+ .*: the reranker failed for 1 of 5 questions, whose results keep their first order\. .* web page/,
    );
    expect(JSON.parse(server.requests[3]!.text)).toMatchObject({ raw_scores: true });
  });

  it('reports a reranker that fails', async () => {
    const server = await openRerankServer(tei, {});
    const { code, stdout, stderr } = await runCommand(
      [
        ...['evaluate', folder(), '--index-dir', path.join(directory, 'refused'), '--json'],
        ...['--questions', '5', '--with', `builtin+tei@${server.baseUrl}`],
      ],
      { env: { SEMANTIC_SEARCH_RERANK_KEY: 'wrong' } },
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/PROVIDER_KEY: builtin \+ .* could not be measured/);
    expect((JSON.parse(stdout) as EvaluationReport).candidates).toHaveLength(1);
  });

  it('makes the same questions each time', async () => {
    const ask = async (index: string) => {
      const before = better.requests.length;
      await evaluate(candidate(index, better), index);
      return better.requests
        .slice(before)
        .flatMap(({ inputs }) => inputs)
        .filter((text) => text.startsWith('The '));
    };
    expect(await ask('first')).toEqual(await ask('second'));
  });

  it.each([
    [['evaluate'], /needs a model/],
    [['evaluate', '--with', '!'], /--with takes ID/],
    [['evaluate', '--with', 'voyage', '--with', 'voyage'], /given twice/],
    [['evaluate', '--with', 'voyage', '--max-cost', '0'], /--max-cost takes/],
    [['evaluate', '--with', 'voyage', '--model', 'x'], /--model does not belong to evaluate/],
    [['evaluate', '--with', 'voyage', '--json', '--markdown'], /exclude each other/],
    [['index', '--with', 'voyage'], /--with belongs to evaluate/],
    [['evaluate', '--with', 'nobody'], /There is no provider "nobody"/],
  ])('%j is refused', async (args, message) => {
    const { code, stderr } = await runCommand(args);
    expect(stderr).toMatch(message);
    expect(code).toBe(args.includes('nobody') ? 1 : 2);
  });
});
