import { describe, expect, it } from 'vitest';
import { writeDetail } from '../../../src/common/messages/detailForm';
import { CancelledError } from '../../../src/common/errors/errors';
import type { Repository, RepositorySource, ParentIgnoreFile } from '../../../src/engine/corpus/repository';
import { walkCorpus, type CorpusOptions } from '../../../src/engine/corpus/walkCorpus';
import { MemoryFileSource, type MemoryNode } from './memoryFileSource';

type Nodes = Readonly<Record<string, MemoryNode>>;

/** One line per entry: the path, and for skipped entries the reason and detail. */
async function walk(
  nodes: Nodes | MemoryFileSource,
  options?: CorpusOptions,
  signal?: AbortSignal,
): Promise<string[]> {
  const lines: string[] = [];
  const source = nodes instanceof MemoryFileSource ? nodes : new MemoryFileSource(nodes);
  for await (const entry of walkCorpus(source, options, signal)) {
    if (entry.type === 'file') {
      lines.push(entry.file.path);
    } else {
      const { path, reason, detail } = entry.skipped;
      lines.push(detail === undefined ? `${path} ${reason}` : `${path} ${reason}: ${writeDetail(detail)}`);
    }
  }
  return lines;
}

/** A repository that contains the folder. It ignores `b`, and the user's own patterns ignore `d`. */
function around(workspacePath: string, ignoreFiles: readonly ParentIgnoreFile[]): RepositorySource {
  const repository: Repository = {
    id: 'x',
    isBare: false,
    ignoreCase: false,
    ignoreFiles: [
      { label: '~/.config/git/ignore', text: '# mine\nd\n' },
      { label: '~/x/.git/info/exclude', text: 'b\n' },
    ],
  };
  const enclosing = { repository, workspacePath, ignoreFiles };
  return { enclosing: () => Promise.resolve(enclosing), at: () => Promise.resolve(undefined) };
}

