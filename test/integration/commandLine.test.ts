import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StatusReport, FolderIndexReport } from '../../src/common/contracts/engineContract';
import type { SearchAnswer } from '../../src/common/contracts/searchResult';
import { runCommand, type CommandOutcome } from '../support/commandInProcess';
import { runProcess, startCommand, type CommandResult } from '../support/commandLine';
import { copyRealSources, temporaryDirectory } from '../support/realSources';

let root: { directory: string; remove: () => Promise<void> };
let workspace: string;
let indexDirectory: string;
beforeAll(async () => {
  root = await temporaryDirectory('cli');
  workspace = path.join(root.directory, 'work space');
  indexDirectory = path.join(root.directory, 'index');
  await mkdir(workspace);
  await copyRealSources(workspace, ['undici']);
  await writeFile(path.join(workspace, 'NOTES.md'), '# Sessions\n\nA session expires after an hour.\n');
  await writeFile(path.join(workspace, '.env'), 'TOKEN=abcdefgh\n');
});
afterAll(() => root.remove());

const run = (...args: string[]): Promise<CommandResult> =>
  runProcess([...args, '--index-dir', indexDirectory]);

/** As {@link run}, in this process: for tests of what a command finds and says. */
const runHere = (...args: string[]): Promise<CommandOutcome> =>
  runCommand([...args, '--index-dir', indexDirectory]);

async function search(query: string, ...args: string[]): Promise<SearchAnswer> {
  return answerOf(await runHere('search', query, workspace, '--json', ...args));
}

function answerOf({ code, stdout, stderr }: CommandOutcome | CommandResult): SearchAnswer {
  expect(stderr).not.toMatch(/^[A-Z_]+:/m);
  expect(code).toBe(0);
  return JSON.parse(stdout) as SearchAnswer;
}

describe('index --json', () => {
  it('stores no vector of the built-in model twice', async () => {
    const directory = path.join(root.directory, 'once');
    await runProcess(['index', workspace, '--index-dir', directory]);
    const names = await readdir(directory, { recursive: true });
    expect(names.filter((name) => name.endsWith('.shard')).length).toBeGreaterThan(10);
    expect(names.filter((name) => /embeddings|vectors|keys/.test(name))).toEqual([]);
  });

  it('prints every field of the contract, and a second run has nothing to do', async () => {
    const first = JSON.parse((await run('index', workspace, '--json')).stdout) as FolderIndexReport;
    expect(Object.keys(first).sort()).toEqual(
      'chunks embedded failed files provider provisional removed requests reused skipped tookMs unreadable withoutVector workspace'.split(
        ' ',
      ),
    );
    expect(first.files).toBeGreaterThan(100);
    expect(first.embedded).toBeGreaterThan(first.files);
    expect(first.failed).toEqual([]);
    expect(first.requests).toBe(0);
    expect(first.provider).toMatchObject({ id: 'builtin', dimensions: 256, host: null });
    expect(first.skipped).toContainEqual(expect.objectContaining({ path: '.env', reason: 'secret' }));

    const { stdout, stderr } = await run('index', workspace, '--json', '--profile');
    const second = JSON.parse(stdout) as FolderIndexReport;
    expect(second.profile?.threads).toBeGreaterThanOrEqual(1);
    expect(stderr).toContain('scan');
    expect(second).toMatchObject({
      chunks: first.chunks,
      files: first.files,
      embedded: 0,
      reused: first.chunks,
      removed: 0,
    });
  });
});

