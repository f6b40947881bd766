import { describe, expect, it } from 'vitest';
import { writeDetail } from '../../../src/common/messages/detailForm';
import { message } from '../../../src/common/messages/message';
import type { IndexReport, PathReason } from '../../../src/common/contracts/indexReport';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { textOf } from '../../../src/common/messages/textOf';
import type { CorpusOptions } from '../../../src/engine/corpus/walkCorpus';
import { emptyShard, updateShard } from '../../../src/engine/indexing/buildShard';
import type { IndexedFile } from '../../../src/engine/indexing/indexedFile';
import type { Shard } from '../../../src/engine/indexing/shard';
import { countReasonsBelow } from '../../../src/engine/inventory/directoryTable';
import { explainPath, listDirectory } from '../../../src/engine/inventory/inventory';
import { unreadOf } from '../../../src/engine/indexing/unreadPaths';
import { RunMemory } from '../../../src/engine/inventory/runMemory';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { indexedFile, smallDimensions } from '../../support/memoryIndex';
import { MemoryFileSource, type MemoryNode } from '../corpus/memoryFileSource';

const provider = { id: 'builtin', model: 'small', dimensions: smallDimensions, host: null };
const analyzer = new TermAnalyzer();

/** A file as in the memory source: five bytes, changed at 1,000 ms. */
const file = (path: string, change: Partial<IndexedFile> = {}): IndexedFile => ({
  ...indexedFile({ path, chunks: [{ text: path }, { text: 'more' }] }),
  sizeBytes: 5,
  mtimeMs: 1000,
  ...change,
});

const shard = (...files: IndexedFile[]): Shard =>
  updateShard(emptyShard(smallDimensions), files, new Set(), analyzer);

const report = (skipped: PathReason[]): IndexReport => ({
  ...{ files: 0, chunks: 0, embedded: 0, reused: 0, removed: 0, requests: 0, tookMs: 7, unreadable: 0 },
  withoutVector: [],
  skipped,
  failed: [],
  provisional: [],
});

function partsOf(
  nodes: Readonly<Record<string, MemoryNode>>,
  shards: readonly (Shard | undefined)[] = [],
  corpus: CorpusOptions = {},
  unread: readonly PathReason[] = [],
) {
  const store = { shards, unread: unreadOf(unread) };
  return { source: new MemoryFileSource(nodes), corpus, store, runs: new RunMemory(), provider };
}

/** Entries as `name: state reason (detail)`. */
async function listed(parts: ReturnType<typeof partsOf>, directory = ''): Promise<string[]> {
  const { entries } = await listDirectory(parts, directory);
  return entries.map(({ name, state, reason, detail, error }) => {
    const cause = error ? `${textOf(error.message)} ${textOf(error.hint)}` : detail && writeDetail(detail);
    return [`${name}:`, state, reason, cause && `(${cause})`].filter(Boolean).join(' ');
  });
}

describe('files with chunks that the provider could not embed', () => {
  const withoutVector = {
    chunks: 1,
    code: 'PROVIDER_KEY',
    message: 'It answered 403.',
    isDue: false,
  } as const;

  it('are listed and counted', async () => {
    const stored = shard(
      file('a.ts', { withoutVector }),
      file('lib/b.ts', { withoutVector }),
      file('lib/c.ts'),
    );
    const parts = partsOf({ 'a.ts': 'aaaaa', 'lib/b.ts': 'bbbbb', 'lib/c.ts': 'ccccc' }, [stored]);
    const { entries, below, withoutVectorBy } = await listDirectory(parts, '');
    expect(entries.find(({ name }) => name === 'a.ts')).toMatchObject({
      state: 'indexed',
      withoutVector: { chunks: 1, message: 'It answered 403.' },
    });
    expect(entries.find(({ name }) => name === 'lib')).toMatchObject({ below: { withoutVector: 1 } });
    expect([below.withoutVector, withoutVectorBy]).toEqual([2, { PROVIDER_KEY: 2 }]);
  });
});

