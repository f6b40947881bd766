import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/common/errors/errors';
import type { EntryFault } from '../../support/http/entryServer';
import { Availability } from '../../../src/node/sharedResults/availability';
import { EntryNames } from '../../../src/node/sharedResults/entryNames';
import {
  entryServer,
  fileOf,
  filesOf,
  httpPlace,
  openTeam,
  teamModel,
  teamSecret,
  unknown,
  vectorsOf,
} from './places';

const marker = new EntryNames(teamSecret, teamModel).marker.name;

/** A server with the vectors of some files. */
async function published(count: number) {
  const server = await entryServer();
  const files = filesOf(count);
  const { shared } = openTeam(await httpPlace(server.address), { isPublishing: true });
  await shared.write!(files);
  expect(shared.counts).toMatchObject({ written: count, unwritten: 0, fault: undefined });
  server.requests.length = 0;
  return { server, files };
}

/** Applies a fault to everything except the marker. */
const toEntries =
  (fault: (response: ServerResponse, name: string) => void | Promise<void>): EntryFault =>
  async ({ name }, response) => {
    if (name === marker) return false;
    await fault(response, name);
    return true;
  };

describe('vectors that a team shares', () => {
  it('are found by another machine: one request for each file, and one for the place', async () => {
    const { server, files } = await published(5);
    const { shared, warnings } = openTeam(await httpPlace(server.address));
    expect(await shared.read(files.map(unknown))).toEqual(vectorsOf(files));
    expect(server.requests.map(({ method }) => method)).toEqual(Array<string>(6).fill('GET'));
    expect(shared.counts).toMatchObject({ vectors: 15, found: 5, absent: 0, bad: 0 });
    expect([server.refused, warnings]).toEqual([[], []]);
  });

  it('cannot be written by a reader', async () => {
    const { server } = await published(1);
    const { shared } = openTeam(await httpPlace(server.address));
    expect(shared).not.toHaveProperty('write');
  });

  it('lack files that were not published', async () => {
    const { server, files } = await published(2);
    const { shared } = openTeam(await httpPlace(server.address));
    const all = await shared.read([...files, fileOf(7)].map(unknown));
    expect(all).toEqual(vectorsOf(files));
    expect(shared.counts).toMatchObject({ found: 2, absent: 1, bad: 0, fault: undefined });
  });

  it.each([
    ['another secret', { secret: 'another secret of another team' }],
    ['another model', { names: new EntryNames(teamSecret, { ...teamModel, model: 'large' }) }],
  ])('are not found with %s: one request, and one log line', async (_, options) => {
    const { server, files } = await published(3);
    const { shared, warnings } = openTeam(await httpPlace(server.address), options);
    for (const file of files) expect((await shared.read([unknown(file)])).size).toBe(0);
    expect(server.requests).toHaveLength(1);
    expect(warnings).toHaveLength(1);
    expect(shared.counts.fault).toMatch(/has no results for this model and this team secret/);
  });
});

describe('a publisher', () => {
  it('writes no existing entries, which it finds with HEAD requests', async () => {
    const { server, files } = await published(3);
    const { shared } = openTeam(await httpPlace(server.address), { isPublishing: true });
    await shared.write!([...files, fileOf(3)]);
    expect(shared.counts).toMatchObject({ written: 1, present: 3 });
    expect(server.requests.map(({ method }) => method).toSorted()).toEqual([
      ...['GET', 'HEAD', 'HEAD', 'HEAD', 'HEAD', 'PUT'],
    ]);
  });

  it('does not request entries that it has just read, and replaces damaged ones', async () => {
    const { server, files } = await published(3);
    const [first] = [...server.entries.keys()].filter((name) => name !== marker);
    const damaged = Buffer.from(server.entries.get(first!)!);
    damaged[30]! ^= 1;
    server.entries.set(first!, damaged);
    const { shared } = openTeam(await httpPlace(server.address), { isPublishing: true });
    expect((await shared.read(files.map(unknown))).size).toBe(6);
    await shared.write!(files);
    expect(shared.counts).toMatchObject({ bad: 1, written: 1, present: 2 });
    expect(server.requests.filter(({ method }) => method !== 'GET')).toMatchObject([
      { method: 'PUT', name: first },
    ]);
    const reader = openTeam(await httpPlace(server.address));
    expect(await reader.shared.read(files.map(unknown))).toEqual(vectorsOf(files));
  });

  it('may run beside another one, and while members read', async () => {
    const server = await entryServer();
    const files = filesOf(40);
    const publishers = [0, 1].map(async () => {
      const { shared } = openTeam(await httpPlace(server.address), { isPublishing: true });
      await shared.write!(files);
      return shared.counts;
    });
    let now = 0;
    const availability = new Availability(() => now);
    const { shared } = openTeam(await httpPlace(server.address), { availability });
    const right = vectorsOf(files);
    for (let i = 0; i < 5; i++) {
      for (const [key, vector] of await shared.read(files.map(unknown)))
        expect(vector).toEqual(right.get(key));
      // A place without a marker is left alone.
      now += 600_000;
    }
    for (const { unwritten, bad } of await Promise.all(publishers)) expect([unwritten, bad]).toEqual([0, 0]);
    expect(await shared.read(files.map(unknown))).toEqual(right);
    expect([shared.counts.bad, server.refused]).toEqual([0, []]);
  });

  it('tries again when the server is busy for a moment', async () => {
    const server = await entryServer();
    const tried = new Set<string>();
    server.fault = ({ name }, response) => {
      if (tried.has(name)) return false;
      tried.add(name);
      response.writeHead(503).end();
      return true;
    };
    const { shared } = openTeam(await httpPlace(server.address), { isPublishing: true });
    await shared.write!(filesOf(4));
    expect(shared.counts).toMatchObject({ written: 4, unwritten: 0 });
    expect(server.entries.size).toBe(5);
  });

  it.each([
    [403, /refused access/],
    [405, /status 405/],
    [413, /for its size/],
    [507, /status 507/],
  ])(
    'counts entries that it could not write because of status %d, and stops after some',
    async (status, why) => {
      const server = await entryServer();
      server.fault = ({ method }, response) => {
        if (method !== 'PUT') return false;
        response.writeHead(status).end();
        return true;
      };
      const { shared } = openTeam(await httpPlace(server.address), { isPublishing: true });
      await shared.write!(filesOf(200));
      expect(shared.counts).toMatchObject({ written: 0, unwritten: 200 });
      expect(shared.counts.fault).toMatch(why);
      expect(server.requests.length).toBeLessThan(200);
    },
  );
});

