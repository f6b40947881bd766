import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { text } from '../../support/providers/bodyRules';
import type { Dialect } from '../../support/providers/dialect';
import { aihubmix } from '../../support/providers/dialects/aihubmix';
import { cohere } from '../../support/providers/dialects/cohere';
import { oceanbase } from '../../support/providers/dialects/oceanbase';
import { openStrictServer } from '../../support/providers/openStrictServer';
import { distinctKey, ProviderSession } from '../../support/providers/providerSession';
import { writeSampleWorkspace } from '../../support/providers/sampleWorkspace';
import type { StrictServer } from '../../support/providers/strictServer';
import { temporaryDirectory } from '../../support/realSources';

let root: { directory: string; remove: () => Promise<void> };
let workspace: string;
beforeAll(async () => {
  root = await temporaryDirectory('parameters');
  workspace = path.join(root.directory, 'workspace');
  await mkdir(workspace);
  await writeSampleWorkspace(workspace);
});
afterAll(() => root.remove());

const begin = (...args: readonly string[]): Promise<ProviderSession> =>
  ProviderSession.begin(root.directory, workspace, args);
const open = (dialect: Dialect): Promise<StrictServer> => openStrictServer(dialect, { key: distinctKey });

/** The bodies that a server received, without the texts. */
function fieldsOf({ requests }: StrictServer, name: string): Set<unknown> {
  return new Set(requests.map(({ body }) => JSON.stringify((body as Record<string, unknown>)[name])));
}

describe('--param', () => {
  it('sends a field with every request, also with that of a query', async () => {
    const server = await open(aihubmix);
    const session = await begin('--provider', 'aihubmix', '--param', 'user="team-a"');
    await session.index(server.baseUrl);
    const sent = server.requests.length;
    await session.search(server.baseUrl, ['round invoice totals']);
    expect(server.refused).toEqual([]);
    expect(server.requests.length).toBe(sent + 1);
    expect(fieldsOf(server, 'user')).toEqual(new Set(['"team-a"']));
  });

  it('sends it where the provider documents it', async () => {
    const server = await open(oceanbase);
    await (await begin('--provider', 'oceanbase', '--param', 'input_type="passage"')).index(server.baseUrl);
    expect(server.refused).toEqual([]);
    expect(fieldsOf(server, 'parameters')).toEqual(new Set(['{"input_type":"passage"}']));
  });

  it('may differ between texts and queries', async () => {
    const server = await open(cohere);
    const value = '{"query":"classification","document":"clustering"}';
    const session = await begin('--provider', 'cohere', '--param', `input_type=${value}`);
    await session.index(server.baseUrl);
    expect(fieldsOf(server, 'input_type')).toEqual(new Set(['"clustering"']));
    server.clear();
    await session.search(server.baseUrl, ['round invoice totals']);
    expect(fieldsOf(server, 'input_type')).toEqual(new Set(['"classification"']));
  });

  it('uses another index only if it may change vectors', async () => {
    const server = await open({ ...aihubmix, read: (body) => aihubmix.read(withoutTask(body), undefined) });
    const session = await begin('--provider', 'aihubmix');
    const first = await session.index(server.baseUrl);
    const again = async (...args: readonly string[]): Promise<number> =>
      (await session.with(...args).index(server.baseUrl)).embedded;
    expect(await again('--param', 'user="team-b"')).toBe(0);
    expect(await again('--param', 'task="code"')).toBe(first.embedded);
    expect(await again('--param', 'task="code"')).toBe(0);
    expect(await again('--param', 'task="text"')).toBe(first.embedded);
    // The index without parameters is still there.
    expect(await again()).toBe(0);
  });

  it.each([
    ['model="other"', /USAGE: The request parameter "model" of AIHubMix cannot be set\. Remove it/],
    ['input=["x"]', /The request parameter "input"/],
    ['Authorization="sk-1"', /The request parameter "Authorization"/],
    ['user=team', /The value of --param user is not JSON/],
    ['user', /--param takes NAME=JSON/],
  ])('refuses %s, and sends nothing', async (param, message) => {
    const server = await open(aihubmix);
    const session = await begin('--provider', 'aihubmix', '--param', param);
    const { code, stderr } = await session.tryIndex(server.baseUrl);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    expect(server.requests).toEqual([]);
  });

  it('is not stored in readable form', async () => {
    const server = await open({ ...aihubmix, read: (body) => aihubmix.read(withoutTask(body), undefined) });
    await (await begin('--provider', 'aihubmix', '--param', 'task="distinct-task-9q"')).index(server.baseUrl);
    const entries = await readdir(root.directory, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((one) => one.isFile()))
      expect((await readFile(path.join(entry.parentPath, entry.name))).includes('distinct-task-9q')).toBe(
        false,
      );
  });
});

/** The body without a field that this server knows beside those of its dialect. */
function withoutTask({ task, ...body }: Readonly<Record<string, unknown>>) {
  if (task !== undefined) expect(text(task)).toBe(true);
  return body;
}
