import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishReport } from '../../src/common/contracts/published';
import type { SearchAnswer } from '../../src/common/contracts/searchResult';
import { runCommand, type CommandOutcome } from '../support/commandInProcess';
import { startEngine } from '../support/engine';
import { connectMcp } from '../support/mcpClient';
import { startPostgres, type PostgresServer } from '../support/postgresServer';
import { temporaryDirectory } from '../support/realSources';
import { userDirectoryIn } from '../support/userDirectory';

let root: { directory: string; remove: () => Promise<void> };
let server: PostgresServer;

const at = (...parts: string[]): string => path.join(root.directory, ...parts);

beforeAll(async () => {
  root = await temporaryDirectory('postgres');
  server = await startPostgres();
  await mkdir(at('empty'));
  await writeRepository(at('origin'));
  const { code, stderr } = await publish('main', ['--create-tables']);
  expect(code, stderr).toBe(0);
});
afterAll(async () => {
  await server.close();
  await root.remove();
});

/** Long enough for a chunk of its own. */
const upload = `/** Tries again when an upload lost its connection. */
export function resumeUpload() {
${'  retryTheUploadAfterALongerPause(again);\n'.repeat(20)}}
`;

const verbs = ['open', 'close', 'flush', 'rotate', 'inspect', 'drain', 'seal', 'vent'];
const things = ['valve', 'pump', 'filter', 'turbine', 'nozzle', 'gasket'];

/** Forty-eight files, and a question that one of them answers. */
async function writeRepository(directory: string): Promise<void> {
  await mkdir(path.join(directory, 'src'), { recursive: true });
  for (const thing of things) {
    for (const verb of verbs) {
      const name = `${verb}${thing[0]!.toUpperCase()}${thing.slice(1)}`;
      const text = `/** Makes the engine ${verb} its ${thing}. */\nexport function ${name}(engine: Engine) {\n  engine.${thing}.${verb}();\n}\n`;
      await writeFile(path.join(directory, 'src', `${name}.ts`), text);
    }
  }
  await writeFile(path.join(directory, 'src', 'upload.ts'), upload);
  await writeFile(path.join(directory, 'README.md'), '# Engine\n\nHow the engine is started.\n');
  execFileSync('git', ['init', '--quiet', '--initial-branch', 'main', directory]);
}

function run(args: readonly string[]): Promise<CommandOutcome> {
  const [command, ...rest] = args;
  return runCommand(
    [command!, ...rest, '--postgres', server.address, '--repository', 'example.com/engine', '--threads', '1'],
    { env: userDirectoryIn(at('home')).env },
  );
}

const publish = (
  branch: string,
  more: readonly string[] = [],
  folder = at('origin'),
): Promise<CommandOutcome> => run(['publish', folder, '--branch', branch, '--json', ...more]);

const reportOf = ({ code, stdout, stderr }: CommandOutcome): PublishReport => {
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as PublishReport;
};

async function search(
  query: string,
  more: readonly string[] = [],
  folder = at('origin'),
): Promise<SearchAnswer> {
  const { code, stdout, stderr } = await run(['search', query, folder, '--json', ...more]);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as SearchAnswer;
}

const placesOf = ({ results }: SearchAnswer) =>
  results.map((one) => `${one.path}:${one.startLine}-${one.endLine} ${one.symbol} ${one.preview}`);

