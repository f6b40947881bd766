import { generateKeyPairSync } from 'node:crypto';
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FolderIndexReport } from '../../src/common/contracts/engineContract';
import type { SendingPlan } from '../../src/common/contracts/providerInfo';
import type { SearchAnswer } from '../../src/common/contracts/searchResult';
import { runCommand } from '../support/commandInProcess';
import type { EntryFault } from '../support/http/entryServer';
import { engineFiles, SharedTeam, teamVariables } from '../support/sharedTeam';
import { userDirectoryIn } from '../support/userDirectory';

let team: SharedTeam;

beforeEach(async () => {
  team = await SharedTeam.found(engineFiles(30));
});
afterEach(() => team.close());

describe('the second clone of a published repository', () => {
  it('sends no request to the provider, and has the same index', async () => {
    const { shared } = await team.publish();
    expect(shared).toMatchObject({ unwritten: 0, written: 31 });
    expect(team.server.entries.size).toBe(32);

    const second = await team.join('second');
    const report = await second.index();
    expect(team.provider.requests).toEqual([]);
    expect(report).toMatchObject({ embedded: 0, requests: 0, shared: { absent: 0, bad: 0 } });
    expect(await second.contents()).toEqual(await (await team.join('ci')).contents());
    expect(team.server.requests.every(({ method }) => method === 'GET')).toBe(true);
    expect(team.server.refused).toEqual([]);
  });

  it('sends only the texts that were not published', async () => {
    await team.publish();
    const second = await team.join('second');
    await cp(second.file('engine5.md'), second.file('same.md'));
    await writeFile(second.file('own.md'), '# Own\n\nOnly here.\n');
    const { shared } = await second.index();
    expect(shared).toMatchObject({ absent: 1 });
    expect(team.provider.requests.flatMap(({ inputs }) => inputs)).toEqual([
      expect.stringMatching(/Only here/),
    ]);
  });

  it('shows in the plan that nothing is sent, and from where vectors are read', async () => {
    await team.publish();
    const second = await team.join('second');
    const { stdout } = await second.run(['plan']);
    const plan = JSON.parse(stdout) as SendingPlan;
    expect(plan).toMatchObject({ chunks: 0, shared: { place: new URL(team.server.address).host } });
    expect(plan.known).toBeGreaterThan(25);
    expect(team.provider.requests).toEqual([]);
  });

  it('reads a network folder in the same way', async () => {
    await mkdir(team.at('team'));
    const ci = await team.join('ci');
    expect((await ci.run(['publish'], { place: team.at('team') })).code).toBe(0);
    team.forget();
    const second = await team.join('second');
    expect(await second.index({ place: team.at('team') })).toMatchObject({ embedded: 0, requests: 0 });
    expect(team.provider.requests).toEqual([]);
    expect(team.server.requests).toEqual([]);
    expect((await readdir(team.at('team'))).length).toBe(32);
  });
});

