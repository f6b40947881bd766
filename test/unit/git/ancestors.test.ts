import { execFileSync } from 'node:child_process';
import { readdir, readFile, realpath, writeFile, chmod } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ancestorsOf } from '../../../src/node/git/ancestors';
import { findGitDirectory } from '../../../src/node/git/gitDirectory';
import { applyDelta } from '../../../src/node/git/packDelta';
import { temporaryDirectory } from '../store/temporaryDirectory';

let folder: string;

/** Seconds since the epoch of the next commit. */
let time: number;

function git(...args: string[]): string {
  return execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
    encoding: 'utf8',
    env: { ...process.env, GIT_COMMITTER_DATE: `${time} +0000`, GIT_AUTHOR_DATE: `${time} +0000` },
  }).trim();
}

/** Long messages, so that git stores commits as deltas. */
function commit(subject: string): void {
  time += 60;
  const body = Array.from({ length: 60 }, (_, i) => `This line explains reason ${i} of the change.`).join(
    '\n',
  );
  git('commit', '--quiet', '--allow-empty', '--message', `${subject}\n\n${body}\n\nparent of nothing`);
}

/** A history with a merge. */
function makeHistory(...init: string[]): void {
  git('init', '--quiet', '--initial-branch', 'main', ...init);
  for (let i = 0; i < 12; i++) commit(`commit ${i}`);
  git('checkout', '--quiet', '-b', 'side', 'HEAD~3');
  commit('side');
  git('checkout', '--quiet', 'main');
  commit('main again');
  time += 60;
  git('merge', '--quiet', '--no-ff', '--message', 'merge', 'side');
  commit('last');
}

async function ancestors(most = 100, of = folder): Promise<string[]> {
  const directory = await findGitDirectory(of, () => true);
  return ancestorsOf(directory!, git('-C', of, 'rev-parse', 'HEAD'), most);
}

const logged = (): string[] => git('log', '--format=%H').split('\n').slice(1);

beforeEach(async () => {
  folder = await realpath(await temporaryDirectory());
  time = 1_700_000_000;
});

describe('ancestors of a commit', () => {
  it.each([[[]], [['--object-format=sha256']]])(
    'are those of git log, loose and packed, with %j',
    async (init) => {
      makeHistory(...init);
      const expected = logged();
      expect(expected).toHaveLength(15);
      expect(await ancestors()).toEqual(expected);
      expect(await ancestors(4)).toEqual(expected.slice(0, 4));
      git('repack', '-adfq', '--depth=50', '--window=50');
      const [index] = (await readdir(path.join(folder, '.git/objects/pack'))).filter((name) =>
        name.endsWith('.idx'),
      );
      // A delta has its depth and its base at the end of its line.
      expect(git('verify-pack', '-v', `.git/objects/pack/${index!}`)).toMatch(
        / commit .* \d+ [0-9a-f]{40,}$/m,
      );
      expect(await ancestors()).toEqual(expected);
      // Newer commits are loose or in another pack.
      commit('newer');
      git('repack', '-dq');
      commit('newest');
      expect(await ancestors()).toEqual(logged());
    },
  );

  it('are read from packs with deltas that name their bases', async () => {
    makeHistory();
    git('-c', 'repack.useDeltaBaseOffset=false', 'repack', '-adfq', '--depth=50');
    expect(await ancestors()).toEqual(logged());
  });

  it('end where a shallow clone ends, with the commit that it names', async () => {
    makeHistory();
    const clone = path.join(await temporaryDirectory(), 'clone');
    git('clone', '--quiet', '--depth', '3', `file://${folder}`, clone);
    const all = logged();
    const found = await ancestors(100, clone);
    expect(found.slice(0, 2)).toEqual(all.slice(0, 2));
    expect(all).toEqual(expect.arrayContaining(found));
    expect(found.length).toBeGreaterThan(3);
    expect(found.length).toBeLessThan(all.length);
  });

  it('are none if the objects are damaged', async () => {
    makeHistory();
    git('repack', '-adfq');
    const packs = path.join(folder, '.git', 'objects', 'pack');
    for (const name of await readdir(packs)) {
      const bytes = await readFile(path.join(packs, name));
      await chmod(path.join(packs, name), 0o644);
      await writeFile(path.join(packs, name), bytes.subarray(0, name.endsWith('.idx') ? 1040 : 0));
    }
    expect(await ancestors()).toEqual([]);
  });
});

describe('a delta', () => {
  const base = Buffer.from('the quick brown fox');

  it('copies parts of its base and adds others', () => {
    const delta = Buffer.from([base.length, 12, 0x90, 4, 3, ...Buffer.from(' a '), 0x91, 10, 5]);
    expect(applyDelta(base, delta, 100)?.toString()).toBe('the  a brown');
  });

  it.each([
    ['for another base', [4, 4, 0x90, 4]],
    ['that copies from beyond its base', [19, 10, 0x91, 15, 10]],
    ['that makes more than it says', [19, 2, 0x90, 4]],
    ['that makes less than it says', [19, 9, 0x90, 4]],
    ['with a reserved command', [19, 4, 0, 0x90, 4]],
    ['that is cut off', [19, 9, 9, 1, 2]],
    ['that would be too large', [19, 0xff, 0xff, 0x7f, 0x90, 4]],
  ])('%s makes nothing', (_, bytes) => {
    expect(applyDelta(base, Buffer.from(bytes), 100)).toBeUndefined();
  });
});
