import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import type { FolderIndexReport } from '../../src/common/contracts/engineContract';
import { runCommand, type CommandOutcome } from './commandInProcess';
import { startEmbeddingServer, type EmbeddingServer } from './embeddingServer';
import { startEntryServer, type EntryServer } from './http/entryServer';
import { readIndex, type StoredFile } from './indexContents';
import { temporaryDirectory } from './realSources';
import { userDirectoryIn } from './userDirectory';

export const teamVariables: NodeJS.ProcessEnv = {
  SEMANTIC_SEARCH_TEAM_SECRET: 'correct horse battery staple',
  SEMANTIC_SEARCH_TEAM_HEADER: 'Authorization: Bearer open-sesame',
};

/** Options of {@link Member.run}. */
export interface MemberOptions {
  /** Default: the server of the team; undefined: nothing is shared. */
  readonly place?: string | undefined;
  readonly model?: string;
  readonly variables?: NodeJS.ProcessEnv;
}

/** A member of a team: a home with its own caches, and a clone. */
export class Member {
  constructor(
    private readonly team: SharedTeam,
    private readonly name: string,
  ) {}

  /** A path in the clone. */
  file(...parts: string[]): string {
    return this.team.at(this.name, 'clone', ...parts);
  }

  get home(): string {
    return this.team.at(this.name, 'home');
  }

  /** Runs a command in the clone, with the provider and the shared results. */
  run(command: readonly string[], options: MemberOptions = {}): Promise<CommandOutcome> {
    const { provider, server } = this.team;
    const { place, model = 'words-64', variables = {} } = { place: server.address, ...options };
    const [name, ...rest] = command;
    return runCommand(
      [
        ...[name!, ...rest, this.file(), '--json'],
        ...(place === undefined ? [] : ['--shared-results', place]),
        ...['--provider', 'openai-compatible', '--base-url', provider.url],
        ...['--model', model, '--dimensions', '64'],
      ],
      { env: { ...userDirectoryIn(this.home).env, ...teamVariables, ...variables } },
    );
  }

  /** Runs a command that must succeed. @returns its JSON */
  async json<T>(command: readonly string[], options?: MemberOptions): Promise<T> {
    const { code, stdout, stderr } = await this.run(command, options);
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout) as T;
  }

  index(options?: MemberOptions): Promise<FolderIndexReport> {
    return this.json(['index'], options);
  }

  contents(): Promise<StoredFile[]> {
    return readIndex(userDirectoryIn(this.home).userDirectory);
  }
}

/** A repository, a provider, and a server for what the members share. */
export class SharedTeam {
  private constructor(
    private readonly root: { directory: string; remove: () => Promise<void> },
    readonly provider: EmbeddingServer,
    readonly server: EntryServer,
  ) {}

  /** @param files of the repository `origin` */
  static async found(files: ReadonlyMap<string, string>): Promise<SharedTeam> {
    const root = await temporaryDirectory('shared');
    const provider = await startEmbeddingServer();
    const server = await startEntryServer({ authorization: 'Bearer open-sesame' });
    const team = new SharedTeam(root, provider, server);
    await mkdir(team.at('origin'));
    for (const [name, text] of files) await writeFile(team.at('origin', name), text);
    return team;
  }

  at(...parts: string[]): string {
    return path.join(this.root.directory, ...parts);
  }

  async join(name: string): Promise<Member> {
    await cp(this.at('origin'), this.at(name, 'clone'), { recursive: true });
    return new Member(this, name);
  }

  /** Publishes as CI does, and forgets the requests. */
  async publish(options?: MemberOptions): Promise<FolderIndexReport> {
    const report = await (await this.join('ci')).json<FolderIndexReport>(['publish'], options);
    this.forget();
    return report;
  }

  forget(): void {
    this.server.requests.length = 0;
    (this.provider.requests as unknown[]).length = 0;
  }

  /** Number of texts that the provider was asked for. */
  get asked(): number {
    return this.provider.requests.reduce((sum, { inputs }) => sum + inputs.length, 0);
  }

  async close(): Promise<void> {
    await this.provider.close();
    await this.server.close();
    await this.root.remove();
  }
}

/** Files with a few chunks each, in code and documentation. */
export function engineFiles(count: number): Map<string, string> {
  const files = new Map<string, string>();
  for (let i = 0; i < count; i++) {
    const functions = Array.from(
      { length: 3 },
      (_, k) =>
        `/** Closes valve ${k} of engine ${i}. */\nexport function closeValve${k}() {\n${'  turn(1);\n'.repeat(30)}}\n`,
    );
    if (i % 5 === 0) files.set(`engine${i}.md`, `# Engine ${i}\n\nHow engine ${i} is started.\n`);
    else files.set(`engine${i}.ts`, functions.join('\n'));
  }
  const upload = '/** Tries again when an upload lost its connection. */\nexport function resume() {}\n';
  return files.set('upload.ts', upload);
}
