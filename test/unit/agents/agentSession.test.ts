import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import type { AgentAnswer, AgentEngine } from '../../../src/agents/agentEngine';
import { AgentSession } from '../../../src/agents/agentSession';
import type { SearchParams, SimilarParams } from '../../../src/common/contracts/engineContract';
import type { SearchResult } from '../../../src/common/contracts/searchResult';
import { result } from './results';

const { signal } = new AbortController();

/** An engine with the given results; remembers what it was asked. */
class StubEngine implements AgentEngine {
  readonly asked: (SearchParams | SimilarParams)[] = [];

  constructor(
    private readonly results: readonly SearchResult[],
    private readonly answer: Partial<AgentAnswer> = {},
    private readonly names = ['app'],
  ) {}

  roots = () =>
    this.names.map((name) => ({ folder: `/home/me/${name}`, name, location: `/home/me/${name}` }));
  search = (params: SearchParams) => this.respond(params);
  similar = (params: SimilarParams) => this.respond(params);
  excerpt: AgentEngine['excerpt'] = ({ path, line, endLine }) =>
    Promise.resolve(
      path.startsWith('src/')
        ? { startLine: line, endLine: endLine ?? line + 4, text: `whole definition of ${path} at ${line}\n}` }
        : null,
    );
  private respond(params: SearchParams | SimilarParams): Promise<AgentAnswer> {
    this.asked.push(params);
    const results = this.results.slice(0, params.limit);
    return Promise.resolve({ results, freshness: 'fresh', ...this.answer });
  }
}

const many = (count: number): SearchResult[] =>
  Array.from({ length: count }, (_, i) => result({ path: `src/file${i}.ts`, symbol: `symbol${i}` }));
const ask = (engine: AgentEngine, input: object, session = new AgentSession(engine)) =>
  session.call('search', { query: 'retry', ...input }, { signal });

describe('an answer', () => {
  it('has a header, places with quoted lines, and a footer about the rest', async () => {
    const text = await ask(new StubEngine(many(2)), { detail: 'lines' });
    expect(text.split('\n')).toEqual([
      'index: fresh. 2 results, with lines; paths in /home/me/app',
      'src/file0.ts:11-20 symbol0',
      '11| line 11 of the definition',
      ...Array.from({ length: 7 }, (_, i) => `| line ${12 + i} of the definition`),
      'src/file1.ts:11-20 symbol1',
      '11| line 11 of the definition',
      ...Array.from({ length: 7 }, (_, i) => `| line ${12 + i} of the definition`),
      'more: detail=full',
    ]);
  });

  it.each([100, 200, 500, 1500, 4000, 20_000])('never has more than %d tokens', async (budget) => {
    const long = many(21).map((one, i) => ({
      ...one,
      path: `src/${'deep/'.repeat(i % 7)}file${i}.ts`,
      preview: Array.from({ length: 10 }, () => 'const 重试 = await fetchWithRetry(`${url}/😀`);').join('\n'),
    }));
    for (const detail of ['places', 'lines', 'full']) {
      const text = await ask(new StubEngine(long), { budget, detail });
      expect(encode(text).length, text).toBeLessThanOrEqual(budget);
      expect(text).toContain('src/file0.ts:11-20');
    }
  });

  it('fits the token count of the reading model, if the host provides one', async () => {
    const count = (text: string) => Promise.resolve(3 * encode(text).length);
    const session = new AgentSession(new StubEngine(many(21)));
    const text = await session.call('search', { query: 'retry', budget: 1000 }, { signal, count });
    expect(await count(text)).toBeLessThanOrEqual(1000);
    expect(text).toContain('src/file0.ts:11-20');
  });

  it('reports that not even one place fits', async () => {
    const text = await ask(new StubEngine([result({ path: `src/${'x/'.repeat(300)}a.ts` })]), {
      budget: 100,
    });
    expect(encode(text).length).toBeLessThanOrEqual(100);
    expect(text).toMatch(/budget/);
  });

  it('keeps the budget if the folder has a very long path', async () => {
    const deep = new StubEngine([], {}, [`${'deep/'.repeat(80)}app`]);
    for (const engine of [deep, new StubEngine(many(3), {}, [`${'deep/'.repeat(80)}app`])]) {
      const text = await ask(engine, { budget: 100 });
      expect(encode(text).length, text).toBeLessThanOrEqual(100);
    }
  });

  it('names the page and the next one', async () => {
    const engine = new StubEngine(many(50));
    expect(await ask(engine, { detail: 'places' })).toMatch(
      /^index: fresh. 20 results, places only.*more: page=2/s,
    );
    const second = await ask(engine, { page: 2, detail: 'places' });
    expect(second).toMatch(/20 results of page 2.*src\/file20\.ts.*src\/file39\.ts.*page=3/s);
    expect(await ask(engine, { page: 3, detail: 'places' })).not.toMatch(/page=4/);
    expect(await ask(engine, { page: 4 })).toBe('index: fresh. No results on page 4.');
  });

  it('shows whole definitions where the budget allows', async () => {
    const text = await ask(new StubEngine(many(1)), {});
    expect(text).toContain('11| whole definition of src/file0.ts at 11\n| }');
    expect(text).not.toContain('more:');
  });

  it('does not repeat lines of the session unless this is requested', async () => {
    const engine = new StubEngine(many(2));
    const session = new AgentSession(engine);
    await ask(engine, { detail: 'lines' }, session);
    const again = await ask(engine, { detail: 'lines' }, session);
    expect(again).toMatch(/src\/file0\.ts:11-20 symbol0\n\(lines shown before; repeat=true shows them\)/);
    expect(again).not.toMatch(/\|/);
    expect(await ask(engine, { detail: 'lines', repeat: true }, session)).toMatch(/11\| line 11/);
    // Another reader has not seen them.
    expect(await ask(engine, { detail: 'lines' })).toMatch(/11\| line 11/);
  });

  it('separates less likely results', async () => {
    const results = [...many(1), result({ path: 'src/other.ts', isLessLikely: true })];
    expect(await ask(new StubEngine(results), { detail: 'places' })).toMatch(
      /src\/file0\.ts:11-20 symbol0\nless likely:\nsrc\/other\.ts/,
    );
  });

  it('states the index state, the missing model, and how the query was interpreted', async () => {
    const engine = new StubEngine(many(1), {
      freshness: '1 changed',
      withoutModel: { code: 'PROVIDER_BUSY', message: 'Voyage does not answer.', hint: '' },
      hints: [{ type: 'unknownFilter', filter: 'lang', value: 'pyton', suggestion: 'python' }],
    });
    expect(await ask(engine, {})).toMatch(
      /^index: 1 changed\. .*\nWords only, without the model: Voyage does not answer\.\nNo indexed file matches lang "pyton"\. Did you mean "python"\?\n/,
    );
  });

  it('precedes paths with the name of their folder if there are several', async () => {
    const engine = new StubEngine([result({ folder: '/home/me/api' })], {}, ['app', 'api']);
    expect(await ask(engine, { detail: 'places' })).toMatch(/folders app, api\napi\/src\/retry\.ts:11-20/);
  });

  it('escapes control characters in names and texts of files', async () => {
    const text = await ask(
      new StubEngine([
        result({ path: 'src/a\x1b[2J.ts', symbol: 'b\nindex: forged', preview: '\x1b]0;x\x07' }),
      ]),
      {},
    );
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(text).toContain('src/a\\x1b[2J.ts:11-20 b\\nindex: forged');
  });
});

