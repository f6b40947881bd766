import { execFileSync } from 'node:child_process';
import { mkdir, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { currentBranch } from '../../../src/node/git/currentBranch';
import { temporaryDirectory } from '../store/temporaryDirectory';

let folder: string;

const git = (...args: string[]): string =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
    encoding: 'utf8',
  }).trim();

beforeEach(async () => {
  folder = await realpath(await temporaryDirectory());
});

describe('currentBranch', () => {
  it('is empty outside of a repository', async () => {
    expect(await currentBranch(folder)).toEqual({
      repository: undefined,
      branch: undefined,
      commit: undefined,
    });
  });

  it('has the branch and its commit, from a loose and from a packed reference', async () => {
    git('init', '--quiet', '--initial-branch', 'feature/one');
    expect(await currentBranch(folder)).toMatchObject({ branch: 'feature/one', commit: undefined });
    git('commit', '--quiet', '--allow-empty', '--message', 'first');
    const commit = git('rev-parse', 'HEAD');
    expect(await currentBranch(folder)).toMatchObject({ branch: 'feature/one', commit });
    git('pack-refs', '--all');
    expect(await currentBranch(folder)).toMatchObject({ branch: 'feature/one', commit });
    git('checkout', '--quiet', '--detach');
    expect(await currentBranch(folder)).toMatchObject({ branch: undefined, commit });
  });

  it.each([
    ['git@github.com:square/okhttp.git', 'github.com/square/okhttp'],
    ['https://user:password@github.com/square/okhttp', 'github.com/square/okhttp'],
    ['ssh://git@example.com:2222/team/app.git/', 'example.com/team/app'],
    ['https://example.com:8443/team/app.git', 'example.com/team/app'],
  ])('names the repository after %s', async (url, name) => {
    git('init', '--quiet');
    git('remote', 'add', 'origin', url);
    expect((await currentBranch(folder)).repository).toBe(name);
    await mkdir(path.join(folder, 'packages', 'web'), { recursive: true });
    await writeFile(path.join(folder, 'packages', 'web', 'a.ts'), '');
    expect((await currentBranch(path.join(folder, 'packages', 'web'))).repository).toBe(
      `${name}/packages/web`,
    );
  });
});
