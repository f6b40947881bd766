import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { conformanceCases } from '../../support/providers/conformanceCases';
import type { Dialect } from '../../support/providers/dialect';
import { aihubmix } from '../../support/providers/dialects/aihubmix';
import { mistral } from '../../support/providers/dialects/mistral';
import { ollama } from '../../support/providers/dialects/ollama';
import { openai } from '../../support/providers/dialects/openai';
import { llamaServer, textEmbeddingsInference } from '../../support/providers/dialects/openaiCompatible';
import { qhaigc, qhaigcOneByOne } from '../../support/providers/dialects/qhaigc';
import { scnet } from '../../support/providers/dialects/scnet';
import { voyage } from '../../support/providers/dialects/voyage';
import { zhipu } from '../../support/providers/dialects/zhipu';
import { distinctKey, ProviderSession } from '../../support/providers/providerSession';
import {
  sampleQueries,
  writeLargeWorkspace,
  writeSampleWorkspace,
} from '../../support/providers/sampleWorkspace';
import {
  startStrictServer,
  type ReceivedRequest,
  type StrictServer,
  type StrictServerOptions,
} from '../../support/providers/strictServer';
import { temporaryDirectory } from '../../support/realSources';

let root: { directory: string; remove: () => Promise<void> };
let workspace: string;
let markers: readonly string[];
beforeAll(async () => {
  root = await temporaryDirectory('conformance');
  workspace = await folderCalled('workspace');
  ({ markers } = await writeSampleWorkspace(workspace));
});
afterAll(() => root.remove());

const open: StrictServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(dialect: Dialect, options: StrictServerOptions = {}): Promise<StrictServer> {
  const server = await startStrictServer(dialect, { key: distinctKey, ...options });
  open.push(server);
  return server;
}

async function folderCalled(name: string): Promise<string> {
  const folder = path.join(root.directory, name);
  await mkdir(folder);
  return folder;
}

const begin = (args: readonly string[], folder = workspace): Promise<ProviderSession> =>
  ProviderSession.begin(root.directory, folder, args);

/** Sent texts, without role prefixes. */
function textsOf(requests: readonly ReceivedRequest[]): string[] {
  return requests.flatMap(({ embedding }) => [...(embedding?.texts ?? [])]);
}

/** Requests that were answered with vectors. */
function answered({ requests }: StrictServer): readonly ReceivedRequest[] {
  return requests.filter(({ refusal }) => refusal === undefined);
}

/** Without the first request if its one text is not from the workspace: it is a probe of the vectors. */
function withoutProbe(requests: readonly ReceivedRequest[]): readonly ReceivedRequest[] {
  const [text, ...more] = requests[0]?.embedding?.texts ?? [];
  const isProbe = text !== undefined && more.length === 0 && text.length < 100 && !/mk\d{5}x/.test(text);
  return isProbe ? requests.slice(1) : requests;
}