describe('a published index', () => {
  it('answers as the index on this disk does', async () => {
    for (const query of [
      'retry a failed upload',
      'openValve',
      'how is the engine started',
      'seal the gasket lang:typescript',
      'path:src/vent* turbine',
      'src/flushPump.ts:2',
      '如何打开阀门',
      '"its nozzle"',
    ]) {
      const there = await search(query);
      const local = await runCommand(['search', query, at('origin'), '--json', '--threads', '1'], {
        env: userDirectoryIn(at('home')).env,
      });
      const here = JSON.parse(local.stdout) as SearchAnswer;
      expect(placesOf(there), query).toEqual(placesOf(here));
      expect(there.results.length, query).toBeGreaterThan(0);
      there.results.forEach(({ score, isLessLikely }, i) => {
        expect(score, query).toBeCloseTo(here.results[i]!.score, 1);
        expect(isLessLikely, query).toBe(here.results[i]!.isLessLikely);
      });
    }
  });

  it('shows files that are not on this disk as they were published', async () => {
    const [first] = (await search('retry a failed upload', ['--branch', 'main'], at('empty'))).results;
    expect(first).toMatchObject({ path: 'src/upload.ts', symbol: 'resumeUpload' });
    expect(first!.preview).toContain('Tries again when an upload');
  });

  it('has the text of each file, with the state that it is from', async () => {
    const { engine } = await startEngine();
    const folder = at('empty');
    const postgres = { address: server.address, repository: 'example.com/engine', branch: 'main' };
    const { publishedAtMs } = await engine.call('openPublished', { ...postgres, folder });
    const ofFile = (path: string) => engine.call('publishedText', { folder, path });
    expect(await ofFile('src/upload.ts')).toEqual({
      ...{ text: upload, language: 'typescript', repository: 'example.com/engine', branch: 'main' },
      publishedAtMs,
    });
    expect(await ofFile('src/never.ts')).toBeNull();
    expect(await ofFile('../origin/src/upload.ts')).toBeNull();
    await engine.call('closeFolder', { folder });
    expect(await ofFile('src/upload.ts')).toBeNull();
  });

  it('finds moved lines in the file on this disk, and drops those that are gone', async () => {
    await mkdir(at('changed', 'src'), { recursive: true });
    const other = `export function other() {\n${'  measureTheWholeEngineOnceMore(first, second);\n'.repeat(120)}}\n\n`;
    await writeFile(at('changed', 'src', 'upload.ts'), other + upload);
    await writeFile(at('changed', 'src', 'openValve.ts'), 'export const nothing = 1;\n');
    const moved = await search('retry a failed upload', ['--branch', 'main'], at('changed'));
    expect(moved.results[0]).toMatchObject({ path: 'src/upload.ts', symbol: 'resumeUpload' });
    expect(moved.results[0]!.line).toBeGreaterThan(80);
    const gone = await search('openValve', ['--branch', 'main'], at('changed'));
    expect(gone.results.map((one) => one.path)).not.toContain('src/openValve.ts');
  });

  it('is searched with a folder that is indexed here, in one ranked list', async () => {
    const folder = at('beside');
    await mkdir(folder);
    await writeFile(path.join(folder, 'pause.ts'), upload.replaceAll('Upload', 'Download'));
    await writeFile(
      path.join(folder, 'gauge.ts'),
      '/** Reads the valve. */\nexport function readGauge() {}\n',
    );
    const indexDirectory = at('both');
    const answersOf = async (isPublished: boolean) => {
      const { engine } = await startEngine();
      await engine.call('openFolder', { folder, indexDirectory });
      await engine.call('index', { folder });
      if (isPublished) {
        const postgres = { address: server.address, repository: 'example.com/engine', branch: 'main' };
        await engine.call('openPublished', { ...postgres, folder: at('origin') });
      } else {
        await engine.call('openFolder', { folder: at('origin'), indexDirectory });
        await engine.call('index', { folder: at('origin') });
      }
      const queries = ['retry after a lost connection', 'open the valve', 'readGauge', '如何打开阀门'];
      const answers: string[][] = [];
      for (const query of queries) answers.push(placesOf(await engine.call('search', { query })));
      const similar = await engine.call('similar', { text: 'export function openGauge(engine) {}' });
      return [...answers, placesOf(similar)];
    };
    const there = await answersOf(true);
    expect(there).toEqual(await answersOf(false));
    expect(there[0]!.join()).toMatch(/pause\.ts[^]*upload\.ts|upload\.ts[^]*pause\.ts/);
  });

  it('finds similar code', async () => {
    const { code, stdout, stderr } = await run(['similar', 'src/openValve.ts:2', at('origin'), '--json']);
    expect(code, stderr).toBe(0);
    const { results } = JSON.parse(stdout) as SearchAnswer;
    expect(results[0]!.path).toMatch(/open|Valve/);
    expect(results.map((one) => one.path)).not.toContain('src/openValve.ts');
  });

  it('is what the tools for agents search', async () => {
    const client = await connectMcp({
      args: [
        ...[at('empty'), '--postgres', server.address, '--repository', 'example.com/engine'],
        ...['--branch', 'main', '--threads', '1'],
      ],
      env: userDirectoryIn(at('home')).env,
    });
    try {
      const { text, isError } = await client.call('search', { query: 'retry a failed upload' });
      expect(isError, text).toBe(false);
      expect(text).toMatch(/src\/upload\.ts/);
      expect(text).toMatch(/index of example\.com\/engine main, published \d{4}-/);
    } finally {
      await client.close();
    }
  });

  it('stores a file once, even if several branches have it', async () => {
    const files = 'select count(*)::int as count from semantic_search.file';
    const before = (await server.rows<{ count: number }>(files))[0]!.count;
    expect(reportOf(await publish('copy'))).toMatchObject({ files: before, added: 0, removed: 0 });
    await writeFile(at('origin', 'src', 'upload.ts'), 'export function sendAgain() {}\n');
    expect(reportOf(await publish('copy'))).toMatchObject({ files: before, added: 1, removed: 0 });
    // The other branch still has the former state.
    const [former] = (await search('retry a failed upload', ['--branch', 'main'], at('empty'))).results;
    expect(former).toMatchObject({ path: 'src/upload.ts', symbol: 'resumeUpload' });
    expect(reportOf(await publish('main'))).toMatchObject({ files: before, added: 0, removed: 1 });
    for (const table of ['posting', 'name_posting', 'chunk_vector', 'branch_file']) {
      const lost = `select count(*)::int as count from semantic_search.${table}
        where file not in (select id from semantic_search.file)`;
      expect(await server.rows(lost), table).toEqual([{ count: 0 }]);
    }
    const contents = 'select count(*)::int as count from semantic_search.content';
    expect(await server.rows(contents)).toEqual([{ count: before }]);
  });

  it('loses a deleted branch, and the files that only that branch had', async () => {
    await writeFile(at('origin', 'src', 'only.ts'), 'export function onlyHere() {}\n');
    expect(reportOf(await publish('feature'))).toMatchObject({ added: 1 });
    await rm(at('origin', 'src', 'only.ts'));
    expect((await run(['publish', at('origin'), '--delete-branch', 'feature'])).code).toBe(0);
    expect(await server.rows("select path from semantic_search.file where path = 'src/only.ts'")).toEqual([]);
    const { code, stderr } = await run(['search', 'valve', at('origin'), '--branch', 'feature']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^NOT_PUBLISHED: .*feature.*--branch: copy, main\./m);
  });

  it('does not have the content of a file with a secret', async () => {
    const key = ['AKIA', 'QYLPMN5HHHFPZAM2'].join('');
    await writeFile(at('origin', 'src', 'cloud.ts'), `export const accessKey = '${key}';\n`);
    expect(reportOf(await publish('secret'))).toMatchObject({ withoutContent: 1 });
    await rm(at('origin', 'src', 'cloud.ts'));
  });
});

