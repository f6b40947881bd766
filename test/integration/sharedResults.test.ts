import { generateKeyPairSync } from 'node:crypto';
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FolderIndexReport } from '../../src/common/contracts/engineContract';
import type { SendingPlan } from '../../src/common/contracts/providerInfo';
import type { SearchAnswer } from '../../src/common/contracts/searchResult';
import { runCommand, type CommandOutcome } from '../support/commandInProcess';
import { startEmbeddingServer, type EmbeddingServer } from '../support/embeddingServer';
import { startEntryServer, type EntryFault, type EntryServer } from '../support/http/entryServer';
import { readIndex } from '../support/indexContents';
import { temporaryDirectory } from '../support/realSources';
import { userDirectoryIn } from '../support/userDirectory';

const env = {
  SEMANTIC_SEARCH_TEAM_SECRET: 'correct horse battery staple',
  SEMANTIC_SEARCH_TEAM_HEADER: 'Authorization: Bearer open-sesame',
};

let root: { directory: string; remove: () => Promise<void> };
let provider: EmbeddingServer;
let server: EntryServer;

const at = (...parts: string[]): string => path.join(root.directory, ...parts);

beforeEach(async () => {
  root = await temporaryDirectory('shared');
  await mkdir(at('origin'));
  await writeRepository(at('origin'));
  provider = await startEmbeddingServer();
  server = await startEntryServer({ authorization: 'Bearer open-sesame' });
});
afterEach(async () => {
  await provider.close();
  await server.close();
  await root.remove();
});

/** Thirty files with a few chunks each, in code and documentation. */
async function writeRepository(directory: string): Promise<void> {
  for (let i = 0; i < 30; i++) {
    const functions = Array.from(
      { length: 3 },
      (_, k) =>
        `/** Closes valve ${k} of engine ${i}. */\nexport function closeValve${k}() {\n${'  turn(1);\n'.repeat(30)}}\n`,
    );
    const text = i % 5 === 0 ? `# Engine ${i}\n\nHow engine ${i} is started.\n` : functions.join('\n');
    await writeFile(path.join(directory, i % 5 === 0 ? `engine${i}.md` : `engine${i}.ts`), text);
  }
  const upload = '/** Tries again when an upload lost its connection. */\nexport function resume() {}\n';
  await writeFile(path.join(directory, 'upload.ts'), upload);
}

/** One member of the team: a home with its own caches, and a clone. */
class Member {
  private constructor(private readonly name: string) {}

  static async join(name: string): Promise<Member> {
    await cp(at('origin'), at(name, 'clone'), { recursive: true });
    return new Member(name);
  }

  /** Runs a command in the clone, with the provider and the shared results. */
  run(
    command: readonly string[],
    { place = server.address, model = 'words-64', variables = {} } = {},
  ): Promise<CommandOutcome> {
    const [name, ...rest] = command;
    return runCommand(
      [
        ...[name!, ...rest, at(this.name, 'clone'), '--json', '--shared-results', place],
        ...['--provider', 'openai-compatible', '--base-url', provider.url],
        ...['--model', model, '--dimensions', '64'],
      ],
      { env: { ...userDirectoryIn(at(this.name, 'home')).env, ...env, ...variables } },
    );
  }

  async index(options?: Parameters<Member['run']>[1]): Promise<FolderIndexReport> {
    const { code, stdout, stderr } = await this.run(['index'], options);
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout) as FolderIndexReport;
  }

  contents() {
    return readIndex(userDirectoryIn(at(this.name, 'home')).userDirectory);
  }
}

/** Publishes as CI does, and forgets the requests. */
async function publish(): Promise<FolderIndexReport> {
  const ci = await Member.join('ci');
  const { code, stdout, stderr } = await ci.run(['publish']);
  expect(code, stderr).toBe(0);
  forget();
  return JSON.parse(stdout) as FolderIndexReport;
}

function forget(): void {
  server.requests.length = 0;
  (provider.requests as unknown[]).length = 0;
}

/** Number of texts that the provider was asked for. */
const asked = (): number => provider.requests.reduce((sum, { inputs }) => sum + inputs.length, 0);