/** Markers that do not occur exactly once in the texts. */
function notOnce(wanted: readonly string[], texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const [word] of texts.join('\n').matchAll(/mk\d{5}x/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return wanted.filter((word) => counts.get(word) !== 1);
}

describe.each(conformanceCases)('$name', ({ dialect, args, dimensions, hasRoles, query }) => {
  it('is indexed and searched as its provider documents it', async () => {
    const server = await start(dialect);
    const session = await begin(args);

    const report = await session.index(`${server.baseUrl}/${query}`);
    expect(report.failed).toEqual([]);
    expect(server.refused.map(({ refusal }) => refusal)).toEqual([]);
    const sent = withoutProbe(server.requests);
    expect(report.requests).toBe(sent.length);
    const texts = textsOf(sent);
    expect(notOnce(markers, texts)).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
    const asked = sent.flatMap(({ embedding }) => embedding ?? []);
    expect(new Set(asked.map(({ role }) => role))).toEqual(new Set([hasRoles ? 'document' : undefined]));
    expect(new Set(asked.map((request) => request.dimensions))).toEqual(new Set([dimensions]));

    // The address may be written in full. Nothing of the workspace is sent again.
    server.clear();
    const queries = sampleQueries.map((one) => one.query);
    const answers = await session.updateAndSearch(server.baseUrl + dialect.path + query, queries);
    expect(answers.map((answer) => answer.withoutModel)).toEqual(answers.map(() => undefined));
    expect(answers.map(({ results }) => results[0]?.path)).toEqual(sampleQueries.map((one) => one.path));
    expect(server.refused).toEqual([]);
    expect(textsOf(server.requests)).toEqual(queries);
    const roles = server.requests.flatMap(({ embedding }) => (embedding ? [embedding.role] : []));
    expect(new Set(roles)).toEqual(new Set([hasRoles ? 'query' : undefined]));
    expect(await session.placesOfKey()).toEqual([]);
  });
});

describe('a key that the provider repeats in its answer', () => {
  const seen = new Set<Dialect>();
  // Ollama requires no key.
  const withKey = conformanceCases.filter(({ dialect }) => {
    const isNew = !seen.has(dialect) && dialect.id !== 'ollama';
    seen.add(dialect);
    return isNew;
  });

  it.each(withKey)('is not shown: $name', async ({ dialect, args, query }) => {
    const server = await start(dialect, { echoKey: true, latencyMs: 50 });
    const session = await begin(args);
    const { code, stderr } = await session.tryIndex(server.baseUrl + query);
    expect(server.refused[0]?.refusal).toEqual({ kind: 'wrongKey', key: distinctKey });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^PROVIDER_KEY: /m)]);
    expect(await session.placesOfKey()).toEqual([]);
    // It must stop early, since continuing is useless.
    expect(server.requests.length).toBeLessThan(20);
  });

  it('would be noticed by this test', async () => {
    const server = await start(qhaigc);
    const session = await begin(['--provider', 'qhaigc', '--model', distinctKey]);
    expect((await session.tryIndex(server.baseUrl)).code).toBe(1);
    expect(await session.placesOfKey()).not.toEqual([]);
  });
});

describe('vectors', () => {
  /** The same server with reordered vectors. */
  const reordered = (reorder: (data: readonly unknown[]) => readonly unknown[]): Dialect => ({
    ...openai,
    answer: (...of) => {
      const answer = openai.answer(...of) as { data: readonly { index: number }[] };
      return { ...answer, data: reorder(answer.data) };
    },
  });

  const pathOfSynonym = async (dialect: Dialect): Promise<string | undefined> => {
    const server = await start(dialect);
    const session = await begin(['--provider', 'openai']);
    await session.index(server.baseUrl);
    // Only its vector matches the file.
    const [answer] = await session.search(server.baseUrl, ['automobile']);
    return answer!.results[0]?.path;
  };

  it('belong to the texts of their numbers, in whatever order they come', async () => {
    expect(await pathOfSynonym(reordered((data) => data.toReversed()))).toBe('src/garage/parking.rs');
  });

  it('of other texts would be noticed by this test', async () => {
    // By half of the texts: in reverse order, the one in the middle would keep its vector.
    const exchanged = reordered((data) =>
      data.map((one, i) => ({ ...(one as object), index: (i + Math.ceil(data.length / 2)) % data.length })),
    );
    expect(await pathOfSynonym(exchanged)).not.toBe('src/garage/parking.rs');
  });
});