describe('publishing', () => {
  it('changes nothing if the connection is lost before the end', async () => {
    await writeFile(at('origin', 'src', 'late.ts'), 'export function comesTooLate() {}\n');
    server.disconnectAt('into semantic_search.branch_file');
    const { code, stderr } = await publish('main');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^DATABASE_UNREACHABLE: .*as a whole or not at all\.$/m);
    expect(await server.rows("select path from semantic_search.file where path = 'src/late.ts'")).toEqual([]);
    expect(reportOf(await publish('main'))).toMatchObject({ added: 1 });
  });

  it('is complete for both of two publishers at once', async () => {
    const [one, two] = await Promise.all([publish('one'), publish('two')]);
    expect(reportOf(one).files).toBe(reportOf(two).files);
    for (const branch of ['one', 'two']) {
      const { results } = await search('open the valve', ['--branch', branch]);
      expect(results[0]!.path).toBe('src/openValve.ts');
    }
  });
});

describe('who may see a repository', () => {
  it('depends on roles', async () => {
    await server.run(`
      create role reader login in role semantic_search_reader;
      create role stranger login in role semantic_search_reader;
      select semantic_search.allow('example.com/engine', 'reader');`);
    const counts = async (role: string): Promise<number[]> => {
      const tables = ['repository', 'branch', 'branch_file', 'file', 'content', 'posting', 'name_posting'];
      const all = [...tables, 'chunk_vector'].map(
        (table) => `(select count(*)::int from semantic_search.${table})`,
      );
      await server.run(`set role ${role}`);
      try {
        return Object.values(
          (
            await server.rows<Record<string, number>>(
              `select ${all.map((one, i) => `${one} as t${i}`).join(', ')}`,
            )
          )[0]!,
        );
      } finally {
        await server.run('reset role');
      }
    };
    expect(await counts('stranger')).toEqual(new Array(8).fill(0));
    expect(Math.min(...(await counts('reader')))).toBeGreaterThan(0);
    await server.run('set role reader');
    await expect(server.run('delete from semantic_search.branch')).rejects.toThrow(/permission denied/);
    await server.run('reset role');
    await server.run(`
      create role publisher login in role semantic_search_publisher;
      select semantic_search.allow('example.com/other', 'publisher', true);
      set role publisher;
      delete from semantic_search.branch;
      reset role;`);
    expect(Math.min(...(await counts('reader')))).toBeGreaterThan(0);
  });
});