describe('listDirectory', () => {
  it('lists the state of each entry of one directory, with the reasons of the corpus', async () => {
    const parts = partsOf(
      {
        '.gitignore': 'build/\n*.tmp\n',
        'a.ts': 'aaaaa',
        'b.ts': 'bbbbb',
        'c.ts': 'longer than it was',
        'code.ts': 'ccccc',
        'note.tmp': 'ttttt',
        'build/out.js': 'ooooo',
        'src/x.ts': 'xxxxx',
        '.env': 'A=b',
        'logo.png': 'ppppp',
        'empty.ts': '',
        'node_modules/p/index.js': 'ppppp',
      },
      [
        shard(file('a.ts'), file('c.ts'), file('gone.ts')),
        undefined,
        shard(
          file('code.ts', { skip: { reason: 'minified', detail: 'a line' }, chunks: [] }),
          file('old/gone.ts'),
        ),
      ],
    );
    expect(await listed(parts)).toEqual([
      'build: skipped ignored (.gitignore:1)',
      'node_modules: skipped excluded (**/node_modules)',
      'old: waiting removed',
      'src: indexed',
      '.env: skipped secret (a name that is given to keys and passwords)',
      '.gitignore: waiting new',
      'a.ts: indexed',
      'b.ts: waiting new',
      'c.ts: waiting changed',
      'code.ts: skipped minified (a line)',
      'empty.ts: skipped empty',
      'gone.ts: waiting removed',
      'logo.png: skipped binary (.png)',
      'note.tmp: skipped ignored (.gitignore:2)',
    ]);
  });

  it('reads nothing but that directory, those above it, and their ignore files', async () => {
    const parts = partsOf({
      '.gitignore': 'x\n',
      'a/.gitignore': 'drop.ts\n',
      'a/b/drop.ts': 'ddddd',
      'a/b/keep.ts': 'kkkkk',
      'a/b/deep/down.ts': 'ddddd',
      'other/file.ts': 'ooooo',
    });
    expect(await listed(parts, 'a/b')).toEqual([
      'deep: indexed',
      'drop.ts: skipped ignored (a/.gitignore:1)',
      'keep.ts: waiting new',
    ]);
    expect(parts.source.read).toEqual(['/', '.gitignore', 'a/', 'a/.gitignore', 'a/b/']);
  });

  it('counts what is below each directory from the index and the last run, and not from the disk', async () => {
    const parts = partsOf(
      { 'a/b/x.ts': 'xxxxx', 'a/y.ts': 'yyyyy' },
      [
        shard(file('a/b/x.ts')),
        shard(file('a/y.ts'), file('a/b/z.ts', { skip: { reason: 'secret' }, chunks: [] })),
      ],
      {},
      [
        { path: 'a/f.ts', reason: 'broken' },
        { path: 'a/locked/', reason: 'EACCES' },
      ],
    );
    parts.runs.noteEnd(
      report([
        { path: 'a/b/build/', reason: 'ignored' },
        { path: 'a/b/z.ts', reason: 'secret' },
        { path: 'a/locked/', reason: 'unreadable', detail: 'EACCES' },
        { path: 'top.png', reason: 'binary' },
      ]),
      'whole',
    );
    const { entries, below, skippedBy, lastRun } = await listDirectory(parts, '');
    expect(entries[0]).toMatchObject({ name: 'a', below: { indexed: 2, chunks: 4, skipped: 2, failed: 2 } });
    expect(below).toEqual({ indexed: 2, chunks: 4, skipped: 3, failed: 2 });
    expect(skippedBy).toEqual({ ignored: 1, secret: 1, binary: 1 });
    expect(lastRun?.tookMs).toBe(7);
  });

  it.each([
    ['a cache tag', message('markedBy', 'CACHEDIR.TAG'), 'holds CACHEDIR.TAG'],
    ['a worktree', message('sameRepositoryWorktree'), 'a worktree of the same repository'],
  ])('names the reason that only a run finds for a skipped directory: %s', async (_, detail, form) => {
    const parts = partsOf({ 'copy/CACHEDIR.TAG': 'tag', 'copy/x.ts': 'xxxxx' });
    parts.runs.noteEnd(report([{ path: 'copy/', reason: 'excluded', detail }]), 'whole');
    expect(await listed(parts)).toEqual([`copy: skipped excluded (${form})`]);
    expect(await listed(parts, 'copy')).toEqual([]);
  });

  it('lists failures of one file, and of a whole run with the message of the provider', async () => {
    const parts = partsOf(
      { 'a.ts': 'aaaaa', 'b.ts': 'bbbbb', 'c.ts': 'ccccc', 'locked/x.ts': 'xxxxx' },
      [shard(file('a.ts'))],
      {},
      [
        { path: 'b.ts', reason: 'it broke' },
        { path: 'locked/', reason: 'EACCES: no' },
      ],
    );
    expect(await listed(parts)).toEqual([
      'locked: failed unreadable (EACCES: no)',
      'a.ts: indexed',
      'b.ts: failed error (it broke)',
      'c.ts: waiting new',
    ]);
    parts.runs.noteStart();
    parts.runs.noteError(new SemanticSearchError('PROVIDER_KEY', 'No such key.', 'Set one.'));
    expect((await listed(parts)).at(-1)).toBe('c.ts: failed PROVIDER_KEY (No such key. Set one.)');
    // The next attempt starts: it waits again.
    parts.runs.noteStart();
    expect((await listed(parts)).at(-1)).toBe('c.ts: waiting new');
  });

  it('lists a file as indexed that was read so soon after its change that it is read again', async () => {
    const parts = partsOf({ 'a.ts': 'aaaaa' }, [shard(file('a.ts', { racy: true }))]);
    expect(await listed(parts)).toEqual(['a.ts: indexed']);
  });

  it('fails if the workspace folder cannot be read', async () => {
    await expect(listDirectory(partsOf({ '': { directoryError: 'EACCES' } }), '')).rejects.toThrow('EACCES');
  });
});