describe('a server that fails', () => {
  it.each<[string, EntryFault]>([
    ['status 500', toEntries((response) => void response.writeHead(500).end('Oops'))],
    ['status 401', toEntries((response) => void response.writeHead(401).end())],
    ['a redirect', toEntries((response) => void response.writeHead(302, { location: '/elsewhere' }).end())],
    ['a page in place of each entry', toEntries((response) => void response.end('<html>Sign in</html>'))],
    ['an endless body', toEntries((response) => void response.end(Buffer.alloc(1_000_000)))],
    [
      'a body that is cut off',
      toEntries((response) => {
        cutOff(response);
      }),
    ],
    ['a connection that is reset', toEntries((response) => void response.socket?.destroy())],
  ])('yields no vectors, and is not used after a few failures: %s', async (_, fault) => {
    const { server, files } = await published(60);
    server.fault = fault;
    const { shared, warnings } = openTeam(await httpPlace(server.address));
    expect((await shared.read(files.map(unknown))).size).toBe(0);
    const asked = server.requests.length;
    expect(asked).toBeLessThan(60);
    expect((await shared.read(files.map(unknown))).size).toBe(0);
    expect(server.requests.length).toBe(asked);
    expect(shared.counts.fault).toBeTruthy();
    expect(warnings.filter((line) => line.includes('not read for now'))).toHaveLength(1);
  });

  it('that returns the entries of other files yields no wrong vector', async () => {
    const { server, files } = await published(6);
    const all = [...server.entries].filter(([name]) => name !== marker);
    for (const [i, [name]] of all.entries()) server.entries.set(name, all[(i + 1) % all.length]![1]);
    const { shared } = openTeam(await httpPlace(server.address));
    expect((await shared.read(files.map(unknown))).size).toBe(0);
    expect(shared.counts).toMatchObject({ found: 0, bad: 6 });
  });

  it('that stops within a run yields the earlier vectors only', async () => {
    const { server, files } = await published(80);
    let served = 0;
    server.fault = toEntries((response, name) => {
      if (++served <= 30) response.end(server.entries.get(name));
      else void server.close();
    });
    const { shared } = openTeam(await httpPlace(server.address));
    const found = await shared.read(files.map(unknown));
    const right = vectorsOf(files);
    for (const [key, vector] of found) expect(vector).toEqual(right.get(key));
    expect(found.size).toBeLessThanOrEqual(90);
    expect(shared.counts.fault).toBeTruthy();
  });

  it('that never answers is awaited once, up to the limit', async () => {
    const { server, files } = await published(40);
    server.fault = toEntries(() => new Promise<void>(() => undefined));
    const { shared, warnings } = openTeam(await httpPlace(server.address), { patienceMs: 300 });
    expect((await shared.read(files.map(unknown))).size).toBe(0);
    const asked = server.requests.length;
    for (const file of files) await shared.read([unknown(file)]);
    expect(server.requests.length).toBe(asked);
    expect(warnings).toMatchObject([expect.stringMatching(/too slow/) as string]);
  });

  it('that is slow yields the vectors that arrive in time', async () => {
    const { server, files } = await published(40);
    server.fault = toEntries(async (response, name) => {
      await delay(name < '8' ? 20 : 60_000, undefined, { ref: false });
      response.end(server.entries.get(name));
    });
    const quick = files.filter((file) => new EntryNames(teamSecret, teamModel).of(file).name < '8');
    const { shared } = openTeam(await httpPlace(server.address), { patienceMs: 3_000 });
    const found = await shared.read(quick.map(unknown));
    expect(found).toEqual(vectorsOf(quick));
  });

  it('is read again after the pause, which is logged', async () => {
    const { server, files } = await published(40);
    let now = 0;
    server.fault = (_, response) => {
      response.writeHead(500).end();
      return true;
    };
    const availability = new Availability(() => now);
    const { shared, messages } = openTeam(await httpPlace(server.address), { availability });
    expect((await shared.read(files.map(unknown))).size).toBe(0);
    expect(server.requests).toHaveLength(1);
    server.fault = undefined;
    now = 31_000;
    expect(await shared.read(files.map(unknown))).toEqual(vectorsOf(files));
    expect(messages).toMatchObject([expect.stringMatching(/read again/) as string]);
    expect(shared.counts.fault).toBeUndefined();
  });

  it('does not delay a cancelled run', async () => {
    const { server, files } = await published(4);
    server.fault = () => new Promise<boolean>(() => undefined);
    const { shared } = openTeam(await httpPlace(server.address));
    const cancellation = new AbortController();
    const reading = shared.read(files.map(unknown), cancellation.signal);
    cancellation.abort();
    await expect(reading).rejects.toThrow(CancelledError);
  });
});

/** Promises more bytes than it sends. */
function cutOff(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': 100 });
  response.write(Buffer.alloc(10));
  setTimeout(() => response.destroy(), 5);
}
