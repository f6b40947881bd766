import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../src/cli/parseArguments';
import { SemanticSearchError } from '../../../src/common/errors/errors';

describe('parseArguments', () => {
  it('reads a search with all of its options', () => {
    expect(
      parseArguments(
        'search|where are files skipped|lib|--limit|5|--order|places|--kind|code|--path|src/**|--path|*.ts|--exclude|*.gen.ts|--lang|go|--json|--no-update'.split(
          '|',
        ),
      ),
    ).toMatchObject({
      command: 'search',
      query: 'where are files skipped',
      directory: 'lib',
      limit: 5,
      order: 'places',
      kind: 'code',
      paths: ['src/**', '*.ts'],
      excludedPaths: ['*.gen.ts'],
      languages: ['go'],
      json: true,
      update: false,
      provider: 'builtin',
    });
  });

  it('reads the port of the server for agents, which may be 0', () => {
    expect(parseArguments(['mcp', 'a', 'b', '--http', '0'])).toMatchObject({
      command: 'mcp',
      directories: ['a', 'b'],
      httpPort: 0,
    });
    expect(parseArguments(['mcp'])).toMatchObject({ httpPort: undefined });
    for (const args of [
      ['mcp', '--http', '65536'],
      ['mcp', '--http', '-1'],
      ['mcp', '--http'],
      ['index', '--http', '1'],
    ]) {
      expect(() => parseArguments(args), args.join(' ')).toThrow(SemanticSearchError);
    }
  });

  it('reads where an index is published', () => {
    const address = 'postgres://me@db.example.com/search';
    expect(
      parseArguments(['search', 'where', '--postgres', address, '--repository', 'app', '--branch', 'main']),
    ).toMatchObject({ postgres: { address, repository: 'app', branch: 'main' } });
    expect(parseArguments(['publish', '--postgres', address, '--create-tables'])).toMatchObject({
      postgres: { address },
      createTables: true,
      deleteBranch: undefined,
    });
    expect(parseArguments(['publish', '--postgres', address, '--delete-branch', 'old'])).toMatchObject({
      deleteBranch: 'old',
    });
    expect(parseArguments(['mcp', '--postgres', address])).toMatchObject({ postgres: { address } });
    for (const [args, message] of [
      ['publish', 'publish needs either --shared-results or --postgres.'],
      [`publish --shared-results /x --postgres ${address}`, 'publish needs either'],
      [`index --postgres ${address}`, '--postgres belongs to publish, search, similar, mcp.'],
      [`search where --postgres ${address} --create-tables`, '--create-tables belongs to publish.'],
      ['search where --branch main', '--branch belongs to --postgres.'],
      ['search where --postgres=', '--postgres is empty.'],
    ] as const) {
      expect(() => parseArguments(args.split(' ')), args).toThrow(message);
    }
  });

  it.each([
    ['--path', 'USAGE: --path needs a value. Write a value that begins with "-" as --path=VALUE.'],
    ['--limit -1', 'USAGE: --limit needs a value. Write a value that begins with "-" as --limit=VALUE.'],
    ['--json=x', 'USAGE: --json takes no value.'],
    ['--help=x', 'USAGE: --help takes no value.'],
    ['--foo', 'USAGE: There is no option --foo. Write a query that begins with "-" after "--".'],
    ['-x', 'USAGE: There is no option -x. Write a query that begins with "-" after "--".'],
    ['--no-json', 'USAGE: There is no option --no-json. Write a query that begins with "-" after "--".'],
  ])('says in one sentence what is wrong with an option: %s', (args, expected) => {
    let thrown: unknown;
    try {
      parseArguments(['search', 'query', ...args.split(' ')]);
    } catch (error) {
      thrown = error;
    }
    const { code, message, hint } = thrown as SemanticSearchError;
    expect(`${code}: ${message}`).toBe(expected);
    expect(hint).toBe('See semantic-search --help.');
  });

  it('reads a reranker, whose model may have colons and slashes', () => {
    const rerankOf = (...args: string[]) => {
      const parsed = parseArguments(['search', 'where', ...args]);
      return parsed.command === 'search' ? parsed.rerank : undefined;
    };
    expect(rerankOf()).toBeUndefined();
    expect(rerankOf('--rerank', 'cohere')).toEqual({ id: 'cohere' });
    expect(rerankOf('--rerank', 'cohere', '--rerank-param', 'max_tokens_per_doc=512')).toEqual({
      id: 'cohere',
      parameters: { max_tokens_per_doc: 512 },
    });
    expect(rerankOf('--rerank', 'vllm:Qwen/Qwen3-Reranker:4b', '--rerank-url', 'http://gpu:8000')).toEqual({
      id: 'vllm',
      model: 'Qwen/Qwen3-Reranker:4b',
      baseUrl: 'http://gpu:8000',
    });
    expect(() => parseArguments(['index', '--rerank', 'cohere'])).toThrow('--rerank belongs to search.');
    expect(() => rerankOf('--rerank', ':model')).toThrow('--rerank takes ID or ID:MODEL.');
    expect(() => rerankOf('--rerank-param', 'a=1')).toThrow('--rerank-param belongs to --rerank.');
    expect(() => rerankOf('--rerank', 'cohere', '--rerank-param', 'a')).toThrow(
      '--rerank-param takes NAME=JSON',
    );
  });

  it.each([
    ['mcp --limit 1', '--limit belongs to search, similar.'],
    ['mcp --json', '--json does not belong to mcp.'],
    ['agents install --provider ollama', '--provider does not belong to agents.'],
    ['evaluate --with voyage --threads 1', '--threads does not belong to evaluate.'],
    ['similar a.ts:1 --rerank-url http://gpu', '--rerank-url belongs to search.'],
    ['index --rerank-param a=1', '--rerank-param belongs to search, evaluate.'],
    ['index --yes', '--yes belongs to agents, evaluate.'],
    ['search q --repository=', '--repository is empty.'],
    ['search q --repository app', '--repository belongs to --postgres.'],
    ['search q --index-dir=', '--index-dir is empty.'],
    ['--limit 1 frob', 'There is no command "frob".'],
  ])('refuses an option that the command does not have, or that lacks another one: %s', (args, expected) => {
    expect(() => parseArguments(args.split(' '))).toThrow(expected);
  });

  it('reads parameters of a reranker for a comparison, where --with names the reranker', () => {
    expect(
      parseArguments(['evaluate', '--with', 'voyage+cohere', '--rerank-param', 'max_tokens_per_doc=512']),
    ).toMatchObject({ command: 'evaluate' });
  });

  it('shows help and version whatever the other options', () => {
    expect(parseArguments(['index', '--limit', '1', '--help'])).toEqual({ command: 'help' });
    expect(parseArguments(['-v', '--http', '1'])).toEqual({ command: 'version' });
  });

  it('reads where a team shares results, which publish requires', () => {
    const place = 'https://cache.example.com/search';
    expect(parseArguments(['publish', 'dir', '--shared-results', place])).toMatchObject({
      command: 'publish',
      directory: 'dir',
      sharedResults: place,
    });
    expect(parseArguments(['search', 'query', '--shared-results', '/mnt/team'])).toMatchObject({
      sharedResults: '/mnt/team',
    });
    for (const args of [['publish'], ['publish', '--shared-results', ''], ['publish', '--limit', '1']]) {
      expect(() => parseArguments(args), args.join(' ')).toThrow(SemanticSearchError);
    }
  });

  it('reads parameters of requests as JSON, for every command', () => {
    const given = ['--param', 'user="a=b"', '--param', 'options={"num_ctx":8192}'];
    for (const command of ['index', 'plan', 'status', 'mcp'])
      expect(parseArguments([command, ...given])).toMatchObject({
        parameters: { user: 'a=b', options: { num_ctx: 8192 } },
      });
    expect(parseArguments(['index'])).toMatchObject({ parameters: undefined });
    expect(() => parseArguments(['index', '--param', 'user=sk-secret'])).toThrow(
      /^(?!.*sk-secret).*not JSON/,
    );
  });

  it('reads the only positional argument after --queries as the folder', () => {
    expect(parseArguments(['search', '--queries', 'q.jsonl', 'dir'])).toMatchObject({
      queriesFile: 'q.jsonl',
      query: undefined,
      directory: 'dir',
    });
  });

  it('reads the place for similar', () => {
    expect(parseArguments(['similar', 'src/a.ts:7', 'dir', '--limit', '3'])).toMatchObject({
      command: 'similar',
      place: { file: 'src/a.ts', line: 7 },
      directory: 'dir',
      limit: 3,
      update: true,
    });
    expect(parseArguments(['similar', 'new\nline.ts:7'])).toMatchObject({
      place: { file: 'new\nline.ts', line: 7 },
    });
    expect(parseArguments(['similar', 'C:\\src\\a.ts:7-12'])).toMatchObject({
      place: { file: 'C:\\src\\a.ts', line: 7, endLine: 12 },
      directory: '.',
    });
  });

  it('reads the largest size of a file, for every command', () => {
    expect(parseArguments(['index', '--max-file-size', '8192'])).toMatchObject({ maxFileSizeKib: 8192 });
    expect(parseArguments(['search', 'q', '--max-file-size', '1'])).toMatchObject({ maxFileSizeKib: 1 });
    expect(parseArguments(['status'])).toMatchObject({ maxFileSizeKib: undefined });
  });

  it('reads the number of threads for every command, and whether to print a profile of index', () => {
    expect(parseArguments(['index', '--threads', '3', '--profile'])).toMatchObject({
      ...{ threads: 3, profile: true },
    });
    expect(parseArguments(['mcp', '--threads', '1'])).toMatchObject({ threads: 1, profile: false });
    expect(parseArguments(['search', 'q'])).toMatchObject({ threads: undefined });
  });

  it('reads globs of generated files to index, for every command', () => {
    expect(
      parseArguments(['index', '--include-generated', 'gen/**', '--include-generated', '*.svg']),
    ).toMatchObject({ generatedPaths: ['gen/**', '*.svg'] });
    expect(parseArguments(['similar', 'a.ts:1', '--include-generated', '*'])).toMatchObject({
      generatedPaths: ['*'],
    });
    expect(parseArguments(['plan'])).toMatchObject({ generatedPaths: [] });
  });

  it('searches the current folder by default', () => {
    expect(parseArguments(['index'])).toMatchObject({ command: 'index', directory: '.' });
  });

  it.each([
    [['frob']],
    [['search']],
    [['search', '  ']],
    [['search', 'q', 'dir', 'other']],
    [['search', 'q', '--limit', '0']],
    [['search', 'q', '--limit', '1.5']],
    [['search', 'q', '--order', 'best']],
    [['similar', 'a.ts:1', '--order', 'places']],
    [['search', 'q', '--kind', 'prose']],
    [['index', '--limit', '3']],
    [['index', '--max-file-size', '0']],
    [['index', '--threads', '0']],
    [['search', 'q', '--profile']],
    [['index', '']],
    [['index', '--index-dir', '']],
    [['index', '--exclude', '*.ts']],
    [['similar']],
    [['similar', 'a.ts']],
    [['similar', 'a.ts:0']],
    [['similar', 'a.ts:9-7']],
    [['similar', 'a.ts:7', '--queries', 'q.jsonl']],
    [['index', '--no-such-option']],
    [['status', '--dimensions', 'many']],
  ])('refuses %j as wrong usage', (argv) => {
    let thrown: unknown;
    try {
      parseArguments(argv);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(SemanticSearchError);
    expect((thrown as SemanticSearchError).code).toBe('USAGE');
  });
});