describe('search', () => {
  it('passes all filters, and asks for one result more than the page', async () => {
    const engine = new StubEngine([], {}, ['app', 'api']);
    await ask(engine, {
      kind: 'docs',
      paths: ['a/**'],
      exclude: ['b'],
      language: 'ts',
      folder: 'api',
      page: 2,
    });
    expect(engine.asked).toEqual([
      {
        query: 'retry',
        order: 'places',
        kind: 'docs',
        paths: ['a/**'],
        excludedPaths: ['b'],
        languages: ['ts'],
        folders: ['/home/me/api'],
        limit: 41,
      },
    ]);
  });

  it('names the folders if an unknown one is asked for', async () => {
    await expect(ask(new StubEngine([], {}, ['app', 'api']), { folder: 'web' })).rejects.toMatchObject({
      message: 'There is no workspace folder "web".',
      hint: 'Possible: app, api.',
    });
  });
});

describe('similar', () => {
  const similar = (engine: AgentEngine, input: object) =>
    new AgentSession(engine).call('similar', input, { signal });

  it('searches with the lines of the file, without those lines', async () => {
    const engine = new StubEngine(many(1));
    expect(await similar(engine, { file: 'src/a.ts', line: 7, kind: 'docs' })).toContain(
      'src/file0.ts:11-20',
    );
    expect(engine.asked).toMatchObject([
      {
        text: 'whole definition of src/a.ts at 7\n}',
        origin: { folder: '/home/me/app', path: 'src/a.ts', startLine: 7, endLine: 11 },
        kind: 'docs',
        limit: 21,
      },
    ]);
  });

  it.each([
    [{ file: 'other/a.ts', line: 7 }, /Nothing is indexed at other\/a\.ts:7/],
    [{ file: '../a.ts', line: 7 }, /not a file in the workspace/],
    [{ file: 'src/a.ts', line: 7, endLine: 3 }, /Line 3 is before line 7/],
    [{ file: 'src/a.ts' }, /"line" is missing/],
  ])('refuses %j', async (input, message) => {
    await expect(similar(new StubEngine([]), input)).rejects.toThrow(message);
  });
});
