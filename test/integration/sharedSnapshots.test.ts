import { generateKeyPairSync } from 'node:crypto';
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FolderIndexReport, StatusReport } from '../../src/common/contracts/engineContract';
import type { SendingPlan } from '../../src/common/contracts/providerInfo';
import type { SearchAnswer } from '../../src/common/contracts/searchResult';
import { encodePortable } from '../../src/node/store/portableShard';
import { decodeShard } from '../../src/node/store/shardFormat';
import { engineFiles, SharedTeam, type Member } from '../support/sharedTeam';
import { git } from '../unit/corpus/gitListing';

const [ciKeys, otherKeys] = [keyPair(), keyPair()];
const isPublisher = { SEMANTIC_SEARCH_TEAM_SIGNING_KEY: ciKeys.privateKey };
const isReader = { SEMANTIC_SEARCH_TEAM_PUBLIC_KEY: ciKeys.publicKey };

let team: SharedTeam;
let commit: string;
/** What was published. */
let published: ReadonlyMap<string, Buffer>;
/** The index of the same files, computed without shared results. */
let computed: ReadonlyMap<string, string>;
let members = 0;

const join = (): Promise<Member> => team.join(`member${members++}`);

beforeAll(async () => {
  team = await SharedTeam.found(engineFiles(9));
  const origin = team.at('origin');
  git(origin, ['init', '--quiet']);
  git(origin, ['add', '.']);
  git(origin, ['commit', '--quiet', '-m', 'first']);
  commit = git(origin, ['rev-parse', 'HEAD']).trim();
  const { snapshot } = await team.publish({ variables: isPublisher });
  expect(snapshot).toMatchObject({ action: 'published', commit, files: 10, missing: 0 });
  published = new Map(team.server.entries);
  const alone = await join();
  expect((await alone.index({ place: undefined })).embedded).toBe(10);
  computed = await shardsOf(alone);
});
beforeEach(() => {
  restore();
  team.forget();
});
afterAll(() => team.close());

function restore(entries = published): void {
  team.server.fault = undefined;
  team.server.entries.clear();
  for (const [name, bytes] of entries) team.server.entries.set(name, bytes);
}

function keyPair() {
  return generateKeyPairSync('ed25519', {
    publicKeyEncoding: { format: 'pem', type: 'spki' },
    privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
  });
}

/** The shards of an index by number, byte for byte except for the stamps of files. */
async function shardsOf(member: Member): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(member.home, { recursive: true })).filter((name) => name.endsWith('.shard'));
  const shards = new Map<string, string>();
  for (const name of names.toSorted()) {
    const shard = decodeShard(await readFile(path.join(member.home, name)));
    if (shard.files.length > 0) shards.set(path.basename(name), encodePortable(shard).toString('base64'));
  }
  return shards;
}

/** Names of the lists and of the shards of snapshots. */
function objects(kind: 'list' | 'shard'): string[] {
  const head = Buffer.from([...Buffer.from('SSS1'), 0, kind === 'list' ? 1 : 2]);
  return [...team.server.entries].flatMap(([name, bytes]) =>
    bytes.subarray(0, 6).equals(head) ? [name] : [],
  );
}

/** Indexes with the time of each stage. */
function indexOf(member: Member, variables: NodeJS.ProcessEnv = isReader): Promise<FolderIndexReport> {
  return member.json(['index', '--profile'], { variables });
}

/** Whether a run has divided no file. */
function parsedNothing({ profile }: FolderIndexReport): boolean {
  const { inspect, parse, chunk, terms } = profile!.stagesMs;
  return inspect + parse + chunk + terms === 0;
}

describe('a clone of a published commit', () => {
  it('has the whole index after the download: nothing is sent, nothing is parsed', async () => {
    const member = await join();
    const plan = await member.json<SendingPlan>(['plan'], { variables: isReader });
    const origin = { commit, place: new URL(team.server.address).host };
    expect(plan.shared?.snapshot).toEqual(origin);

    const other = await join();
    team.forget();
    const report = await indexOf(other);
    expect(report).toMatchObject({ embedded: 0, requests: 0, files: 10, failed: [], removed: 0 });
    expect(report.snapshot).toMatchObject({ action: 'read', ...origin, files: 10, missing: 0 });
    expect(report.shared).toMatchObject({ found: 0, absent: 0, bad: 0 });
    expect(parsedNothing(report)).toBe(true);
    expect(team.provider.requests).toEqual([]);
    // The marker, the list and the shards.
    const methods = team.server.requests.map(({ method }) => method);
    expect(methods).toEqual(Array<string>(2 + objects('shard').length).fill('GET'));
    expect(team.server.refused).toEqual([]);
    expect(await shardsOf(other)).toEqual(computed);
    const status = await other.json<StatusReport>(['status'], { variables: isReader });
    expect(status).toMatchObject({ state: 'ready', snapshot: origin });

    // The next run compares stamps only, and a rebuild is an index of its own.
    team.forget();
    expect((await indexOf(other)).snapshot).toBeUndefined();
    expect(team.server.requests).toEqual([]);
  });

  it('computes only what differs from the nearest published commit', async () => {
    const member = await join();
    await appendFile(member.file('engine1.ts'), '\nexport const spareValve = 7;\n');
    git(member.file(), ['commit', '--quiet', '-a', '-m', 'own']);
    await writeFile(member.file('own.md'), '# Own\n\nOnly here.\n');
    await rm(member.file('engine2.ts'));
    const report = await indexOf(member);
    // A file that is not there is not taken from the snapshot.
    expect(report).toMatchObject({ files: 10, snapshot: { commit, files: 9, missing: 0 } });
    // Only the two files that the commit does not have were looked up.
    expect(report.shared).toMatchObject({ found: 0, absent: 2 });
    expect(report.embedded).toBe(2);
    const sent = team.provider.requests.flatMap(({ inputs }) => inputs).join('\n');
    expect(sent).toMatch(/spareValve/);
    expect(sent).toMatch(/Only here/);
    const { results } = await member.json<SearchAnswer>(['search', 'what if an upload lost its connection']);
    expect(results[0]?.path).toBe('upload.ts');
    const alone = await join();
    await appendFile(alone.file('engine1.ts'), '\nexport const spareValve = 7;\n');
    await writeFile(alone.file('own.md'), '# Own\n\nOnly here.\n');
    await rm(alone.file('engine2.ts'));
    await alone.index({ place: undefined });
    expect(await shardsOf(member)).toEqual(await shardsOf(alone));
  });

  it('is downloaded with a public key only', async () => {
    const report = await indexOf(await join(), {});
    expect(report.snapshot).toBeUndefined();
    expect(report.shared?.found).toBe(10);
  });
});