describe('search --json', () => {
  it('prints every field of the contract', async () => {
    const query = 'parse the attributes of a set-cookie header';
    const answer = answerOf(await run('search', query, workspace, '--json', '--limit', '3'));
    expect(Object.keys(answer).sort()).toEqual(['index', 'query', 'results', 'tookMs']);
    expect(answer.index.state).toBe('ready');
    expect(answer.results).toHaveLength(3);
    const [first] = answer.results;
    expect(Object.keys(first!).sort()).toEqual(
      'endLine kind language line matchedBy path preview score startLine symbol'.split(' '),
    );
    expect(first!.path).toBe('undici/web/cookies/parse.js');
    const lines = (await readFile(path.join(workspace, first!.path), 'utf8')).split('\n');
    expect(first!.preview.split('\n')).toContain(lines[first!.line - 1]);
    expect(answer.results.map(({ score }) => score)).toEqual(
      answer.results.map(({ score }) => score).sort((a, b) => b - a),
    );
  });

  it('applies filters by kind, path and language', async () => {
    const docs = (await search('session', '--kind', 'docs')).results;
    expect(docs[0]!.path).toBe('NOTES.md');
    expect(new Set(docs.map(({ kind }) => kind))).toEqual(new Set(['docs']));
    const handlers = (await search('request', '--path', 'undici/handler/**')).results;
    expect(handlers.length).toBeGreaterThan(3);
    for (const { path: file } of handlers) expect(file).toMatch(/^undici\/handler\//);
    const others = (await search('request', '--exclude', 'undici/handler/**')).results;
    for (const { path: file } of others) expect(file).not.toMatch(/^undici\/handler\//);
    const markdown = (await search('session', '--lang', 'markdown')).results;
    expect(new Set(markdown.map(({ language }) => language))).toEqual(new Set(['markdown']));
  });

  it('accepts common names of languages, and reports a filter that matches no file', async () => {
    const { results } = await search('session', '--lang', 'md');
    expect(results[0]!.path).toBe('NOTES.md');
    expect((await search('session lang:javscript', '--lang', 'js')).hints).toEqual([
      {
        type: 'unknownFilter',
        filter: 'lang',
        value: 'javscript',
        suggestion: 'javascript',
        query: 'session lang:javascript',
      },
    ]);
    const { stdout, stderr } = await runHere('search', 'session path:undcii/**', workspace, '--no-update');
    expect(stdout).toContain('Nothing found.');
    expect(stderr).toContain('No indexed file matches the path "undcii/**". Did you mean undici/**?');
  });

  it('reports a misspelled name, and a language that the model does not support', async () => {
    expect((await search('WebSokcet', '--no-update')).hints).toEqual([
      { type: 'didYouMean', word: 'WebSokcet', suggestion: 'WebSocket', query: 'WebSocket' },
    ]);
    expect((await search('كيف تعمل الوسيطة', '--no-update')).hints).toEqual([
      { type: 'unknownLanguage', language: 'ar' },
    ]);
  });

  it('prints one line for each query of a file, with its id', async () => {
    const file = path.join(root.directory, 'queries.jsonl');
    await writeFile(
      file,
      '{"id":7,"query":"cookies"}\n\n{"query":"websocket frame","id":"b"}\n{"query":"cache store"}\n',
    );
    const { code, stdout } = await run('search', '--queries', file, workspace, '--no-update');
    expect(code).toBe(0);
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as SearchAnswer & { id?: unknown });
    expect(answers.map(({ id, query }) => [id, query])).toEqual([
      [7, 'cookies'],
      ['b', 'websocket frame'],
      [undefined, 'cache store'],
    ]);
    for (const { results } of answers) expect(results.length).toBeGreaterThan(0);
  });
});

describe('similar', () => {
  const similar = async (...args: string[]): Promise<SearchAnswer> =>
    answerOf(await runHere('similar', ...args, '--json'));

  it('answers in the form of search for the definition around the line, the most similar code first', async () => {
    const place = 'undici/handler/retry-handler.js:20';
    const answer = answerOf(await run('similar', place, workspace, '--limit', '4', '--json'));
    expect(Object.keys(answer).sort()).toEqual(['index', 'query', 'results', 'tookMs']);
    expect(answer.query).toMatch(/^undici\/handler\/retry-handler\.js:\d+-\d+$/);
    expect(answer.results).toHaveLength(4);
    expect(Object.keys(answer.results[0]!).sort()).toEqual(
      'endLine kind language line matchedBy path preview score startLine symbol'.split(' '),
    );
    const scores = answer.results.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    const [first, last] = answer.query.split(':')[1]!.split('-').map(Number);
    expect(first).toBeLessThanOrEqual(20);
    expect(last).toBeGreaterThanOrEqual(20);
    for (const { path: file, startLine, endLine } of answer.results)
      expect(file === 'undici/handler/retry-handler.js' && startLine <= last! && endLine >= first!).toBe(
        false,
      );
  });

  it('finds a copy with other names first, and reads given lines, also of a path relative to the current folder', async () => {
    const store = path.join('undici', 'cache', 'memory-cache-store.js');
    const text = await readFile(path.join(workspace, store), 'utf8');
    await writeFile(path.join(workspace, 'copied.js'), text.replaceAll('MemoryCacheStore', 'OtherStore'));
    const relative = path.relative(process.cwd(), path.join(workspace, store));
    const { query, results } = await similar(`${relative}:60-95`, workspace, '--limit', '1');
    expect(query).toBe('undici/cache/memory-cache-store.js:60-95');
    expect(results[0]!.path).toBe('copied.js');
    const without = await similar(`${store}:60-95`, workspace, '--exclude', 'copied.js', '--no-update');
    expect(without.results.map(({ path: file }) => file)).not.toContain('copied.js');
    await rm(path.join(workspace, 'copied.js'));
  });

  it('refuses files that are not in the folder or not indexed, with exit code 2', async () => {
    for (const [place, said] of [
      ['none.js:1', 'There is no file'],
      [`${indexDirectory}:1`, 'There is no file'],
      [`${path.join('..', 'work space', '..', 'index')}:1`, 'There is no file'],
      ['.env:1', 'Nothing is indexed'],
      ['NOTES.md:900', 'Nothing is indexed'],
      ['NOTES.md:900-950', 'There is nothing'],
    ] as const) {
      const { code, stderr, stdout } = await runHere('similar', place, workspace, '--no-update');
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^USAGE: .+\n$/);
      expect(stderr).toContain(said);
    }
  });
});