describe('the second clone of a published repository', () => {
  it('sends no request to the provider, and has the same index', async () => {
    const { shared } = await publish();
    expect(shared).toMatchObject({ unwritten: 0, written: 31 });
    expect(server.entries.size).toBe(32);

    const second = await Member.join('second');
    const report = await second.index();
    expect(provider.requests).toEqual([]);
    expect(report).toMatchObject({ embedded: 0, requests: 0, shared: { absent: 0, bad: 0 } });
    expect(await second.contents()).toEqual(await (await Member.join('ci')).contents());
    expect(server.requests.every(({ method }) => method === 'GET')).toBe(true);
    expect(server.refused).toEqual([]);
  });

  it('sends only the texts that it alone has', async () => {
    await publish();
    const second = await Member.join('second');
    await cp(at('second', 'clone', 'engine5.md'), at('second', 'clone', 'same.md'));
    await writeFile(at('second', 'clone', 'own.md'), '# Own\n\nOnly here.\n');
    const { shared } = await second.index();
    expect(shared).toMatchObject({ absent: 1 });
    expect(provider.requests.flatMap(({ inputs }) => inputs)).toEqual([expect.stringMatching(/Only here/)]);
  });

  it('sees in the plan that nothing is sent, and from where vectors are read', async () => {
    await publish();
    const second = await Member.join('second');
    const { stdout } = await second.run(['plan']);
    const plan = JSON.parse(stdout) as SendingPlan;
    expect(plan).toMatchObject({ chunks: 0, shared: { place: new URL(server.address).host } });
    expect(plan.known).toBeGreaterThan(25);
    expect(provider.requests).toEqual([]);
  });

  it('reads a network folder in the same way', async () => {
    await mkdir(at('team'));
    const ci = await Member.join('ci');
    expect((await ci.run(['publish'], { place: at('team') })).code).toBe(0);
    forget();
    const second = await Member.join('second');
    expect(await second.index({ place: at('team') })).toMatchObject({ embedded: 0, requests: 0 });
    expect(provider.requests).toEqual([]);
    expect(server.requests).toEqual([]);
    expect((await readdir(at('team'))).length).toBe(32);
  });
});

describe('an index is right, and a search answers, when', () => {
  const marked = (): number => [...server.entries.values()].filter(({ length }) => length === 40).length;

  /** Sends what is not read, and answers as an index that shares nothing. */
  async function expectRight(fault: EntryFault | undefined): Promise<FolderIndexReport> {
    expect(marked()).toBe(1);
    server.fault = fault;
    const second = await Member.join('second');
    const report = await second.index();
    expect(await second.contents()).toEqual(await (await Member.join('ci')).contents());
    const { code, stdout } = await second.run(['search', 'what happens when an upload lost its connection']);
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as SearchAnswer).results[0]?.path).toBe('upload.ts');
    return report;
  }

  it.each<[string, EntryFault]>([
    ['everything is missing', (_, response) => end(response.writeHead(404))],
    ['the server answers 500', (_, response) => end(response.writeHead(500))],
    ['the server answers with a page', (_, response) => end(response, '<html>Sign in</html>')],
    ['the server drops connections', (_, response) => response.socket?.destroy() !== undefined],
  ])('%s', async (_, fault) => {
    await publish();
    const { shared } = await expectRight(fault);
    expect(shared?.fault).toBeTruthy();
    expect(asked()).toBeGreaterThan(25);
  });

  it('the server is gone', async () => {
    await publish();
    await server.close();
    const { shared } = await expectRight(undefined);
    expect(shared?.fault).toBeTruthy();
  });

  it('the server ends in the middle', async () => {
    await publish();
    let left = 12;
    const { shared } = await expectRight(() => {
      if (--left === 0) void server.close();
      return false;
    });
    expect(shared?.vectors).toBeGreaterThan(0);
  });

  it('entries are damaged, cut off, or those of other files', async () => {
    await publish();
    const names = [...server.entries.keys()].filter((name) => server.entries.get(name)!.length > 40);
    for (const [i, name] of names.entries()) {
      const bytes = Buffer.from(server.entries.get(name)!);
      if (i % 4 === 0) bytes[bytes.length >> 1]! ^= 4;
      const damaged = [bytes, bytes.subarray(0, -7), server.entries.get(names.at(i - 1)!)!, bytes];
      server.entries.set(name, damaged[i % 4]!);
    }
    const { shared, failed } = await expectRight(undefined);
    expect(shared?.bad).toBeGreaterThan(10);
    expect(failed).toEqual([]);
  });

  it('they were published for another model', async () => {
    const ci = await Member.join('other');
    expect((await ci.run(['publish'], { model: 'words-64-b' })).code).toBe(0);
    forget();
    const second = await Member.join('second');
    const { shared } = await second.index();
    expect(shared).toMatchObject({ vectors: 0, found: 0 });
    expect(server.requests).toHaveLength(1);
    expect(shared?.fault).toMatch(/no results for this model and this team secret/);
  });

  it('the secret is missing, or the header is wrong: the report says so', async () => {
    await publish();
    const second = await Member.join('second');
    const first = await second.index({ variables: { SEMANTIC_SEARCH_TEAM_SECRET: undefined } });
    expect(first.shared?.fault).toMatch(/team secret for shared results is missing/);
    expect(server.requests).toEqual([]);
    const third = await Member.join('third');
    const { shared } = await third.index({
      variables: { SEMANTIC_SEARCH_TEAM_HEADER: 'Authorization: Bearer wrong' },
    });
    expect(shared?.fault).toMatch(/refused access \(403\)/);
    expect(server.requests).toHaveLength(1);
  });
});