describe('an index is right, and a search answers, if', () => {
  const marked = (): number => [...team.server.entries.values()].filter(({ length }) => length === 40).length;

  /** Sends what is not read, and answers as an index that shares nothing. */
  async function expectRight(fault: EntryFault | undefined): Promise<FolderIndexReport> {
    expect(marked()).toBe(1);
    team.server.fault = fault;
    const second = await team.join('second');
    const report = await second.index();
    expect(await second.contents()).toEqual(await (await team.join('ci')).contents());
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
    await team.publish();
    const { shared } = await expectRight(fault);
    expect(shared?.fault).toBeTruthy();
    expect(team.asked).toBeGreaterThan(25);
  });

  it('the server is gone', async () => {
    await team.publish();
    await team.server.close();
    const { shared } = await expectRight(undefined);
    expect(shared?.fault).toBeTruthy();
  });

  it('the server stops during a download', async () => {
    await team.publish();
    let left = 12;
    const { shared } = await expectRight(() => {
      if (--left === 0) void team.server.close();
      return false;
    });
    expect(shared?.vectors).toBeGreaterThan(0);
  });

  it('entries are damaged, cut off, or those of other files', async () => {
    await team.publish();
    const names = [...team.server.entries.keys()].filter(
      (name) => team.server.entries.get(name)!.length > 40,
    );
    for (const [i, name] of names.entries()) {
      const bytes = Buffer.from(team.server.entries.get(name)!);
      if (i % 4 === 0) bytes[bytes.length >> 1]! ^= 4;
      const damaged = [bytes, bytes.subarray(0, -7), team.server.entries.get(names.at(i - 1)!)!, bytes];
      team.server.entries.set(name, damaged[i % 4]!);
    }
    const { shared, failed } = await expectRight(undefined);
    expect(shared?.bad).toBeGreaterThan(10);
    expect(failed).toEqual([]);
  });

  it('they were published for another model', async () => {
    const ci = await team.join('other');
    expect((await ci.run(['publish'], { model: 'words-64-b' })).code).toBe(0);
    team.forget();
    const second = await team.join('second');
    const { shared } = await second.index();
    expect(shared).toMatchObject({ vectors: 0, found: 0 });
    expect(team.server.requests).toHaveLength(1);
    expect(shared?.fault).toMatch(/no results for this model and this team secret/);
  });

  it('the secret is missing, or the header is wrong: the report says so', async () => {
    await team.publish();
    const second = await team.join('second');
    const first = await second.index({ variables: { SEMANTIC_SEARCH_TEAM_SECRET: undefined } });
    expect(first.shared?.fault).toMatch(/team secret for shared results is missing/);
    expect(team.server.requests).toEqual([]);
    const third = await team.join('third');
    const { shared } = await third.index({
      variables: { SEMANTIC_SEARCH_TEAM_HEADER: 'Authorization: Bearer wrong' },
    });
    expect(shared?.fault).toMatch(/refused access \(403\)/);
    expect(team.server.requests).toHaveLength(1);
  });
});

describe('publish', () => {
  it('writes nothing the second time, and requests nothing from the provider', async () => {
    await team.publish();
    const again = await team.publish();
    expect(again).toMatchObject({ embedded: 0, shared: { written: 0, unwritten: 0 } });
  });

  it('fails if not everything could be written', async () => {
    team.server.fault = ({ method }, response) => method === 'PUT' && end(response.writeHead(405));
    const { code, stderr } = await (await team.join('ci')).run(['publish']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/SHARED_UNWRITABLE: \d+ results could not be written\. .*status 405/);
  });

  it('signs entries, and members with the public key use no others', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
      publicKeyEncoding: { format: 'pem', type: 'spki' },
      privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
    });
    const isReader = { SEMANTIC_SEARCH_TEAM_PUBLIC_KEY: publicKey };
    await team.publish();
    const first = await team.join('first');
    expect((await first.index({ variables: isReader })).shared).toMatchObject({
      vectors: 0,
      fault: expect.stringMatching(/not signed/) as string,
    });
    const ci = await team.join('signing');
    const without = await ci.run(['publish'], { variables: isReader });
    expect([without.code, without.stderr]).toEqual([2, expect.stringMatching(/signing key .* is missing/)]);
    const variables = { ...isReader, SEMANTIC_SEARCH_TEAM_SIGNING_KEY: privateKey };
    const signed = await ci.run(['publish'], { variables });
    expect(signed.code, signed.stderr).toBe(0);
    expect((JSON.parse(signed.stdout) as FolderIndexReport).shared).toMatchObject({
      written: 31,
      unwritten: 0,
    });
    team.forget();
    const second = await team.join('second');
    expect(await second.index({ variables: isReader })).toMatchObject({ embedded: 0, shared: { bad: 0 } });
    expect(team.provider.requests).toEqual([]);
    // Without the key in the settings, signed entries are read as well.
    expect(await (await team.join('third')).index()).toMatchObject({ embedded: 0, shared: { bad: 0 } });
  });

  it('requires a place, a secret, and a remote model', async () => {
    const ci = await team.join('ci');
    const without = await ci.run(['publish'], { variables: { SEMANTIC_SEARCH_TEAM_SECRET: undefined } });
    expect([without.code, without.stderr]).toEqual([2, expect.stringMatching(/team secret/)]);
    const builtin = await runCommand(['publish', ci.file(), '--shared-results', team.at('team')], {
      env: { ...userDirectoryIn(ci.home).env, ...teamVariables },
    });
    expect([builtin.code, builtin.stderr]).toEqual([2, expect.stringMatching(/built-in model/)]);
    expect((await runCommand(['publish', ci.file()])).code).toBe(2);
  });
});

function end(response: { end(text?: string): unknown }, text?: string): true {
  response.end(text);
  return true;
}