describe('the next commit', () => {
  it('writes only the shards that changed, and readers of both find theirs', async () => {
    const ci = await join();
    await appendFile(ci.file('upload.ts'), '\nexport const tries = 3;\n');
    git(ci.file(), ['commit', '--quiet', '-a', '-m', 'second']);
    team.forget();
    const { snapshot } = await ci.json<FolderIndexReport>(['publish'], { variables: isPublisher });
    expect(snapshot).toMatchObject({ action: 'published', files: 10, missing: 0 });
    const written = team.server.requests.filter(({ method }) => method === 'PUT');
    expect(written.filter(({ name }) => objects('shard').includes(name))).toHaveLength(1);
    expect(written.filter(({ name }) => objects('list').includes(name))).toHaveLength(1);
    expect((await indexOf(await join())).snapshot).toMatchObject({ commit, missing: 0 });
  });

  it('is not published if a part of it cannot be written', async () => {
    team.server.entries.clear();
    team.server.fault = ({ method }, response) => {
      // The first files are accepted.
      if (method !== 'PUT' || team.server.entries.size < 11) return false;
      response.writeHead(405).end();
      return true;
    };
    const { code, stderr } = await (await join()).run(['publish'], { variables: isPublisher });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/SHARED_UNWRITABLE: \d+ results .*status 405/)]);
    expect(objects('list')).toEqual([]);
  });
});

describe('the index is that of the files, and is searched, if', () => {
  const damage = (name: string, change: (bytes: Buffer) => Buffer): void => {
    team.server.entries.set(name, change(Buffer.from(team.server.entries.get(name)!)));
  };
  const flipped = (bytes: Buffer): Buffer => {
    bytes[bytes.length >> 1]! ^= 4;
    return bytes;
  };

  it.each<[string, () => unknown, { shards?: 'most' | 'none'; variables?: NodeJS.ProcessEnv }]>([
    [
      'the list is damaged',
      () => {
        damage(objects('list')[0]!, flipped);
      },
      {},
    ],
    [
      'shards are damaged, cut off, or missing',
      () => {
        const [first, second, third] = objects('shard');
        damage(first!, flipped);
        damage(second!, (bytes) => bytes.subarray(0, -9));
        team.server.entries.delete(third!);
      },
      { shards: 'most' },
    ],
    [
      'it is signed with another key',
      () => undefined,
      { variables: { SEMANTIC_SEARCH_TEAM_PUBLIC_KEY: otherKeys.publicKey } },
    ],
    [
      'shards are not answered',
      () => {
        const names = new Set(objects('shard'));
        team.server.fault = ({ name }, response) => {
          if (!names.has(name)) return false;
          response.writeHead(500).end();
          return true;
        };
      },
      { shards: 'none' },
    ],
    [
      'the server ends in the middle',
      () => {
        let left = 5;
        team.server.fault = (_, response) => {
          if (--left >= 0) return false;
          response.socket?.destroy();
          return true;
        };
      },
      { shards: 'most' },
    ],
  ])('%s', async (_, prepare, { shards, variables = isReader }) => {
    prepare();
    const member = await join();
    const report = await indexOf(member, variables);
    expect(report).toMatchObject({ files: 10, failed: [] });
    expect(await shardsOf(member)).toEqual(computed);
    const { files = 0, missing = 0, fault } = report.snapshot ?? {};
    if (shards === undefined) expect(report.snapshot).toBeUndefined();
    else expect([files > 0, missing > 0, typeof fault]).toEqual([shards === 'most', true, 'string']);
    const { results } = await member.json<SearchAnswer>(['search', 'what if an upload lost its connection']);
    expect(results[0]?.path).toBe('upload.ts');
  });
});
