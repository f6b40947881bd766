import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { killRuns } from '../../bench/kills/killedRuns';
import type { StatusReport, WorkspaceIndexReport } from '../../src/common/engineContract';
import { runCommand, startCommand } from '../support/commandLine';
import { countCachedEmbeddings, readIndex } from '../support/indexContents';
import { copyRealSources, dist, temporaryDirectory } from '../support/realSources';

/** Moments at which the indexer is killed. */
const kills = 12;

describe('an indexer that is killed', () => {
  let root: { directory: string; remove: () => Promise<void> };
  let workspace: string;
  beforeAll(async () => {
    root = await temporaryDirectory('killed');
    workspace = path.join(root.directory, 'workspace');
    await mkdir(workspace);
    await copyRealSources(workspace, ['undici', 'eslint', 'rules', 'knip']);
  });
  afterAll(() => root.remove());

  const index = (name: string): string[] => [
    'index',
    workspace,
    '--index-dir',
    path.join(root.directory, name),
    '--json',
  ];

  it(
    'continues, ends with the same index, and embeds nothing twice that was stored',
    { timeout: 180_000 },
    async () => {
      const undisturbed = await runCommand(index('undisturbed'));
      const whole = JSON.parse(undisturbed.stdout) as WorkspaceIndexReport;
      expect(whole.chunks).toBeGreaterThan(5000);

      const idleStarted = performance.now();
      await runCommand(index('undisturbed'));
      const idleMs = performance.now() - idleStarted;

      const killed = path.join(root.directory, 'killed');
      let stored = 0;
      let interrupted = 0;
      for (let i = 0; i < kills; i++) {
        const run = startCommand(index('killed'));
        // While it starts, or while it indexes; soon enough that there is work left for the last of them.
        const timer = setTimeout(
          () => run.child.kill('SIGKILL'),
          idleMs / 2 + Math.random() * (idleMs + whole.tookMs / 12),
        );
        const { signal } = await run.done;
        clearTimeout(timer);
        if (signal === 'SIGKILL') interrupted++;
        const status = JSON.parse(
          (await runCommand(['status', workspace, '--index-dir', killed, '--json'])).stdout,
        ) as StatusReport;
        expect(status.chunks).toBeGreaterThanOrEqual(stored);
        stored = status.chunks;
      }
      expect(interrupted).toBeGreaterThanOrEqual(kills / 2);
      expect(stored).toBeGreaterThan(0);

      const last = JSON.parse((await runCommand(index('killed'))).stdout) as WorkspaceIndexReport;
      expect(last.chunks).toBe(whole.chunks);
      expect(last.embedded).toBeLessThanOrEqual(whole.chunks - stored);
      expect(await readIndex(killed)).toEqual(await readIndex(path.join(root.directory, 'undisturbed')));

      const cached = await countCachedEmbeddings(killed);
      expect(cached.records).toBe(cached.distinct);
      expect(cached.distinct).toBe(whole.embedded);
    },
  );
});

describe('an index whose runs are killed', () => {
  it(
    'opens, holds what was stored, and is finished like a fresh one, first index and updates alike',
    { timeout: 300_000 },
    async () => {
      const { directory, remove } = await temporaryDirectory('kills');
      onTestFinished(remove);
      const folder = path.join(directory, 'workspace');
      await mkdir(folder);
      await copyRealSources(folder, ['undici']);
      const report = await killRuns({
        cli: path.join(dist, 'cli.js'),
        folder,
        workDirectory: path.join(directory, 'indexes'),
        kills: 12,
        seed: 13,
        compareEvery: 6,
      });
      expect(report.differences).toEqual([]);
      expect(report).toMatchObject({ kills: 12, comparisons: 2 });
    },
  );
});
