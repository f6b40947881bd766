import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { contentHash } from '../../src/node/sha256ContentHash';
import { random, type Random } from '../../test/unit/store/random';
import { readIndex, type StoredFile } from '../../test/support/indexContents';
import { editAtRandom, filesBelow } from './randomEdits';

/** Options of {@link killRuns}. */
export interface KilledRunsOptions {
  /** The built command line. */
  readonly cli: string;
  /** A dedicated folder, because it is changed. */
  readonly folder: string;
  /** Parent directory for indexes. */
  readonly workDirectory: string;
  /** Number of runs to kill; a run that ends earlier is not counted. */
  readonly kills: number;
  readonly seed: number;
  /** Number of kills after which the index is completed and compared with a fresh one. */
  readonly compareEvery: number;
  readonly onProgress?: (report: KilledRunsReport) => void;
}

/** Result of {@link killRuns}. */
export interface KilledRunsReport {
  /** Runs killed before they had ended. */
  kills: number;
  /** Number of these that were killed during a first index. */
  inFirstIndex: number;
  /** Runs that ended before they could be killed. */
  missed: number;
  /** Number of completed and compared indexes. */
  comparisons: number;
  /** Faults found; empty if there are none. */
  readonly differences: string[];
}

/** Every nth round starts without an index. */
const firstIndexEvery = 4;

/** Share of a run that passes before it begins to write, approximately. */
const earliestKill = { first: 0.1, update: 0.3 };

/** Share of the files changed before an update. */
const editedShare = 0.1;

/**
 * Kills the command line at random moments of first indexes and of updates, and checks the files on disk after each.
 */
export async function killRuns(options: KilledRunsOptions): Promise<KilledRunsReport> {
  const runs = new KilledRuns(options);
  await runs.run();
  return runs.report;
}

class KilledRuns {
  readonly report: KilledRunsReport = {
    kills: 0,
    inFirstIndex: 0,
    missed: 0,
    comparisons: 0,
    differences: [],
  };
  private readonly next: Random;
  private readonly index: string;
  private stored = new Map<string, StoredFile>();
  /** Duration of a run, milliseconds. */
  private readonly longestMs = { first: 0, update: 0 };

  constructor(private readonly options: KilledRunsOptions) {
    this.next = random(options.seed);
    this.index = path.join(options.workDirectory, 'killed');
  }

  async run(): Promise<void> {
    const { kills, compareEvery, onProgress } = this.options;
    mkdirSync(this.options.workDirectory, { recursive: true });
    this.longestMs.first = await this.timeOf(() => this.finish());
    editAtRandom(this.options.folder, this.next, editedShare);
    this.longestMs.update = await this.timeOf(() => this.finish());
    await this.look('a first run');
    for (let round = 1; this.report.kills < kills; round++) {
      const kind = round % firstIndexEvery === 0 ? 'first' : 'update';
      if (kind === 'first') {
        rmSync(this.index, { recursive: true, force: true });
        this.stored.clear();
      } else {
        editAtRandom(this.options.folder, this.next, editedShare);
      }
      const isKilled = await this.kill(kind);
      const when = `round ${round}`;
      await this.look(when);
      if (!isKilled) {
        this.report.missed++;
        continue;
      }
      if (kind === 'first') this.report.inFirstIndex++;
      this.report.kills++;
      if (this.report.kills % compareEvery === 0 || this.report.kills === kills) await this.compare(when);
      onProgress?.(this.report);
    }
  }

  /** Resolves to whether the run was still in progress. */
  private async kill(kind: 'first' | 'update'): Promise<boolean> {
    const earliest = earliestKill[kind];
    const afterMs = this.longestMs[kind] * (earliest + (1 - earliest) * this.next());
    const started = performance.now();
    const { child, done } = this.start(this.index);
    const stop = new AbortController();
    const timer = sleep(afterMs, undefined, { signal: stop.signal }).then(
      () => child.kill('SIGKILL'),
      () => undefined,
    );
    const { signal } = await done;
    stop.abort();
    await timer;
    if (signal === 'SIGKILL') return true;
    // The machine is faster now than before.
    this.longestMs[kind] = performance.now() - started;
    return false;
  }

  private async finish(directory = this.index): Promise<void> {
    const { code, stderr } = await this.start(directory).done;
    if (code !== 0) this.report.differences.push(`a run that nobody disturbs ends with ${code}: ${stderr}`);
  }

  /**
   * Opens the index and verifies that each stored file is there unless it was deleted: with its former content, or
   * with its current content in the folder.
   */
  private async look(when: string): Promise<void> {
    const { differences } = this.report;
    try {
      const now = new Map((await this.read(this.index)).map((file) => [file.path, file]));
      for (const [file, before] of this.stored) {
        const found = now.get(file);
        if (isDeepStrictEqual(found, before)) continue;
        const current = this.hashNow(file);
        if (found?.contentHash === current) continue;
        differences.push(`${when}: ${file} is ${found ? 'neither what it was nor what it is' : 'lost'}`);
      }
      this.stored = now;
    } catch (error) {
      differences.push(`${when}: the index does not open: ${String(error)}`);
    }
  }

  /** Hash of a file's current content; undefined if it was deleted. */
  private hashNow(file: string): string | undefined {
    const place = path.join(this.options.folder, file);
    return existsSync(place) ? contentHash(readFileSync(place)) : undefined;
  }

  private async compare(when: string): Promise<void> {
    const fresh = path.join(this.options.workDirectory, 'fresh');
    await this.finish();
    await this.finish(fresh);
    this.report.comparisons++;
    const [ours, theirs] = [await this.read(this.index), await this.read(fresh)];
    const expected = new Map(theirs.map((file) => [file.path, file]));
    for (const file of ours) {
      if (!isDeepStrictEqual(file, expected.get(file.path))) {
        this.report.differences.push(`${when}, finished: ${file.path} differs from a fresh index`);
      }
      expected.delete(file.path);
    }
    for (const file of expected.keys()) this.report.differences.push(`${when}, finished: ${file} is missing`);
    this.stored = new Map(ours.map((file) => [file.path, file]));
    rmSync(fresh, { recursive: true });
  }

  /** All content of an index; empty if a run was killed before it created one. */
  private async read(directory: string): Promise<StoredFile[]> {
    const isBegun = filesBelow(this.options.workDirectory).some(
      (file) =>
        path.join(this.options.workDirectory, file).startsWith(directory) && file.endsWith('manifest.json'),
    );
    return isBegun ? readIndex(directory) : [];
  }

  private async timeOf(work: () => Promise<void>): Promise<number> {
    const started = performance.now();
    await work();
    return performance.now() - started;
  }

  private start(directory: string) {
    const { cli, folder } = this.options;
    const child = spawn(process.execPath, [cli, 'index', folder, '--index-dir', directory], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const done = new Promise<{ code: number | null; signal: NodeJS.Signals | null; stderr: string }>(
      (resolve, reject) => {
        child.on('error', reject);
        child.on('close', (code, signal) => {
          resolve({ code, signal, stderr });
        });
      },
    );
    return { child, done };
  }
}