describe('RunMemory', () => {
  it('returns the lists of the last run in pages, and the skipped paths of the last whole run', () => {
    const runs = new RunMemory();
    const skipped = Array.from({ length: 2500 }, (_, i) => ({ path: `${i}.png`, reason: 'binary' }));
    runs.noteEnd(report(skipped), 'whole');
    const sizes = [0, 1000, 2000, 2500].map((from) => runs.page('skipped', from).length);
    expect(sizes).toEqual([1000, 1000, 500, 0]);
    expect(runs.page('skipped', 2000)[0]).toEqual(skipped[2000]);
    runs.noteEnd(report([]), 'part');
    expect(runs.page('skipped', 0)).toEqual([]);
    expect(runs.skipped).toHaveLength(2500);
  });
});

describe('countReasonsBelow', () => {
  it('counts at every level', () => {
    const skipped = ['a/', 'b/c', 'b/d/', 'bc/x'].map((path) => ({ path, reason: 'ignored' }));
    expect(['', 'a', 'b', 'bc', 'b/d'].map((at) => countReasonsBelow(skipped, at))).toEqual([4, 0, 2, 1, 0]);
  });
});

describe('explainPath', () => {
  it('shortens a very long line', async () => {
    const parts = partsOf({
      '.gitignore': `x${'y'.repeat(3_000_000)}*\n*.log${' '.repeat(9)}\n`,
      'a.log': 'x',
    });
    expect((await explainPath(parts, 'a.log')).rule?.text).toBe('*.log');
    const long = partsOf({ '.gitignore': `*.log${'*'.repeat(500_000)}`, 'a.log': 'x' });
    expect((await explainPath(long, 'a.log')).rule?.text?.length).toBe(1000);
  });

  it('names the rule, its line and its text', async () => {
    const parts = partsOf({ 'a/.gitignore': '# notes\n  \n*.log\n', 'a/x.log': 'xxxxx' });
    expect(await explainPath(parts, 'a/x.log')).toMatchObject({
      entry: { state: 'skipped', reason: 'ignored', detail: 'a/.gitignore:3' },
      rule: { path: 'a/.gitignore', line: 3, text: '*.log' },
    });
  });

  it('names the nearest line that includes a path again, but not one for a path below it', async () => {
    const parts = partsOf({
      '.gitignore': 'build/\n*.log\n',
      '.semanticignore': '# kept\n!/build/\n!keep.log\n',
      'build/x.ts': 'xxxxx',
      'build/keep.log': 'xxxxx',
      'src/keep.log': 'xxxxx',
      'src/a.ts': 'xxxxx',
    });
    const ruleOf = async (path: string): Promise<unknown> => (await explainPath(parts, path)).keptBy?.rule;
    const build = { path: '.semanticignore', line: 2, text: '!/build/' };
    const log = { path: '.semanticignore', line: 3, text: '!keep.log' };
    expect(await ruleOf('build')).toEqual(build);
    expect(await ruleOf('build/x.ts')).toEqual(build);
    expect(await ruleOf('build/keep.log')).toEqual(log);
    expect(await ruleOf('src')).toBeUndefined();
    expect(await explainPath(parts, 'src/a.ts')).not.toHaveProperty('keptBy');
    expect(parts.source.read.filter((path) => path.startsWith('src/') && path !== 'src/')).toEqual([]);
  });

  it('names the setting that includes a path', async () => {
    const nodes = { 'src/a.ts': 'xxxxx', '.env': 'A=b' };
    const some = partsOf(nodes, [], { include: ['docs', 'src/**'], includeSecrets: true });
    expect((await explainPath(some, 'src/a.ts')).keptBy).toEqual({ include: 'src/**' });
    const all = partsOf(nodes, [], { includeSecrets: true });
    expect((await explainPath(all, '.env')).keptBy).toEqual({ secretName: true });
    expect(await explainPath(partsOf(nodes), '.env')).not.toHaveProperty('keptBy');
    const known = partsOf(nodes, [shard(file('src/a.ts', { secret: message('privateKey') }))]);
    expect((await explainPath(known, 'src/a.ts')).keptBy).toEqual({ secretContent: message('privateKey') });
  });

  it('names the directory that is excluded with its content', async () => {
    const parts = partsOf({ '.ignore': 'build/\n', 'build/deep/x.ts': 'xxxxx' });
    expect(await explainPath(parts, 'build/deep/x.ts')).toMatchObject({
      path: 'build/deep/x.ts',
      leftOutWith: 'build',
      entry: { type: 'directory', state: 'skipped', detail: '.ignore:1' },
    });
  });

  it('names the directory that contains a cache tag', async () => {
    const parts = partsOf({ 'cache/CACHEDIR.TAG': 'tag', 'cache/x.ts': 'xxxxx' });
    expect(await explainPath(parts, 'cache')).toMatchObject({
      entry: { detail: message('markedBy', 'CACHEDIR.TAG') },
    });
  });

  it('describes a path that is only in the index, and one that does not exist', async () => {
    const parts = partsOf({ 'a.ts': 'aaaaa' }, [shard(file('a.ts'), file('gone.ts'))]);
    expect(await explainPath(parts, 'a.ts')).toMatchObject({
      entry: { state: 'indexed', chunks: 2, language: 'typescript' },
      provider,
    });
    expect((await explainPath(parts, 'gone.ts')).entry).toMatchObject({
      state: 'waiting',
      reason: 'removed',
    });
    expect((await explainPath(parts, 'never.ts')).entry).toBeUndefined();
    expect((await explainPath(parts, '')).entry).toMatchObject({ state: 'indexed', below: { indexed: 2 } });
  });
});

