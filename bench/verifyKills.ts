/**
 * Kills the command line at random moments while it indexes a copy of a real folder, and checks the files on disk.
 *
 *     node out/bench/verifyKills.js [--repos DIR | --folder DIR] [--kills 500] [--seed N] [--suspend SECONDS]
 *
 * The default folder is this repository; with --repos the kills are distributed over the repositories in DIR. A
 * quarter of the kills hits a first index, the others updates after random edits. After each kill, the index must
 * open, and must contain unchanged what was stored and not edited since. After each 50th and the last kill, an
 * undisturbed run must give the content of a fresh index. With --suspend, a run is then suspended for that time,
 * while others try to write. Prints what was done; exits 1 on a difference.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { killRuns, type KilledRunsReport } from './kills/killedRuns';
import { editAtRandom } from './kills/randomEdits';
import { suspendRun } from './kills/suspendedRun';
import { random } from '../test/unit/store/random';

const repository = path.join(__dirname, '..', '..');
const cli = path.join(repository, 'dist', 'cli.js');
const compareEvery = 50;
const maxShown = 20;

/** Large directories without sources. */
const leftOut = new Set(['node_modules', '.git', 'dist', 'out', '.vscode-test', '.vscode-test-web']);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      repos: { type: 'string' },
      folder: { type: 'string' },
      kills: { type: 'string', default: '500' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      suspend: { type: 'string' },
    },
  });
  const folders =
    values.repos === undefined
      ? [values.folder ?? repository]
      : readdirSync(values.repos, { withFileTypes: true })
          .filter((entry) => entry.isDirectory())
          .map(({ name }) => path.join(values.repos!, name));
  if (folders.length === 0 || !existsSync(cli)) {
    console.error(`Nothing verified: no folder in ${values.repos}, or no ${cli}.`);
    return 2;
  }
  const kills = Math.ceil(Number(values.kills) / folders.length);
  let differing = 0;
  for (const folder of folders) {
    differing += await verify(folder, kills, Number(values.seed), Number(values.suspend ?? 0));
  }
  return differing > 0 ? 1 : 0;
}

/** Resolves to the number of differences. */
async function verify(source: string, kills: number, seed: number, suspendSeconds: number): Promise<number> {
  const directory = mkdtempSync(path.join(tmpdir(), 'verify-kills-'));
  const folder = path.join(directory, 'folder');
  const workDirectory = path.join(directory, 'indexes');
  try {
    cpSync(source, folder, {
      recursive: true,
      preserveTimestamps: true,
      verbatimSymlinks: true,
      filter: (file) => !leftOut.has(path.basename(file)) || path.resolve(file) === path.resolve(source),
    });
    console.log(`${source}: ${kills} kills, seed ${seed}`);
    const report = await killRuns({
      cli,
      folder,
      workDirectory,
      kills,
      seed,
      compareEvery,
      onProgress: (now) => {
        if (now.kills % compareEvery === 0) console.log(`  ${describe(now)}`);
      },
    });
    if (suspendSeconds > 0) await suspend(folder, workDirectory, seed, suspendSeconds, report);
    for (const difference of report.differences.slice(0, maxShown)) console.log(`  ${difference}`);
    console.log(`${report.differences.length === 0 ? 'equal ' : 'DIFFER'} ${source}: ${describe(report)}`);
    return report.differences.length;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Suspends an update of the whole folder, and compares the result. */
async function suspend(
  folder: string,
  workDirectory: string,
  seed: number,
  seconds: number,
  report: KilledRunsReport,
): Promise<void> {
  editAtRandom(folder, random(seed), 1);
  const index = path.join(workDirectory, 'killed');
  const args = [cli, 'index', folder, '--index-dir', index];
  const { code, refused, unexpected } = await suspendRun(args, index, seconds * 1000);
  console.log(
    `  suspended for ${seconds} s: ${refused} other runs refused; then it went on and ended with ${code}`,
  );
  report.differences.push(...unexpected);
  if (code !== 0) report.differences.push(`the suspended run ended with ${code}`);
  const { differences } = await killRuns({ cli, folder, workDirectory, kills: 1, seed, compareEvery });
  report.differences.push(...differences);
}

function describe({ kills, inFirstIndex, missed, comparisons, differences }: KilledRunsReport): string {
  return (
    `${kills} kills of a run under way (${inFirstIndex} of a first index; ${missed} runs ended before), ` +
    `${comparisons} comparisons with a fresh index, ${differences.length} differences`
  );
}

void main().then((code) => {
  process.exitCode = code;
});