describe('publish', () => {
  it('again writes nothing, and asks the provider for nothing', async () => {
    await publish();
    const again = await publish();
    expect(again).toMatchObject({ embedded: 0, shared: { written: 0, unwritten: 0 } });
  });

  it('fails if not everything is there afterwards', async () => {
    server.fault = ({ method }, response) => method === 'PUT' && end(response.writeHead(405));
    const { code, stderr } = await (await Member.join('ci')).run(['publish']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/SHARED_UNWRITABLE: \d+ results could not be written\. .*status 405/);
  });

  it('signs entries, and members with the public key use no others', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
      publicKeyEncoding: { format: 'pem', type: 'spki' },
      privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
    });
    const isReader = { SEMANTIC_SEARCH_TEAM_PUBLIC_KEY: publicKey };
    await publish();
    const first = await Member.join('first');
    expect((await first.index({ variables: isReader })).shared).toMatchObject({
      vectors: 0,
      fault: expect.stringMatching(/not signed/) as string,
    });
    const ci = await Member.join('signing');
    const without = await ci.run(['publish'], { variables: isReader });
    expect([without.code, without.stderr]).toEqual([2, expect.stringMatching(/signing key .* is missing/)]);
    const variables = { ...isReader, SEMANTIC_SEARCH_TEAM_SIGNING_KEY: privateKey };
    const signed = await ci.run(['publish'], { variables });
    expect(signed.code, signed.stderr).toBe(0);
    expect((JSON.parse(signed.stdout) as FolderIndexReport).shared).toMatchObject({
      written: 31,
      unwritten: 0,
    });
    forget();
    const second = await Member.join('second');
    expect(await second.index({ variables: isReader })).toMatchObject({ embedded: 0, shared: { bad: 0 } });
    expect(provider.requests).toEqual([]);
    // Without the key in the settings, signed entries are read as well.
    expect(await (await Member.join('third')).index()).toMatchObject({ embedded: 0, shared: { bad: 0 } });
  });

  it('needs a place, a secret, and a remote model', async () => {
    const ci = await Member.join('ci');
    const without = await ci.run(['publish'], { variables: { SEMANTIC_SEARCH_TEAM_SECRET: undefined } });
    expect([without.code, without.stderr]).toEqual([2, expect.stringMatching(/team secret/)]);
    const builtin = await runCommand(['publish', at('ci', 'clone'), '--shared-results', at('team')], {
      env: { ...userDirectoryIn(at('ci', 'home')).env, ...env },
    });
    expect([builtin.code, builtin.stderr]).toEqual([2, expect.stringMatching(/built-in model/)]);
    expect((await runCommand(['publish', at('ci', 'clone')])).code).toBe(2);
  });
});

function end(response: { end(text?: string): unknown }, text?: string): true {
  response.end(text);
  return true;
}
