import { describe, expect, it } from 'vitest';
import type { SharedResultsOptions } from '../../../src/common/contracts/engineOptions';
import { silentLogger } from '../../../src/common/logger';
import { openSharedResults } from '../../../src/node/sharedResults/openSharedResults';
import { entryServer, fileOf, teamModel, teamSecret, unknown } from './places';

const open = (options: Partial<SharedResultsOptions> & { readonly location: string }) =>
  openSharedResults({ secret: teamSecret, ...options }, { model: teamModel, logger: silentLogger });

describe('a place of shared results', () => {
  it.each([
    ['http://cache.example.com/search', 'cache.example.com'],
    ['https://cache.example.com:8443/', 'cache.example.com:8443'],
    ['/mnt/team', '/mnt/team'],
  ])('may be %s', async (location, place) => {
    const shared = await open({ location });
    expect(shared.counts.place).toBe(place);
    await shared.close();
  });

  it.each([
    ['cache', /neither an address nor the absolute path/],
    ['ftp://cache.example.com', /neither an address nor the absolute path/],
    ['https://me:secret@cache.example.com', /contains a password/],
    ['https://cache.example.com/?token=1', /password or parameters/],
  ])('is not %s', async (location, why) => {
    await expect(open({ location })).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringMatching(why) as string,
    });
  });

  it('needs a secret that cannot be guessed', async () => {
    for (const secret of [undefined, '', '  ', 'hunter2']) {
      await expect(open({ location: '/mnt/team', secret })).rejects.toMatchObject({ code: 'USAGE' });
    }
  });

  it('gets its header with each request, but never unencrypted over the network', async () => {
    const header = 'X-Team-Key: 123';
    await expect(open({ location: 'http://cache.example.com', header })).rejects.toMatchObject({
      message: expect.stringMatching(/not sent without encryption/) as string,
    });
    await expect(open({ location: 'https://cache.example.com', header: '123' })).rejects.toMatchObject({
      message: expect.stringMatching(/header for shared results is not valid/) as string,
    });
    const server = await entryServer();
    const shared = await open({ location: server.address, header });
    await shared.read([unknown(fileOf(1))]);
    expect(server.requests.map(({ headers }) => headers['x-team-key'])).toEqual(['123']);
    expect(server.requests[0]!.headers['accept-encoding']).toBe('identity');
    await shared.close();
  });
});

describe('a bucket', () => {
  const user = {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    region: 'eu-central-1',
  };
  const headerOf = ({ accessKeyId, secretAccessKey, region }: typeof user): string =>
    `Authorization: AWS4 ${accessKeyId}:${secretAccessKey}:${region}`;

  it('gets a signature of each request, and never the secret key', async () => {
    const server = await entryServer({ user });
    // The second time, only the sizes are asked for.
    for (let i = 0; i < 2; i++) {
      const publisher = await open({ location: server.address, header: headerOf(user), isPublishing: true });
      await publisher.write!([fileOf(1)]);
      await publisher.close();
    }
    expect(server.entries.size).toBeGreaterThan(0);

    const reader = await open({ location: server.address, header: headerOf(user) });
    expect((await reader.read([unknown(fileOf(1))])).size).toBe(3);
    await reader.close();
    expect(server.refused).toEqual([]);
    expect(new Set(server.requests.map(({ method }) => method))).toEqual(new Set(['GET', 'HEAD', 'PUT']));
    expect(JSON.stringify(server.requests)).not.toContain(user.secretAccessKey);
  });

  it.each([
    ['another key', { ...user, secretAccessKey: 'other' }, 'the signature'],
    ['another region', { ...user, region: 'us-east-1' }, 'another region'],
  ])('refuses %s, which is reported', async (_, other, why) => {
    const server = await entryServer({ user });
    const shared = await open({ location: server.address, header: headerOf(other) });
    expect((await shared.read([unknown(fileOf(1))])).size).toBe(0);
    expect(server.refused[0]).toContain(why);
    expect(shared.counts.fault).toMatch(/refused access \(403\)/);
    await shared.close();
  });

  it('needs complete credentials', async () => {
    for (const value of ['AWS4', 'AWS4 key', 'AWS4 key:secret', 'AWS4 key:secret:']) {
      const opening = open({ location: 'https://b.s3.example.com/x', header: `Authorization: ${value}` });
      await expect(opening).rejects.toMatchObject({
        code: 'USAGE',
        message: expect.stringMatching(/credentials for b\.s3\.example\.com/) as string,
      });
    }
  });
});
