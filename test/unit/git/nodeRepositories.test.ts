import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeDetail } from '../../../src/common/messages/detailForm';
import { walkCorpus } from '../../../src/engine/corpus/walkCorpus';
import { NodeRepositories } from '../../../src/node/git/nodeRepositories';
import { NodeFileSource } from '../../../src/node/nodeFileSource';
import { git, keptByGit, keptByWalk, noSettings, type GitVariables } from '../corpus/gitListing';

let place = '';
let home = '';
let repository = '';
let variables: GitVariables = {};

beforeEach(() => {
  place = realpathSync(mkdtempSync(path.join(tmpdir(), 'repositories-')));
  home = path.join(place, 'home');
  repository = path.join(home, 'repository');
  mkdirSync(repository, { recursive: true });
  variables = { ...noSettings, HOME: home, XDG_CONFIG_HOME: undefined, GIT_CONFIG_GLOBAL: undefined };
  run('init', '--quiet');
  write(repository, { 'a.ts': 'x', 'note.local.md': 'x', 'sub/b.local.md': 'x', 'sub/c.ts': 'x' });
});

afterEach(() => {
  rmSync(place, { recursive: true, force: true });
});

function run(...args: string[]): string {
  return git(repository, args, variables);
}

function write(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
    writeFileSync(path.join(directory, file), text);
  }
}

/** Paths that a walk skips, as `path: reason`. */
async function leftOut(folder: string): Promise<string[]> {
  const repositories = new NodeRepositories(folder, { env: variables, platform: process.platform });
  const lines: string[] = [];
  for await (const entry of walkCorpus(new NodeFileSource(folder), { repositories })) {
    if (entry.type === 'skipped')
      lines.push(`${entry.skipped.path}: ${writeDetail(entry.skipped.detail ?? '')}`);
  }
  return lines.filter((line) => !line.endsWith('version control'));
}

