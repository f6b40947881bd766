import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dialect } from '../../support/providers/dialect';
import { openai } from '../../support/providers/dialects/openai';
import { voyage } from '../../support/providers/dialects/voyage';
import { openStrictServer } from '../../support/providers/openStrictServer';
import { distinctKey, ProviderSession } from '../../support/providers/providerSession';
import { sampleQueries, writeSampleWorkspace } from '../../support/providers/sampleWorkspace';
import type { StrictServer } from '../../support/providers/strictServer';
import { temporaryDirectory } from '../../support/realSources';

let root: { directory: string; remove: () => Promise<void> };
let workspace: string;
beforeAll(async () => {
  root = await temporaryDirectory('types');
  workspace = path.join(root.directory, 'workspace');
  await mkdir(workspace);
  await writeSampleWorkspace(workspace);
});
afterAll(() => root.remove());

const begin = (...args: readonly string[]): Promise<ProviderSession> =>
  ProviderSession.begin(root.directory, workspace, args);
const open = (dialect: Dialect): Promise<StrictServer> => openStrictServer(dialect, { key: distinctKey });

describe('--output-type int8', () => {
  it('uses a separate index, and applies to queries, too', async () => {
    const server = await open(voyage);
    const session = await begin('--provider', 'voyage', '--model', 'voyage-4');
    const first = await session.index(server.baseUrl);
    const integers = session.with('--output-type', 'int8');
    server.clear();
    expect((await integers.index(server.baseUrl)).embedded).toBe(first.embedded);
    await integers.search(server.baseUrl, [sampleQueries[0].query]);
    expect(server.refused).toEqual([]);
    const types = server.requests.map(({ embedding }) => `${embedding?.outputType} ${embedding?.encoding}`);
    expect(new Set(types)).toEqual(new Set(['int8 base64']));
    expect(server.requests.at(-1)!.embedding!.role).toBe('query');
    // Both indexes remain, and models of the space share that of integers.
    for (const session_ of [integers, integers.with('--model', 'voyage-4-lite'), session]) {
      expect((await session_.index(server.baseUrl)).embedded).toBe(0);
    }
    expect(await session.with('--output-type', 'float').index(server.baseUrl)).toMatchObject({ embedded: 0 });
  });

  it.each([
    [voyage, 'voyage-law-2', /USAGE: The model voyage-law-2 of Voyage AI does not return vectors of 8-bit/],
    [openai, 'text-embedding-3-small', /of OpenAI does not return .*Set semanticSearch\.outputType/s],
  ])('is refused for a model that does not return it', async (dialect, model, message) => {
    const server = await open(dialect);
    const session = await begin('--provider', dialect.id, '--model', model, '--output-type', 'int8');
    const { code, stderr } = await session.tryIndex(server.baseUrl);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    expect(server.requests).toEqual([]);
  });

  it('rejects floating-point numbers of a server that ignores it', async () => {
    // A gateway that does not pass the field on.
    const ignoring: Dialect = {
      ...voyage,
      read: ({ output_dtype: _, ...body }, model) => voyage.read(body, model),
    };
    const server = await open(ignoring);
    const session = await begin('--provider', 'voyage', '--model', 'voyage-4', '--output-type', 'int8');
    const { code, stderr } = await session.tryIndex(server.baseUrl);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /PROVIDER_ANSWER: .*(?:numbers other than the requested 8-bit integers|4,?096 dimensions)/,
      ),
    ]);
  });

  it('accepts one of two types', async () => {
    const { code, stderr } = await (
      await begin('--provider', 'voyage', '--output-type', 'binary')
    ).tryIndex('');
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/--output-type takes float or int8, not "binary"/),
    ]);
  });
});