describe('two published folders', () => {
  it('are searched in one ranked list, each with its own files', async () => {
    const repositories = { first: 'example.com/first', second: 'example.com/second' };
    const names = Object.keys(repositories) as (keyof typeof repositories)[];
    for (const name of names) {
      await mkdir(at(name));
      // Both have a file of this path.
      const text = upload.replaceAll('Upload', `${name}Part`);
      await writeFile(path.join(at(name), 'resume.ts'), text);
      await writeFile(path.join(at(name), `${name}.ts`), `export function ${name}Valve() {}\n`);
      const { code, stderr } = await runCommand(
        [
          ...['publish', at(name), '--postgres', server.address, '--branch', 'main'],
          ...['--repository', repositories[name], '--threads', '1'],
        ],
        { env: userDirectoryIn(at('home')).env },
      );
      expect(code, stderr).toBe(0);
    }
    const answersOf = async (isPublished: boolean) => {
      const { engine } = await startEngine();
      for (const name of names) {
        const folder = at(name);
        if (isPublished) {
          const postgres = { address: server.address, repository: repositories[name], branch: 'main' };
          await engine.call('openPublished', { ...postgres, folder });
        } else {
          await engine.call('openFolder', { folder, indexDirectory: at('ofTwo') });
          await engine.call('index', { folder });
        }
      }
      const answers: string[][] = [];
      for (const query of ['retry after a lost connection', 'secondValve', 'path:resume.ts resume']) {
        const { results } = await engine.call('search', { query });
        answers.push(results.map((one) => `${path.basename(one.folder)} ${one.path} ${one.symbol}`));
      }
      return { engine, answers };
    };
    const { engine, answers } = await answersOf(true);
    expect(answers).toEqual((await answersOf(false)).answers);
    expect(answers[0]!.slice(0, 2).toSorted()).toEqual([
      'first resume.ts resumefirstPart',
      'second resume.ts resumesecondPart',
    ]);
    expect(answers[1]![0]).toBe('second second.ts secondValve');
    for (const name of names) {
      const text = await engine.call('publishedText', { folder: at(name), path: 'resume.ts' });
      expect(text).toMatchObject({ repository: repositories[name] });
      expect(text!.text).toContain(`resume${name}Part`);
    }
    await engine.call('closeFolder', { folder: at('first') });
    const { results } = await engine.call('search', { query: 'retry after a lost connection' });
    expect(new Set(results.map((one) => one.folder))).toEqual(new Set([at('second')]));
  });
});