describe('an index', () => {
  const find = async (query: string, ...args: string[]) =>
    (await search(query, '--limit', '1', ...args)).results.map(({ path: file, startLine, endLine }) => ({
      file,
      startLine,
      endLine,
    }));

  it('follows changed, renamed and deleted files', async () => {
    const file = path.join(workspace, 'fresh.js');
    await writeFile(file, 'export function quokkaHandler() { return 1; }\n');
    expect(await find('quokkaHandler')).toMatchObject([{ file: 'fresh.js', startLine: 1 }]);
    await rename(file, path.join(workspace, 'moved.js'));
    expect(await find('quokkaHandler')).toMatchObject([{ file: 'moved.js' }]);
    await rm(path.join(workspace, 'moved.js'));
    expect((await search('quokkaHandler')).results.filter(({ path: found }) => found === 'moved.js')).toEqual(
      [],
    );
  });

  it('with --no-update: shows a moved chunk at its lines, and does not show a deleted one', async () => {
    const file = path.join(workspace, 'drift.js');
    const numbat = 'export function numbatParser(text) {\n  return text.split("numbat");\n}\n';
    const filler = (name: string) => `export function ${name}() {\n${'  step();\n'.repeat(250)}}\n`;
    await writeFile(file, `${filler('before')}\n${numbat}\n${filler('after')}`);
    const [indexed] = await find('numbatParser');
    expect(indexed).toMatchObject({ file: 'drift.js' });

    await writeFile(
      file,
      `// one\n// more\n// line\n${filler('inserted')}\n${filler('before')}\n${numbat}\n${filler('after')}`,
    );
    const [moved] = await find('numbatParser', '--no-update');
    const lines = (await readFile(file, 'utf8')).split('\n');
    expect(moved!.startLine).toBeGreaterThan(indexed!.startLine);
    expect(lines.slice(moved!.startLine - 1, moved!.endLine).join('\n')).toContain('function numbatParser');

    await writeFile(file, filler('before'));
    const stale = await search('numbatParser', '--no-update');
    expect(stale.index.state).toBe('stale');
    expect(
      stale.results.filter(({ path: found, preview }) => found === 'drift.js' && preview.includes('numbat')),
    ).toEqual([]);
  });
});

