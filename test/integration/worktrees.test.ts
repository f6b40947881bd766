import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { CorpusSettings, FolderIndexReport } from '../../src/common/contracts/engineContract';
import type { SearchAnswer } from '../../src/common/contracts/searchResult';
import { writeWindowRecord } from '../../src/node/windowRecords';
import { runCommand } from '../support/commandInProcess';
import { startEmbeddingServer } from '../support/embeddingServer';
import { readIndex } from '../support/indexContents';
import { temporaryDirectory } from '../support/realSources';
import { userDirectoryIn } from '../support/userDirectory';
import { git } from '../unit/corpus/gitListing';

let root: { directory: string; remove: () => Promise<void> };
let main: string;
let linked: string;
let indexDirectory: string;

const at = (...parts: string[]): string => path.join(root.directory, ...parts);

beforeEach(async () => {
  root = await temporaryDirectory('worktrees');
  [main, linked, indexDirectory] = [at('main'), at('linked'), at('index')];
  for (const part of ['core', 'web']) {
    await mkdir(path.join(main, part), { recursive: true });
    for (let i = 0; i < 20; i++) {
      await writeFile(
        path.join(main, part, `${part}${i}.ts`),
        `/** Closes the valve number ${i} of ${part}. */\nexport function closeValve${i}(): number {\n  return ${i};\n}\n`,
      );
    }
  }
  git(main, ['init', '--quiet']);
  git(main, ['add', '.']);
  git(main, ['commit', '--quiet', '-m', 'first']);
  git(main, ['worktree', 'add', '--quiet', linked]);
});
afterEach(() => root.remove());

/** Indexes a folder, in the common index directory unless the arguments name another. */
async function index(folder: string, ...args: readonly string[]): Promise<FolderIndexReport> {
  const { code, stdout, stderr } = await runCommand([
    ...['index', folder, '--json', '--index-dir', indexDirectory],
    ...args,
  ]);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as FolderIndexReport;
}

/** The directories of the index of a folder, one for each model. */
async function indexesOf(folder: string): Promise<string[]> {
  const [name] = (await readdir(indexDirectory)).filter((one) => one.startsWith(`${path.basename(folder)}-`));
  const names = await readdir(path.join(indexDirectory, name!));
  return names.filter((one) => one !== 'CACHEDIR.TAG').map((one) => path.join(indexDirectory, name!, one));
}

/** What the index of a worktree must be: that of an index from scratch. */
async function expectLikeFromScratch(folder: string): Promise<void> {
  const scratch = at(`scratch ${path.basename(folder)}`);
  await index(folder, '--index-dir', scratch);
  const [directory] = await indexesOf(folder);
  expect(await readIndex(path.dirname(directory!))).toEqual(await readIndex(scratch));
}

describe('a new worktree', () => {
  it('starts from the index of its sibling: only files with other contents are embedded', async () => {
    const first = await index(main);
    expect(first.embedded).toBeGreaterThan(39);
    await appendFile(path.join(linked, 'core', 'core3.ts'), '\nexport const spareValve = 7;\n');
    await rm(path.join(linked, 'web', 'web5.ts'));
    const answer = await runCommand([
      ...['search', 'close the valve number 4', linked, '--json', '--no-update'],
      ...['--index-dir', indexDirectory],
    ]);
    const { results, index: state } = JSON.parse(answer.stdout) as SearchAnswer;
    expect(state.state).toBe('stale');
    expect(results[0]!.path).toMatch(/^(core\/core4|web\/web4)\.ts$/);
    expect(results.map((result) => result.path)).not.toContain('web/web5.ts');

    const second = await index(linked);
    expect(second).toMatchObject({ files: first.files - 1, removed: 1 });
    expect(second.embedded).toBeGreaterThan(0);
    expect(second.embedded).toBeLessThan(4);
    expect(await index(linked)).toMatchObject({ embedded: 0, removed: 0 });
    await expectLikeFromScratch(linked);
  });

  it('starts from the main worktree too, and also if a folder in it is opened', async () => {
    await index(linked);
    expect(await index(main)).toMatchObject({ embedded: 0, removed: 0 });
    await index(path.join(main, 'web'));
    expect(await index(path.join(linked, 'web'))).toMatchObject({ embedded: 0, files: 20 });
  });

  it('sends nothing of files with equal contents to a provider', async () => {
    const server = await startEmbeddingServer();
    onTestFinished(() => server.close());
    const remote = ['--provider', 'openai-compatible', '--base-url', server.url, '--model', 'words-64'];
    await index(main, ...remote);
    // Without the vectors that all workspaces share.
    await rm(path.join(indexDirectory, 'embeddings'), { recursive: true });
    const before = server.requests.length;
    await appendFile(path.join(linked, 'web', 'web7.ts'), '\nexport const spareValve = 7;\n');
    await index(linked, ...remote);
    const sent = server.requests.slice(before).flatMap(({ inputs }) => inputs);
    expect(sent.filter((text) => /Closes the valve number (?!7 of web)/.test(text))).toEqual([]);
    expect(sent.join('\n')).toContain('spareValve');
  });

  it.each([
    ['a missing sibling', () => rm(main, { recursive: true, force: true })],
    ['a sibling without an index', () => rm(indexDirectory, { recursive: true })],
    [
      'an index of another format',
      async () => {
        const [directory] = await indexesOf(main);
        const file = path.join(directory!, 'manifest.json');
        const manifest = JSON.parse(await readFile(file, 'utf8')) as object;
        await writeFile(file, JSON.stringify({ ...manifest, formatVersion: 999 }));
      },
    ],
    [
      'a damaged index',
      async () => {
        const [directory] = await indexesOf(main);
        for (const name of await readdir(directory!)) {
          if (name.endsWith('.shard')) await writeFile(path.join(directory!, name), 'damaged');
        }
      },
    ],
  ])('is indexed from scratch with %s', async (_, damage) => {
    const first = await index(main);
    await damage();
    expect(await index(linked)).toMatchObject({ files: first.files, embedded: first.embedded });
    await expectLikeFromScratch(linked);
  });
});

describe('the index of a window', () => {
  /** Indexes a folder with the index directory of the user, where the window has recorded its own. */
  async function indexBeside(corpus: CorpusSettings, folder: string): Promise<FolderIndexReport> {
    const { env, userDirectory } = userDirectoryIn(at('home'));
    await writeWindowRecord(userDirectory, { folder: main, indexDirectory, corpus });
    const { stdout, stderr } = await runCommand(['index', folder, '--json'], { env });
    expect(stdout, stderr).not.toBe('');
    return JSON.parse(stdout) as FolderIndexReport;
  }

  it("is the start of the command line's index, for the folder itself and for its sibling", async () => {
    const { files } = await index(main);
    expect(await indexBeside({}, main)).toMatchObject({ embedded: 0, files });
    expect(await indexBeside({}, linked)).toMatchObject({ embedded: 0, files });
  });

  it("is not the start of the command line's index if it includes secret files", async () => {
    const { files, embedded } = await index(main);
    expect(await indexBeside({ includeSecrets: true }, linked)).toMatchObject({ embedded, files });
  });
});