describe('undocumented limits', () => {
  it('of the number of inputs are learned and stored', async () => {
    // Configured for fewer inputs than the default of 32.
    const server = await start({ ...textEmbeddingsInference, maxInputs: 7 });
    const session = await begin(['--provider', 'openai-compatible', '--model', 'BAAI/bge-m3']);
    const report = await session.index(server.baseUrl);
    expect(report.failed).toEqual([]);
    expect(notOnce(markers, textsOf(answered(server)))).toEqual([]);
    const kinds = new Set(server.refused.map(({ refusal }) => refusal!.kind));
    expect(kinds).toEqual(new Set(['tooManyInputs']));
    expect(server.refused.length).toBeLessThan(10);

    server.clear();
    const folder = await folderCalled('more');
    await writeLargeWorkspace(folder, 60_000, 50);
    await session.inFolder(folder).index(server.baseUrl);
    expect(server.requests.length).toBeGreaterThan(7);
    expect(server.refused).toEqual([]);
  });

  it('of a server that accepts no arrays lead to one string per request', async () => {
    const server = await start(qhaigcOneByOne);
    const session = await begin(['--provider', 'qhaigc']);
    const report = await session.index(server.baseUrl);
    expect(report.failed).toEqual([]);
    expect(notOnce(markers, textsOf(answered(server)))).toEqual([]);
    expect(server.refused.length).toBeLessThan(20);
    server.clear();
    const [first] = await session.search(server.baseUrl, [sampleQueries[0].query]);
    expect(first!.results[0]!.path).toBe(sampleQueries[0].path);
    expect(server.refused).toEqual([]);
  });

  it('of Ollama are not applied by silently cutting texts', async () => {
    const server = await start(ollama);
    const session = await begin(['--provider', 'ollama']);
    await session.index(server.baseUrl);
    const bodies = server.requests.map(({ body }) => body as { truncate?: unknown });
    expect(new Set(bodies.map(({ truncate }) => truncate))).toEqual(new Set([false]));
  });

  it('of the length of a text lead to divided texts', async () => {
    const server = await start(llamaServer);
    const session = await begin(['--provider', 'openai-compatible', '--model', 'bge-m3']);
    const report = await session.index(server.baseUrl);
    expect(report.failed).toEqual([]);
    expect(notOnce(markers, textsOf(answered(server)))).toEqual([]);
    expect(server.refused.length).toBeGreaterThan(0);
    expect(server.refused.length).toBeLessThan(20);
  });
});

describe('a large workspace', () => {
  // While the first requests are slow, more texts are queued than fit into one request: too many, or too long ones.
  it.each([
    { name: 'aihubmix, many texts', dialect: aihubmix, bytes: 0, tiny: 4500, latencyMs: 1500 },
    { name: 'aihubmix, long texts', dialect: aihubmix, bytes: 2_400_000, tiny: 300, latencyMs: 1500 },
    { name: 'voyage, many texts', dialect: voyage, bytes: 0, tiny: 2300, latencyMs: 1000 },
    { name: 'voyage, long texts', dialect: voyage, bytes: 1_500_000, tiny: 300, latencyMs: 1000 },
    { name: 'scnet', dialect: scnet, bytes: 200_000, tiny: 300, latencyMs: 20 },
    { name: 'mistral', dialect: mistral, bytes: 400_000, tiny: 300, latencyMs: 100 },
    { name: 'zhipu', dialect: zhipu, bytes: 400_000, tiny: 300, latencyMs: 100 },
  ])('is sent to $name within its limits', async (large) => {
    const { name, dialect, bytes, tiny, latencyMs } = large;
    const folder = await folderCalled(`large ${name}`);
    await writeLargeWorkspace(folder, bytes, tiny);
    const server = await start(dialect, { latencyMs });
    const session = await begin(['--provider', dialect.id], folder);
    const report = await session.index(server.baseUrl);
    expect(server.refused.map(({ refusal }) => refusal)).toEqual([]);
    expect(report.failed).toEqual([]);
    expect(textsOf(server.requests)).toHaveLength(report.embedded);
    const requests = server.requests.flatMap(({ embedding }) => embedding ?? []);
    const { maxRequestTokens = Infinity } = Object.values(dialect.models)[0]!;
    expect(Math.max(...requests.map(({ tokens }) => tokens))).toBeLessThanOrEqual(maxRequestTokens);
    expect(Math.max(...requests.map(({ inputs }) => inputs.length))).toBeLessThanOrEqual(
      dialect.maxInputs ?? Infinity,
    );
  });
});