describe('walkCorpus', () => {
  it('yields files with size and time, sorted by path', async () => {
    const source = new MemoryFileSource({
      'b.ts': 'b',
      'a/z.ts': 'z',
      'a.ts': 'a',
      'a/b/c.ts': 'cc',
      'a0.ts': '0',
    });
    expect(await walk(source)).toEqual(['a.ts', 'a/b/c.ts', 'a/z.ts', 'a0.ts', 'b.ts']);
    const first = await walkCorpus(source).next();
    expect(first.value).toEqual({ type: 'file', file: { path: 'a.ts', sizeBytes: 1, mtimeMs: 1000 } });
  });

  it('yields nothing for an empty folder', async () => {
    expect(await walk({})).toEqual([]);
  });

  it('reports an ignored directory once, with the ignore file and line, and does not read it', async () => {
    const source = new MemoryFileSource({
      'app/.gitignore': '# generated\n\nout/\n*.log\n',
      'app/out/a/b.ts': 'x',
      'app/x.log': 'x',
    });
    expect(await walk(source)).toEqual([
      'app/.gitignore',
      'app/out/ ignored: app/.gitignore:3',
      'app/x.log ignored: app/.gitignore:4',
    ]);
    expect(source.read).not.toContain('app/out/');
  });

  it('gives .semanticignore precedence over .ignore, and .ignore over .gitignore, at every level', async () => {
    const nodes = {
      '.semanticignore': '!kept/deep.txt\n/docs/\n',
      '.ignore': '!vendor/\n*.txt\n',
      '.gitignore': 'vendor/\n',
      'kept/.gitignore': '!a.txt\n',
      'kept/.ignore': 'deep.txt\n',
      'kept/a.txt': 'x',
      'kept/deep.txt': 'x',
      'vendor/lib.c': 'x',
      'docs/x.md': 'x',
    };
    expect(await walk(nodes)).toEqual([
      '.gitignore',
      '.ignore',
      '.semanticignore',
      'docs/ ignored: .semanticignore:2',
      'kept/.gitignore',
      'kept/.ignore',
      'kept/a.txt ignored: .ignore:2',
      'kept/deep.txt',
      'vendor/lib.c',
    ]);
    expect(await walk(nodes, { useIgnoreFiles: false })).toContain('docs/x.md');
  });

  it('reports the place of an ignore file above the folder', async () => {
    const repositories = around('packages/app/', [
      { name: '.gitignore', workspacePath: 'packages/app/', text: '\ufeff/packages/app/a\n/a2\n' },
      { name: '.gitignore', workspacePath: 'app/', text: '\n/app/c\n' },
    ]);
    expect(await walk({ a: 'x', a2: 'x', b: 'x', c: 'x', d: 'x' }, { repositories })).toEqual([
      'a ignored: ../../.gitignore:1',
      'a2',
      'b ignored: ~/x/.git/info/exclude:1',
      'c ignored: ../.gitignore:2',
      'd ignored: ~/.config/git/ignore:2',
    ]);
  });

  it('searches an opened folder that the repository around it ignores', async () => {
    const nodes = { 'a.log': 'x', 'b.ts': 'x', d: 'x' };
    const home = { name: '.gitignore', workspacePath: 'notes/work/', text: '*\n' } as const;
    const near = { name: '.gitignore', workspacePath: 'work/', text: '*.log\n' } as const;
    const kept = (...files: ParentIgnoreFile[]): Promise<string[]> =>
      walk(nodes, { repositories: around('notes/work/', files) });
    const own = 'd ignored: ~/.config/git/ignore:2';
    expect(await kept(home, near)).toEqual(['a.log', 'b.ts', own]);
    expect(await kept({ ...home, text: '*.ts\n/other\n' }, near)).toEqual([
      'a.log ignored: ../.gitignore:1',
      'b.ts ignored: ../../.gitignore:1',
      own,
    ]);
    expect(await kept({ ...home, text: '*\n!notes/\n' }, { ...near, text: '!*\n' })).toEqual([
      'a.log',
      'b.ts',
      'd',
    ]);
    expect(await kept({ ...home, text: '/work\n*.ts\n' })).toContain('a.log');
  });

  it('skips version control, and does not read links to ignore files', async () => {
    const nodes: Nodes = {
      '.git/config': 'x',
      '.hg/x': 'x',
      'sub/.git': 'gitdir: elsewhere',
      'sub/.gitignore': { link: undefined },
      'sub/a': 'x',
    };
    expect(await walk(nodes)).toEqual([
      '.git/ excluded: version control',
      '.hg/ excluded: version control',
      'sub/.git excluded: version control',
      'sub/.gitignore outside-workspace: a link that leads out of the workspace folder',
      'sub/a',
    ]);
  });

  it('skips a directory whose ignore file cannot be read at the moment', async () => {
    const nodes: Nodes = { 'a/.gitignore': { error: 'EMFILE' }, 'a/private': 'x', b: 'x' };
    expect(await walk(nodes)).toEqual([
      'a/ unreadable: a/.gitignore cannot be read: EMFILE: made by the test',
      'b',
    ]);
    await expect(walk({ '.ignore': { error: 'EIO' }, private: 'x' })).rejects.toMatchObject({
      code: 'FOLDER_UNREADABLE',
    });
  });

  it('skips other work trees of the repository that contains them', async () => {
    const ids: Readonly<Record<string, string>> = { '': 'x', 'wt/': 'x', 'lib/': 'y', 'lib/wt/': 'x' };
    const nodes = {
      '.git': 'x',
      a: 'x',
      'wt/.git': 'x',
      'wt/a': 'x',
      'lib/.git': 'x',
      'lib/wt/.git': 'x',
      'lib/wt/b': 'x',
    };
    const repositories = (isBare: boolean): RepositorySource => ({
      enclosing: () => Promise.resolve(undefined),
      at: (directory) =>
        Promise.resolve({
          id: ids[directory]!,
          isBare: isBare && directory === '',
          ignoreCase: false,
          ignoreFiles: [],
        }),
    });
    expect(await walk(nodes, { repositories: repositories(false) })).toEqual([
      '.git excluded: version control',
      'a',
      'lib/.git excluded: version control',
      'lib/wt/.git excluded: version control',
      'lib/wt/b',
      'wt/ excluded: a worktree of the same repository',
    ]);
    expect(await walk(nodes, { repositories: repositories(true) })).toContain('wt/a');
    expect(await walk(nodes, { repositories: repositories(false), useIgnoreFiles: false })).not.toContain(
      'wt/a',
    );
  });

  it('treats a directory with an unreadable ignore file as unreadable', async () => {
    const nodes: Nodes = {
      'a.ts': 'x',
      'other/.gitignore': { error: 'EACCES' },
      'other/private.ts': 'x',
      'other/deep/a.ts': 'x',
      'repository/.git/info/exclude': { error: 'EIO' },
      'repository/a.ts': 'x',
      'without/.git/config': 'x',
      'without/a.ts': 'x',
    };
    expect(await walk(nodes)).toEqual([
      'a.ts',
      'other/ unreadable: other/.gitignore cannot be read: EACCES: made by the test',
      'repository/ unreadable: repository/.git/info/exclude cannot be read: EIO: made by the test',
      'without/.git/ excluded: version control',
      'without/a.ts',
    ]);
    expect(await walk(nodes, { useIgnoreFiles: false })).toContain('other/private.ts');
    const walked = walk({ '.gitignore': { error: 'EACCES' }, 'private.ts': 'x' });
    await expect(walked).rejects.toMatchObject({ code: 'FOLDER_UNREADABLE' });
  });

  it('skips dependencies and caches by default, and more by globs', async () => {
    const nodes = {
      'a/node_modules/x/index.js': 'x',
      'target/CACHEDIR.TAG': 'Signature',
      'target/x.rs': 'x',
      'env3/pyvenv.cfg': 'home = /usr',
      'src/a.test.ts': 'x',
      'src/a.ts': 'x',
      'src/gen/deep/x.ts': 'x',
      'gen/x.ts': 'x',
    };
    const exclude = ['**/*.test.{ts,js}', './src/gen/'];
    expect(await walk(nodes)).toEqual([
      'a/node_modules/ excluded: **/node_modules',
      'env3/ excluded: holds pyvenv.cfg',
      'gen/x.ts',
      'src/a.test.ts',
      'src/a.ts',
      'src/gen/deep/x.ts',
      'target/ excluded: holds CACHEDIR.TAG',
    ]);
    expect(await walk(nodes, { exclude, excludeMarkers: [] })).toEqual([
      'a/node_modules/x/index.js',
      'env3/pyvenv.cfg',
      'gen/x.ts',
      'src/a.test.ts excluded: **/*.test.{ts,js}',
      'src/a.ts',
      'src/gen/ excluded: src/gen',
      'target/CACHEDIR.TAG',
      'target/x.rs',
    ]);
  });

  it('yields only included files, and does not walk directories that cannot contain any', async () => {
    const source = new MemoryFileSource({
      'src/a.ts': 'x',
      'src/b.js': 'x',
      'src/d/e.ts': 'x',
      'docs/a.md': 'x',
      'lib/x/y': 'x',
    });
    expect(await walk(source, { include: ['src/**/*.ts', 'lib'] })).toEqual([
      'docs/ excluded: not included',
      'lib/x/y',
      'src/a.ts',
      'src/b.js excluded: not included',
      'src/d/e.ts',
    ]);
    expect(source.read).not.toContain('docs/');
    expect(await walk({ 'a/b.ts': 'x', 'a/b.js': 'x' }, { include: ['**/*.ts'] })).toEqual([
      'a/b.js excluded: not included',
      'a/b.ts',
    ]);
  });

  it('skips empty and large files, and without reading secrets, binaries and lock files by name', async () => {
    const source = new MemoryFileSource({
      'empty.ts': '',
      'large.json': 'x'.repeat(2 * 1024 * 1024),
      'large.ts': 'x'.repeat(5 * 1024 * 1024),
      'source.ts': 'x'.repeat(2 * 1024 * 1024),
      '.env': 'x',
      'plots.ipynb': 'x'.repeat(5 * 1024 * 1024),
      'logo.PNG': 'x',
      'yarn.lock': 'x',
      'fifo.ts': { type: 'other' },
    });
    expect(await walk(source)).toEqual([
      '.env secret: a name that is given to keys and passwords',
      'empty.ts empty',
      'fifo.ts not-a-file: not a regular file',
      'large.json too-large: 2.0 MiB, the limit is 1.0 MiB',
      'large.ts too-large: 5.0 MiB, the limit is 4.0 MiB',
      'logo.PNG binary: .png',
      'plots.ipynb',
      'source.ts',
      'yarn.lock generated: a lock file or the like',
    ]);
    expect(source.read).toEqual(['/']);
    const doubled = await walk(source, { maxFileSizeBytes: 2 * 1024 * 1024 });
    expect(doubled).toContain('large.ts');
    expect(doubled).toContain('large.json');
  });

  it('follows no link: its target is found under its own path, or is outside the folder', async () => {
    const nodes: Nodes = {
      'src/a.ts': 'x',
      'src/alias.ts': { link: 'src/a.ts' },
      'src/up': { link: '' },
      'src/self': { link: 'src' },
      'src/sibling': { link: 'sr' },
      'src/out': { link: undefined },
      'src/broken': { error: 'ENOENT' },
      'src/round': { error: 'ELOOP' },
    };
    expect(await walk(nodes)).toEqual([
      'src/a.ts',
      'src/alias.ts excluded: a link to src/a.ts, which has a path of its own',
      'src/broken not-a-file: a link that leads nowhere',
      'src/out outside-workspace: a link that leads out of the workspace folder',
      'src/round link-loop: ELOOP: made by the test',
      'src/self link-loop: a link to src',
      'src/sibling excluded: a link to sr, which has a path of its own',
      'src/up link-loop: a link to the workspace folder',
    ]);
  });

  it('reports unreadable entries and continues', async () => {
    const nodes: Nodes = {
      'a/x': 'x',
      b: { directoryError: 'EACCES' },
      'c.ts': { error: 'EACCES' },
      'd.ts': 'x',
    };
    expect(await walk(nodes)).toEqual([
      'a/x',
      'b/ unreadable: EACCES: made by the test',
      'c.ts unreadable: EACCES: made by the test',
      'd.ts',
    ]);
  });

  it('throws when the folder itself is missing or unreadable', async () => {
    for (const [systemCode, code] of [
      ['ENOENT', 'FOLDER_NOT_FOUND'],
      ['EACCES', 'FOLDER_UNREADABLE'],
      ['ENOTDIR', 'FOLDER_UNREADABLE'],
    ] as const) {
      await expect(walk({ '': { directoryError: systemCode } })).rejects.toMatchObject({ code });
    }
  });

  it('walks a single file or directory with the decisions of a whole walk', async () => {
    const source = new MemoryFileSource({
      '.gitignore': 'out/\n*.log\n',
      'src/a.ts': 'x',
      'src/a.log': 'x',
      'src/lib/b.ts': 'x',
      'src/library.ts': 'x',
      'other/c.ts': 'x',
      'out/d.ts': 'x',
    });
    expect(await walk(source, { under: ['src/lib'] })).toEqual(['src/lib/b.ts']);
    expect(await walk(source, { under: ['src/a.log'] })).toEqual(['src/a.log ignored: .gitignore:2']);
    expect(await walk(source, { under: ['out/d.ts'] })).toEqual(['out/ ignored: .gitignore:1']);
    expect(await walk(source, { under: ['src/missing.ts'] })).toEqual([]);
    expect(source.read).not.toContain('other/');
  });

  it('can be cancelled at any time', async () => {
    const nodes = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`d${index}/x.ts`, 'x']));
    await expect(walk(nodes, {}, AbortSignal.abort())).rejects.toBeInstanceOf(CancelledError);

    const controller = new AbortController();
    let seen = 0;
    const cancelled = (async () => {
      for await (const entry of walkCorpus(new MemoryFileSource(nodes), {}, controller.signal)) {
        seen += entry.type === 'file' ? 1 : 0;
        controller.abort();
      }
    })();
    await expect(cancelled).rejects.toBeInstanceOf(CancelledError);
    expect(seen).toBe(1);
  });

  it('walks deep directories without overflowing the stack', async () => {
    const path = `${'d/'.repeat(3000)}x.ts`;
    expect(await walk({ [path]: 'x' })).toEqual([path]);
  });

  it('handles hostile patterns in linear time', async () => {
    const nasty = `${'*a'.repeat(40)}b\n${'**/a/'.repeat(20)}b\n${'[a-z]*'.repeat(30)}!\n`;
    const name = 'a'.repeat(200);
    const nodes = { '.gitignore': nasty, [`${'a/'.repeat(30)}${name}`]: 'x' };
    expect(await walk(nodes)).toHaveLength(2);
  });
});
