import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { FolderIndexReport } from '../../../src/common/contracts/engineContract';
import { runCommand, type CommandOutcome } from '../commandInProcess';
import { startCommand, type RunningCommand } from '../commandLine';
import { temporaryDirectory } from '../realSources';
import { readIndexedFolder, writeMarkedFiles, wrongVectors, type IndexedFolder } from './markedFiles';

/** A unique key. */
export const personsKey = 'sk-KeyOfSomePerson8Rt3Kf6Yw';

/** Options of a command line run. */
export interface ProviderRunOptions {
  /** Arguments that choose the provider. */
  readonly args: readonly string[];
  /** Number of one-chunk files in the folder. Default 30. */
  readonly files?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** A user of the command line with a folder, a home directory and a provider. */
export class ProviderRun {
  readonly outputs: string[] = [];

  private constructor(
    readonly home: string,
    private readonly options: ProviderRunOptions,
  ) {}

  /** Starts a run for one test. */
  static async start(options: ProviderRunOptions): Promise<ProviderRun> {
    const { directory, remove } = await temporaryDirectory('faults');
    onTestFinished(remove);
    const run = new ProviderRun(directory, options);
    await mkdir(run.folder);
    await writeMarkedFiles(run.folder, options.files ?? 30);
    return run;
  }

  get folder(): string {
    return path.join(this.home, 'folder');
  }

  get indexDirectory(): string {
    return path.join(this.home, 'index');
  }

  /** Adds files to the folder; returns their names. */
  write(files: number): Promise<string[]> {
    return writeMarkedFiles(this.folder, files, 1000);
  }

  /** Indexes the folder; it must succeed. */
  async index(...args: readonly string[]): Promise<FolderIndexReport> {
    const { code, stdout, stderr } = await this.command('index', this.folder, '--json', ...args);
    expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
    return JSON.parse(stdout) as FolderIndexReport;
  }

  /** Indexes the folder, which must fail. Returns the one line with the reason. */
  async failToIndex(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.command('index', this.folder, '--json', ...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^[A-Z_]+: [^\n]+\n$/);
    return stderr.trimEnd();
  }

  /** Runs a command until it ends, with the provider's arguments before its own. */
  async command(...args: readonly string[]): Promise<CommandOutcome> {
    const outcome = await runCommand(this.argumentsOf(args), { env: this.environment });
    this.outputs.push(outcome.stdout, outcome.stderr);
    return outcome;
  }

  /** Starts a command in a separate process, which can be killed. */
  start(...args: readonly string[]): RunningCommand {
    const running = startCommand(this.argumentsOf(args), { env: this.environment });
    const done = running.done.then((result) => {
      this.outputs.push(result.stdout, result.stderr);
      return result;
    });
    return { child: running.child, done };
  }

  private argumentsOf(args: readonly string[]): string[] {
    return [...this.options.args, '--index-dir', this.indexDirectory, ...args];
  }

  private get environment(): NodeJS.ProcessEnv {
    return { ...environmentOf(this.home), ...this.options.env };
  }

  /**
   * Checks that each line of the folder's files is indexed once, with the correct vectors.
   *
   * @param missing files that are not in the index
   */
  async expectRightIndex(dimensions: number, missing: readonly string[] = []): Promise<void> {
    const indexed = await this.read();
    expect(indexed.missing).toEqual(missing);
    expect(wrongVectors(indexed.texts, dimensions)).toEqual([]);
  }

  /** Reads the index. */
  read(): Promise<IndexedFolder> {
    return readIndexedFolder(this.folder, this.indexDirectory);
  }

  /** Places of a string in all outputs and written files, except the files of the folder. */
  async placesOf(secret: string): Promise<string[]> {
    const places = this.outputs.filter((output) => output.includes(secret));
    const entries = await readdir(this.home, { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const file = path.join(entry.parentPath, entry.name);
      if (!entry.isFile() || file.startsWith(this.folder)) continue;
      const bytes = await readFile(file);
      if (bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le'))) places.push(file);
    }
    return places;
  }
}

/** An environment without proxies of this machine, and without keys and indexes of its user. */
function environmentOf(home: string): NodeJS.ProcessEnv {
  const proxies = ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'];
  const none = proxies
    .flatMap((name) => [name, name.toUpperCase()])
    .map((name) => [name, undefined] as const);
  return {
    ...Object.fromEntries(none),
    HOME: home,
    XDG_CACHE_HOME: path.join(home, 'cache'),
    SEMANTIC_SEARCH_API_KEY: personsKey,
  };
}

/** Arguments for a provider that accepts any number of texts per request. */
export function openaiAt(origin: string): string[] {
  return ['--provider', 'openai', '--dimensions', '64', '--base-url', `${origin}/v1`];
}

/** Arguments for a provider that accepts few texts per request, so that there are several requests. */
export function oceanbaseAt(origin: string): string[] {
  return ['--provider', 'oceanbase', '--dimensions', '64', '--base-url', origin];
}
