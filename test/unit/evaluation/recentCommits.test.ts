import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { recentCommits } from '../../../src/node/evaluation/recentCommits';
import { temporaryDirectory } from '../store/temporaryDirectory';

function git(folder: string, ...args: string[]): void {
  const identity = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.com',
    '-c',
    'commit.gpgSign=false',
  ];
  execFileSync('git', ['-C', folder, ...identity, ...args], { stdio: 'ignore' });
}

describe('recentCommits', () => {
  it('reads subjects and paths relative to the folder, newest first, without changes outside of it', async () => {
    const root = await temporaryDirectory();
    git(root, 'init', '-q');
    const inside = path.join(root, 'part one');
    await mkdir(inside);
    await writeFile(path.join(inside, 'ä b.ts'), '1');
    await writeFile(path.join(inside, 'c.ts'), '1');
    await writeFile(path.join(root, 'outside.ts'), '1');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'Add the first files\n\nWith a body.');
    await writeFile(path.join(inside, 'c.ts'), '2');
    git(root, 'commit', '-qam', 'Change one of them');
    await writeFile(path.join(root, 'outside.ts'), '2');
    git(root, 'commit', '-qam', 'Change what is outside');
    expect(await recentCommits(inside)).toEqual([
      { subject: 'Change one of them', paths: ['c.ts'] },
      { subject: 'Add the first files', paths: expect.arrayContaining(['c.ts', 'ä b.ts']) as string[] },
    ]);
  });

  it('is empty without a history', async () => {
    expect(await recentCommits(await temporaryDirectory())).toEqual([]);
  });

  it('runs no program that the repository names', async () => {
    const root = await temporaryDirectory();
    git(root, 'init', '-q');
    await writeFile(path.join(root, 'a.ts'), '1');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'Add the first file');
    const proof = path.join(root, 'proof');
    const program = path.join(root, 'program.sh');
    await writeFile(program, `#!/bin/sh\ntouch '${proof}'\ncat\n`, { mode: 0o755 });
    for (const name of ['core.pager', 'core.fsmonitor', 'gpg.program', 'diff.external', 'core.sshCommand'])
      git(root, 'config', name, program);
    git(root, 'config', 'log.showSignature', 'true');
    expect(await recentCommits(root)).toHaveLength(1);
    await expect(writeFile(proof, '', { flag: 'wx' })).resolves.toBeUndefined();
  });
});