describe('NodeRepositories', () => {
  it('names the file and the line that exclude a path', async () => {
    write(home, { '.config/git/ignore': '# mine\n*.local.md\n' });
    appendFileSync(path.join(repository, '.git/info/exclude'), '\n/a.ts\n');
    const line = run('check-ignore', '-v', 'a.ts').split(':')[1]!;
    expect(await leftOut(repository)).toEqual([
      `a.ts: .git/info/exclude:${line}`,
      'note.local.md: ~/.config/git/ignore:2',
      'sub/b.local.md: ~/.config/git/ignore:2',
    ]);
    expect(await leftOut(path.join(repository, 'sub'))).toEqual(['b.local.md: ~/.config/git/ignore:2']);
    write(place, { 'patterns of all': '*.ts' });
    run('config', 'core.excludesFile', path.join(place, 'patterns of all'));
    expect(await leftOut(path.join(repository, 'sub'))).toEqual([`c.ts: ${place}/patterns of all:1`]);
  });

  it('reads the settings of linked worktrees, and the exclude file that all share', async () => {
    run('commit', '--quiet', '--allow-empty', '--message', 'one');
    const worktree = path.join(home, 'worktree');
    run('worktree', 'add', '--quiet', worktree);
    appendFileSync(path.join(repository, '.git/info/exclude'), '\nscratch/\n');
    write(worktree, { 'scratch/x': 'x', 'a.ts': 'x', 'a.log': 'x' });
    run('config', 'extensions.worktreeConfig', 'true');
    write(home, { logs: '*.log\n' });
    git(worktree, ['config', '--worktree', 'core.excludesFile', '~/logs'], variables);
    expect((await leftOut(worktree)).map((line) => line.replace(/\d+$/, ''))).toEqual([
      'a.log: ~/logs:',
      'scratch/: ~/repository/.git/info/exclude:',
    ]);
    expect(await keptByWalk(worktree, variables)).toEqual(keptByGit(worktree, variables).kept);
  });

  it.each<[string, Readonly<Record<string, string>>, GitVariables]>([
    [
      'nothing for an empty name',
      { '.gitconfig': '[core]\nexcludesFile =\n', '.config/git/ignore': '*.md' },
      {},
    ],
    [
      'the last of several',
      { '.gitconfig': '[core]\nexcludesFile = ~/none\nexcludesFile = ~/m\n', m: '*.md' },
      {},
    ],
    [
      'a path from the root of the work tree',
      { '.gitconfig': '[core]\nexcludesFile = ../m\n', m: '*.md' },
      {},
    ],
    [
      'the file of the system',
      { system: '[core]\nexcludesFile = ~/m', m: '*.md' },
      { GIT_CONFIG_SYSTEM: 'system' },
    ],
    [
      'no file of the system where there is to be none',
      { system: '[core]\nexcludesFile = ~/m', m: '*.md' },
      { GIT_CONFIG_SYSTEM: 'system', GIT_CONFIG_NOSYSTEM: 'yes' },
    ],
    [
      'an include of an include',
      {
        '.gitconfig': '[include]\npath = i/j\n',
        'i/j': '[include]\npath=k',
        'i/k': '[core]\nexcludesFile=~/m',
        m: '*.md',
      },
      {},
    ],
    [
      'includes by branch',
      { '.gitconfig': '[includeIf "onbranch:ma*"]\npath=k', k: '[core]\nexcludesFile=~/m', m: '*.md' },
      {},
    ],
    [
      'includes by folder',
      { '.gitconfig': '[includeIf "gitdir/i:~/REPO*/"]\npath=k', k: '[core]\nexcludesFile=~/m', m: '*.md' },
      {},
    ],
    [
      'not those of another folder',
      { '.gitconfig': '[includeIf "gitdir:~/other/"]\npath=k', k: '[core]\nexcludesFile=~/m', m: '*.md' },
      {},
    ],
    [
      'XDG_CONFIG_HOME',
      { 'xdg/git/ignore': '*.md', '.config/git/ignore': '*.ts' },
      { XDG_CONFIG_HOME: 'xdg' },
    ],
    ['an empty XDG_CONFIG_HOME as none', { '.config/git/ignore': '*.md' }, { XDG_CONFIG_HOME: '' }],
    ['a binary or hostile file', { '.config/git/ignore': '\0\xff*.md\n[\n*.md\n\\' }, {}],
  ])('reads as git does: %s', async (_, files, more) => {
    write(home, files);
    const absolute = Object.entries(more).map(([name, value]) => [
      name,
      value === 'system' || value === 'xdg' ? path.join(home, value) : value,
    ]);
    variables = { ...variables, ...(Object.fromEntries(absolute) as GitVariables) };
    run('symbolic-ref', 'HEAD', 'refs/heads/main');
    expect(await keptByWalk(repository, variables)).toEqual(keptByGit(repository, variables).kept);
  });

  it('accepts only repositories that git accepts', async () => {
    write(repository, {
      '.gitignore': '*.md\n',
      'empty/.git/x': 'x',
      'empty/a.md': 'x',
      'dangling/.git': 'gitdir: ../nowhere\n',
      'dangling/a.md': 'x',
      'words/.git': 'not a name',
      'words/a.md': 'x',
    });
    const left = await leftOut(repository);
    expect(left.filter((line) => /^(?:empty|dangling|words)\//.test(line))).toEqual([
      'dangling/a.md: .gitignore:1',
      'empty/a.md: .gitignore:1',
      'words/a.md: .gitignore:1',
    ]);
    expect(run('check-ignore', 'empty/a.md', 'dangling/a.md', 'words/a.md').split('\n')).toHaveLength(4);
  });

  it.skipIf(process.platform === 'win32')('follows a .git that is a link', async () => {
    const linked = path.join(home, 'linked');
    write(linked, { 'a.log': 'x' });
    symlinkSync(path.join(repository, '.git'), path.join(linked, '.git'));
    appendFileSync(path.join(repository, '.git/info/exclude'), '\n*.log\n');
    expect(await keptByWalk(linked, variables)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')(
    'reads only regular files, and caches them for a while',
    async () => {
      execFileSync('mkfifo', [path.join(home, 'pipe')]);
      for (const file of ['~/pipe', '/dev/zero', '/dev/tty', '~', '~nobody-of-that-name/x']) {
        run('config', '--replace-all', 'core.excludesFile', file);
        expect(await leftOut(repository), file).toEqual([]);
      }
      // Each of them includes itself ten times.
      write(repository, { '.git/more': '[include]\npath = more\n'.repeat(10) });
      appendFileSync(path.join(repository, '.git/config'), '[include]\npath = more\npath = ../../pipe\n');
      expect(await leftOut(repository)).toEqual([]);
    },
  );

  it('notices a change in the next walk', async () => {
    const sub = path.join(repository, 'sub');
    const repositories = new NodeRepositories(sub, { env: variables, platform: process.platform });
    const found = async (): Promise<number> => {
      let files = 0;
      for await (const { type } of walkCorpus(new NodeFileSource(sub), { repositories }))
        files += type === 'file' ? 1 : 0;
      return files;
    };
    expect(await found()).toBe(2);
    write(home, { '.config/git/ignore': '*.local.md\n' });
    expect(await found()).toBe(1);
    write(repository, { '.gitignore': '*.ts\n' });
    expect(await found()).toBe(0);
  });

  it('includes the worktrees of a bare repository, and excludes copies within them', async () => {
    const bare = path.join(home, 'project');
    run('add', '.');
    run('commit', '--quiet', '--message', 'one');
    run('clone', '--quiet', '--bare', repository, path.join(bare, '.bare'));
    write(bare, { '.git': 'gitdir: ./.bare\n' });
    git(bare, ['worktree', 'add', '--quiet', '-b', 'one', 'one'], variables);
    git(bare, ['worktree', 'add', '--quiet', '-b', 'two', 'one/two'], variables);
    const left = await leftOut(bare);
    expect(left).toContain('one/two/: a worktree of the same repository');
    expect(left.some((line) => line.startsWith('one/:'))).toBe(false);
  });

  it('takes the attributes of the directories above the workspace folder', async () => {
    write(repository, { '.gitattributes': 'sub/c.ts linguist-generated\n' });
    expect(await leftOut(path.join(repository, 'sub'))).toContain(
      'c.ts: linguist-generated in ../.gitattributes:1',
    );
  });

  describe('attributes outside the work tree', () => {
    const generated = '*.ts linguist-generated\n';
    const notGenerated = '*.ts linguist-generated=false\n';

    async function expectAsGit(folder: string, expected: boolean): Promise<void> {
      const file = path.relative(repository, path.join(folder, 'c.ts'));
      const byGit = run('check-attr', 'linguist-generated', '--', file).trim().endsWith(': set');
      const left = (await leftOut(folder)).some((line) => line.startsWith('c.ts: linguist-generated'));
      expect([left, byGit]).toEqual([expected, expected]);
    }

    it.each<[string, boolean, Readonly<Record<string, string>>]>([
      ['the default file of the user', true, { '.config/git/attributes': generated }],
      [
        'core.attributesFile',
        true,
        { '.gitconfig': '[core]\nattributesFile = ~/mine\n', mine: generated, '.config/git/attributes': '' },
      ],
      [
        'no file for an empty name',
        false,
        { '.gitconfig': '[core]\nattributesFile =\n', '.config/git/attributes': generated },
      ],
      [
        '.gitattributes before the file of the user',
        false,
        { '.config/git/attributes': generated, 'repository/.gitattributes': notGenerated },
      ],
      [
        'info/attributes before every .gitattributes',
        true,
        { 'repository/.git/info/attributes': generated, 'repository/sub/.gitattributes': notGenerated },
      ],
      [
        'info/attributes before the file of the user',
        false,
        { 'repository/.git/info/attributes': notGenerated, '.config/git/attributes': generated },
      ],
      [
        'patterns from the root of the work tree',
        true,
        { 'repository/.git/info/attributes': '/sub/c.ts linguist-generated\n/c.ts -linguist-generated\n' },
      ],
    ])('%s', async (_, expected, files) => {
      write(home, files);
      await expectAsGit(path.join(repository, 'sub'), expected);
      const whole = await leftOut(repository);
      expect(whole.some((line) => line.startsWith('sub/c.ts: linguist-generated'))).toBe(expected);
    });

    it('names the file and the line that decide', async () => {
      write(home, { '.config/git/attributes': '# mine\na.ts linguist-generated\n' });
      write(repository, { '.git/info/attributes': 'c.ts linguist-generated\n' });
      expect(await leftOut(repository)).toEqual([
        'a.ts: linguist-generated in ~/.config/git/attributes:2',
        'sub/c.ts: linguist-generated in .git/info/attributes:1',
      ]);
    });

    it('end at the root of a repository inside another one', async () => {
      write(repository, { '.git/info/attributes': generated, 'sub/.git/HEAD': 'ref: refs/heads/main\n' });
      git(path.join(repository, 'sub'), ['init', '--quiet'], variables);
      expect(await leftOut(repository)).toEqual(['a.ts: linguist-generated in .git/info/attributes:1']);
    });
  });
});
