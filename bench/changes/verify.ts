import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CancelledError } from '../../src/common/errors/errors';
import { PendingChanges } from '../../src/vscode/indexing/pendingChanges';
import { random as randomOf, type Random } from '../../test/unit/store/random';
import { differencesOf, Indexes, type FolderWithStore } from './comparedIndex';
import { directoryOf } from './folderPaths';
import { changeFolder } from './operations';

/** Options of {@link verifyChanges}. */
export interface VerifyOptions {
  /** A real folder; a copy of it is changed. */
  readonly folder: string;
  readonly operations: number;
  /** The same seed gives the same operations. */
  readonly seed: number;
  /** Directory of the build, with the grammars and the model. */
  readonly dist: string;
  readonly log?: (line: string) => void;
}

/** Result of a verification. */
export interface Verification {
  readonly operations: number;
  /** Number of comparisons with a new index. */
  readonly rests: number;
  readonly files: number;
  readonly differences: readonly string[];
}

/** Approximate number of operations between two comparisons. */
const betweenRests = 25;
/** Share of operations that are reported as by a watcher. */
const toldShare = 0.7;
const notCopied = new Set(['node_modules', '.git', 'dist', 'out']);

/**
 * Changes a copy of a folder at random, updates its index as the extension would, and regularly compares it with one
 * built from scratch.
 */
export async function verifyChanges(options: VerifyOptions): Promise<Verification> {
  const directory = realpathSync(mkdtempSync(path.join(tmpdir(), 'verify-changes-')));
  try {
    const folder = path.join(directory, 'folder');
    copyFolder(options.folder, folder);
    const indexes = await Indexes.create(folder, options.dist);
    return await new FollowedFolder(folder, path.join(directory, 'index'), indexes, options).run();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function copyFolder(from: string, to: string): void {
  cpSync(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !notCopied.has(path.basename(source)) || source === from,
  });
}

class FollowedFolder {
  private readonly random: Random;
  private readonly pending = new PendingChanges();
  private readonly recent: string[] = [];
  private readonly differences: string[] = [];
  private opened!: FolderWithStore;
  private rests = 0;
  private filesAtFirst = 0;
  private done = 0;

  constructor(
    private readonly folder: string,
    private readonly indexDirectory: string,
    private readonly indexes: Indexes,
    private readonly options: VerifyOptions,
  ) {
    this.random = randomOf(options.seed);
  }

  async run(): Promise<Verification> {
    this.opened = await this.indexes.open(this.indexDirectory);
    this.pending.addEverything();
    await this.rest();
    this.filesAtFirst = this.opened.index.summary().files;
    while (this.done < this.options.operations) {
      this.change();
      if (this.random() < 0.15) await this.follow();
      if (this.random() < 1 / betweenRests) await this.rest();
    }
    await this.rest();
    const { files } = this.opened.index.summary();
    return { operations: this.done, rests: this.rests, files, differences: this.differences };
  }

  private change(): void {
    const { name, told, isHidden } = changeFolder(this.folder, this.random, this.done++);
    const isTold = this.random() < toldShare;
    this.recent.push(`${name} ${told.join(' ')}${isTold ? '' : ' (not told)'}`);
    if (this.recent.length > 3 * betweenRests) this.recent.shift();
    if (!isTold || isHidden) this.pending.addEverything();
    for (const path of isTold ? told : []) this.tell(path);
  }

  /** Reports a path as watchers do: twice, with the parent directory, and with names that no longer exist. */
  private tell(path: string): void {
    this.pending.add(path);
    if (this.random() < 0.3) this.pending.add(path);
    if (this.random() < 0.1) this.pending.add(directoryOf(path));
    if (this.random() < 0.1) this.pending.add(`${path}.tmp`);
    if (this.random() < 0.05) this.pending.add(`${path}/child`);
  }

  /** Updates the index, sometimes with concurrent changes, sometimes cancelled. */
  private async follow(): Promise<void> {
    const changes = this.pending.take();
    if (!changes) return;
    const { index } = this.opened;
    const controller = new AbortController();
    const run =
      typeof changes === 'string'
        ? index.update(undefined, controller.signal)
        : index.updatePaths(changes.paths, undefined, controller.signal);
    const cancelled = run.then(
      () => false,
      (error: unknown) => {
        if (error instanceof CancelledError) return true;
        throw error;
      },
    );
    const dice = this.random();
    if (dice < 0.1) {
      await new Promise((resolve) => setTimeout(resolve, this.random() * 50));
      controller.abort();
    } else if (dice < 0.3) {
      for (let i = 0; i < 3; i++) this.change();
    }
    if (await cancelled) this.pending.putBack(changes);
  }

  private async rest(): Promise<void> {
    while (!this.pending.isEmpty) await this.follow();
    this.rests++;
    const expected = await this.indexes.buildFromScratch();
    // Read from disk, as the next process would.
    const stored = await this.indexes.open(this.indexDirectory);
    const differences = differencesOf(stored.store.shards, expected);
    const { log } = this.options;
    if (differences.length > 0) {
      this.differences.push(...differences);
      for (const line of [...differences, ...this.recent.map((one) => `  after ${one}`)]) log?.(line);
      // Repair the index, so that the same difference is not reported at every comparison.
      await stored.index.rebuild();
    }
    if (differences.length > 0 || this.random() < 0.2) this.opened = stored;
    if (this.opened.index.summary().files < this.filesAtFirst / 2) this.putBack();
    if (this.rests % 20 === 0)
      log?.(`${this.done} operations, ${this.rests} rests, ${this.differences.length} differences`);
  }

  /** Restores the initial folder, because ignore files and moves leave less and less in the index. */
  private putBack(): void {
    for (const name of readdirSync(this.folder)) rmSync(path.join(this.folder, name), { recursive: true });
    copyFolder(this.options.folder, this.folder);
    this.recent.push('put everything back');
    this.pending.addEverything();
  }
}