describe('status', () => {
  it('prints the state of the index', async () => {
    const status = JSON.parse((await run('status', workspace, '--json')).stdout) as StatusReport;
    expect(status).toMatchObject({ state: 'ready', provider: { id: 'builtin' } });
    expect(status.chunks).toBeGreaterThan(500);
    expect(status.sizeBytes).toBeGreaterThan(100_000);
    expect(status.indexDirectory.startsWith(indexDirectory)).toBe(true);
  });

  it('is empty if nothing was indexed', async () => {
    const { stdout } = await runProcess([
      'status',
      workspace,
      '--json',
      '--index-dir',
      path.join(root.directory, 'other'),
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ state: 'empty', files: 0, chunks: 0, sizeBytes: 0 });
  });
});

describe('exit codes', () => {
  it('2 for wrong usage, with one line about it', async () => {
    for (const args of [['frobnicate'], ['search'], ['search', 'q', workspace, '--limit', 'x']]) {
      const { code, stderr, stdout } = await runProcess(args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^USAGE: .+\n$/);
    }
  });

  it('2 for a queries file that is invalid or does not exist', async () => {
    const file = path.join(root.directory, 'bad.jsonl');
    await writeFile(file, '{"query":"cookies"}\nnot json\n');
    const bad = await runHere('search', '--queries', file, workspace, '--no-update');
    expect(bad.code).toBe(2);
    expect(bad.stderr).toContain('Line 2');
    expect(await runHere('search', '--queries', `${file}.none`, workspace, '--no-update')).toMatchObject({
      code: 2,
    });
  });

  it('2 for options that the provider does not have', async () => {
    for (const options of [
      ['--base-url', 'http://localhost'],
      ['--dimensions', '4096'],
    ]) {
      const { code, stderr } = await runHere('status', workspace, ...options);
      expect([code, stderr.split(':')[0]]).toEqual([2, 'USAGE']);
    }
  });

  it('1 for a folder, a provider or a model that does not exist', async () => {
    for (const [args, error] of [
      [['index', path.join(workspace, 'none')], 'FOLDER_NOT_FOUND'],
      [['index', path.join(workspace, 'NOTES.md')], 'FOLDER_UNREADABLE'],
      [['index', workspace, '--provider', 'none'], 'PROVIDER_UNKNOWN'],
      [['index', workspace, '--model', workspace], 'MODEL_UNREADABLE'],
    ] as const) {
      const { code, stderr } = await run(...args);
      expect([code, stderr.split(':')[0], stderr.trim().split('\n').length]).toEqual([1, error, 1]);
    }
  });

  it('130 when cancelled, and the next run continues', async () => {
    const cancelled = path.join(root.directory, 'cancelled');
    await copyRealSources(path.join(root.directory, 'many'), ['eslint', 'knip']);
    const args = ['index', path.join(root.directory, 'many'), '--index-dir', cancelled, '--json'];
    const { child, done } = startCommand(args);
    const hasBegun = async (): Promise<boolean> =>
      (await readdir(cancelled, { recursive: true }).catch(() => [])).length > 0;
    await expect.poll(hasBegun, { interval: 5 }).toBe(true);
    child.kill('SIGINT');
    expect(await done).toMatchObject({ code: 130, stdout: '', stderr: '' });
    // The rest of a smaller folder takes less time.
    await rm(path.join(root.directory, 'many', 'eslint'), { recursive: true });
    expect(await runProcess(args)).toMatchObject({ code: 0 });
  });

  it('0 for help and version', async () => {
    expect((await runProcess(['--help'])).stdout).toContain('semantic-search search QUERY');
    expect((await runProcess(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('output for people', () => {
  it('shows places, names and reasons, without control characters of files', async () => {
    await appendFile(
      path.join(workspace, 'NOTES.md'),
      '\n\u001b[31mRed herring\u001b[0m about wombat sessions\n',
    );
    const { stdout } = await run('search', 'wombat sessions', workspace);
    expect(stdout).toMatch(/^NOTES\.md:\d+-\d+ {2}Sessions {2}\[.*lexical.*\]\n/);
    expect(stdout).not.toMatch(/\u001b/);
  });
});
