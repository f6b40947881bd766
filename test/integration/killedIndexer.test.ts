import { mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { killRuns } from '../../bench/kills/killedRuns';
import type { StatusReport, FolderIndexReport } from '../../src/common/contracts/engineContract';
import { runCommand } from '../support/commandInProcess';
import { runProcess, startCommand } from '../support/commandLine';
import { readIndex } from '../support/indexContents';
import { copyRealSources, dist, temporaryDirectory } from '../support/realSources';

/** Number of times that the indexer is killed; `npm run verify:kills` kills hundreds of times. */
const kills = 8;
/** Each run is killed after storing at most this share of the whole index, so that the last run still has work left. */
const mostStored = 1 / kills;
const lookAgainMs = 20;
/** About the time that the program takes to start. */
const mostStartMs = 300;

/** Bytes of all files in a directory; 0 if it does not exist. */
async function bytesIn(directory: string): Promise<number> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries.map(({ parentPath, name }) =>
    // Temporary files may be renamed at any time.
    stat(path.join(parentPath, name)).then(
      (file) => (file.isFile() ? file.size : 0),
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

describe('an indexer that is killed', () => {
  let root: { directory: string; remove: () => Promise<void> };
  let workspace: string;
  beforeAll(async () => {
    root = await temporaryDirectory('killed');
    workspace = path.join(root.directory, 'workspace');
    await mkdir(workspace);
    await copyRealSources(workspace, ['undici']);
  });
  afterAll(() => root.remove());

  const index = (name: string): string[] => [
    'index',
    workspace,
    '--index-dir',
    path.join(root.directory, name),
    '--json',
  ];

  it('continues, ends with the same index, and embeds no file again that was stored', async () => {
    const undisturbed = await runProcess(index('undisturbed'));
    const whole = JSON.parse(undisturbed.stdout) as FolderIndexReport;
    expect(whole.chunks).toBeGreaterThan(1000);

    const wholeBytes = await bytesIn(path.join(root.directory, 'undisturbed'));

    const killed = path.join(root.directory, 'killed');
    let stored = 0;
    let interrupted = 0;
    for (let i = 0; i < kills; i++) {
      // Kill it while it starts or indexes. The amount stored decides, not the time, which is unreliable on a busy machine.
      const enough = (await bytesIn(killed)) + (i % 5 === 0 ? 0 : Math.random() * mostStored * wholeBytes);
      const run = startCommand(index('killed'));
      const { child } = run;
      await sleep(Math.random() * mostStartMs);
      while (child.exitCode === null && child.signalCode === null) {
        if ((await bytesIn(killed)) >= enough) child.kill('SIGKILL');
        await sleep(lookAgainMs);
      }
      const { signal } = await run.done;
      if (signal === 'SIGKILL') interrupted++;
      const status = JSON.parse(
        (await runCommand(['status', workspace, '--index-dir', killed, '--json'])).stdout,
      ) as StatusReport;
      expect(status.chunks).toBeGreaterThanOrEqual(stored);
      stored = status.chunks;
    }
    expect(interrupted).toBeGreaterThanOrEqual(kills / 2);
    expect(stored).toBeGreaterThan(0);

    const last = JSON.parse((await runProcess(index('killed'))).stdout) as FolderIndexReport;
    expect(last.chunks).toBe(whole.chunks);
    expect(last.embedded).toBeLessThanOrEqual(whole.chunks - stored);
    expect(await readIndex(killed)).toEqual(await readIndex(path.join(root.directory, 'undisturbed')));
  });
});

describe('an index whose runs are killed', () => {
  it('opens, keeps what was stored, and can be completed to equal a new one, during the first run and updates', async () => {
    const { directory, remove } = await temporaryDirectory('kills');
    onTestFinished(remove);
    const folder = path.join(directory, 'workspace');
    await mkdir(folder);
    await copyRealSources(folder, ['undici']);
    const report = await killRuns({
      cli: path.join(dist, 'cli.js'),
      folder,
      workDirectory: path.join(directory, 'indexes'),
      kills: 6,
      seed: 13,
      compareEvery: 3,
    });
    expect(report.differences).toEqual([]);
    expect(report).toMatchObject({ kills: 6, comparisons: 2 });
  });
});
