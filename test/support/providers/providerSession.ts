import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FolderIndexReport } from '../../../src/common/contracts/engineContract';
import type { SearchAnswer } from '../../../src/common/contracts/searchResult';
import { runCommand, type CommandOutcome } from '../commandInProcess';

/** A unique key that belongs to no account. */
export const distinctKey = 'sk-KeyThatMustNotLeak7Zq4Wm9Xv2';

/** Disables proxies of this machine. */
const noProxy = Object.fromEntries(
  ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'].flatMap((name) => [
    [name, undefined],
    [name.toUpperCase(), undefined],
  ]),
);

/** A command that failed. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';

  constructor({ code, stderr }: CommandOutcome) {
    super(`exit ${code}: ${stderr}`);
  }
}

/** Runs the command line for one provider with a separate home directory. Keeps all outputs. */
export class ProviderSession {
  private readonly outputs: string[] = [];

  private constructor(
    private readonly home: string,
    private readonly folder: string,
    private readonly args: readonly string[],
  ) {}

  /**
   * @param root directory in which the home directory is created
   * @param args arguments of each run: the provider, the model
   */
  static async begin(root: string, folder: string, args: readonly string[]): Promise<ProviderSession> {
    return new ProviderSession(await mkdtemp(path.join(root, 'home-')), folder, args);
  }

  /** The same user with another folder. */
  inFolder(folder: string): ProviderSession {
    return new ProviderSession(this.home, folder, this.args);
  }

  /** The same user with further arguments. */
  with(...args: readonly string[]): ProviderSession {
    return new ProviderSession(this.home, this.folder, [...this.args, ...args]);
  }

  /** @throws CommandFailed */
  async index(baseUrl: string): Promise<FolderIndexReport> {
    const result = await this.tryIndex(baseUrl);
    if (result.code !== 0) throw new CommandFailed(result);
    return JSON.parse(result.stdout) as FolderIndexReport;
  }

  tryIndex(baseUrl: string): Promise<CommandOutcome> {
    return this.run('index', this.folder, '--json', '--base-url', baseUrl);
  }

  /**
   * Runs queries in one process, without updating the index.
   *
   * @throws CommandFailed
   */
  search(baseUrl: string, queries: readonly string[]): Promise<readonly SearchAnswer[]> {
    return this.updateAndSearch(baseUrl, queries, '--no-update');
  }

  /**
   * Runs queries in one process, after updating the index.
   *
   * @throws CommandFailed
   */
  async updateAndSearch(
    baseUrl: string,
    queries: readonly string[],
    ...args: readonly string[]
  ): Promise<readonly SearchAnswer[]> {
    const file = path.join(this.home, 'queries.jsonl');
    await writeFile(file, queries.map((query) => JSON.stringify({ query })).join('\n'));
    const result = await this.run(
      ...['search', this.folder, '--queries', file, '--base-url', baseUrl, ...args],
    );
    if (result.code !== 0) throw new CommandFailed(result);
    const lines = result.stdout.trim().split('\n');
    return lines.map((line) => JSON.parse(line) as SearchAnswer);
  }

  /** Places where the key was leaked: outputs and files. */
  async placesOfKey(): Promise<readonly string[]> {
    const places = this.outputs.filter((output) => output.includes(distinctKey));
    const entries = await readdir(this.home, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((one) => one.isFile())) {
      const file = path.join(entry.parentPath, entry.name);
      const bytes = await readFile(file);
      if (bytes.includes(distinctKey) || bytes.includes(Buffer.from(distinctKey, 'utf16le'))) {
        places.push(file);
      }
    }
    return places;
  }

  private async run(...args: readonly string[]): Promise<CommandOutcome> {
    const cache = path.join(this.home, 'cache');
    await mkdir(cache, { recursive: true });
    const result = await runCommand([...args, ...this.args, '--index-dir', path.join(this.home, 'index')], {
      env: { ...noProxy, HOME: this.home, XDG_CACHE_HOME: cache, SEMANTIC_SEARCH_API_KEY: distinctKey },
    });
    this.outputs.push(result.stdout, result.stderr);
    return result;
  }
}