describe('a large folder', () => {
  it('is listed up to a thousand entries; on request only those that are not indexed', async () => {
    const names = Array.from({ length: 100_000 }, (_, i) => `${i}.${i % 1000 === 0 ? 'ts' : 'png'}`);
    const parts = partsOf(Object.fromEntries(names.map((name) => [name, 'aaaaa'])), [
      shard(...names.filter((name) => name.endsWith('.ts')).map((name) => file(name))),
    ]);
    const { entries, notListed } = await listDirectory(parts, '');
    expect([entries.length, notListed]).toEqual([1000, 99_000]);
    const unindexed = await listDirectory(parts, '', { unindexed: true });
    expect(unindexed.notListed).toBe(98_900);
    expect(unindexed.entries.every(({ state }) => state === 'skipped')).toBe(true);
    expect((await listDirectory(partsOf({ 'a.ts': 'aaaaa' }), '')).notListed).toBeUndefined();
  });

  it('is listed from cached parts of its shards, one of which is computed again after a save', async () => {
    const shards = Array.from({ length: 8 }, (_, s) =>
      shard(...Array.from({ length: 50 }, (_, i) => file(`d${i % 5}/s${s}/f${i}.ts`))),
    );
    const parts = partsOf({ 'd0/s0/f0.ts': 'aaaaa' }, shards);
    expect((await listDirectory(parts, '')).below.indexed).toBe(400);
    const changed = updateShard(shards[0]!, [], new Set(['d0/s0/f0.ts']), analyzer);
    const after = await listDirectory(
      { ...parts, store: { ...parts.store, shards: [changed, ...shards.slice(1)] } },
      'd0',
    );
    expect(after.below.indexed).toBe(79);
  });
});
