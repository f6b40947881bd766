import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ProviderOptions } from '../src/common/contracts/engineOptions';
import { openEngine } from '../src/node/openEngine';
import { buildCorpus } from './speed/corpus';
import { measureBareClient } from './throughput/bareClient';
import { serveEmbeddings, type ServerLimits, type ServerReport } from './throughput/embeddingServer';

/**
 * `node out/bench/providerThroughput.js [--folder DIR] [--texts N] [--rounds N] [--only NAME]`
 *
 * Indexes the sources below DIR (default: the packages this project is built with; equal texts are sent once, so it
 * should contain enough of them) with a provider on a server in a separate process that answers after 50 ms, within
 * several limits. Prints the achieved share of what the limits allow: of the requests per second if those are
 * limited, else of the rate that a minimal client reaches in the same run with bodies of the same size and the same
 * concurrency, only reading the answers. Also prints how fast the same sources are indexed with the built-in model:
 * if that rate is below the limit, this machine is the bottleneck.
 */
const root = path.join(__dirname, '..', '..');
const dist = path.join(root, 'dist');
const latencyMs = 50;
const bareMs = 4000;

interface Case {
  readonly name: string;
  readonly provider: string;
  /** Concurrent requests that the limits allow. */
  readonly atOnce: number;
  readonly server: Omit<ServerLimits, 'latencyMs'>;
}

const cases: readonly Case[] = [
  { name: 'scnet', provider: 'scnet', atOnce: 8, server: { dimensions: 4096 } },
  { name: 'qhaigc', provider: 'qhaigc', atOnce: 8, server: { dimensions: 1024 } },
  { name: 'openai', provider: 'openai', atOnce: 8, server: { dimensions: 1536 } },
  {
    name: '40/s, Retry-After',
    provider: 'qhaigc',
    atOnce: 8,
    server: { dimensions: 1024, perSecond: 40, hint: 'retry-after' },
  },
  {
    name: '40/s, x-ratelimit',
    provider: 'qhaigc',
    atOnce: 8,
    server: { dimensions: 1024, perSecond: 40, hint: 'x-ratelimit' },
  },
  {
    name: '3 at a time, no hint',
    provider: 'qhaigc',
    atOnce: 3,
    server: { dimensions: 1024, atOnce: 3 },
  },
];

interface Outcome extends ServerReport {
  readonly perSecond: number;
  readonly allowed: number;
  /** Share of the time that this thread was busy. */
  readonly busy: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string' },
      texts: { type: 'string', default: '12000' },
      rounds: { type: 'string', default: '3' },
      only: { type: 'string' },
    },
  });
  const scratch = await mkdtemp(path.join(tmpdir(), 'semantic-search-throughput-'));
  try {
    const folder = path.join(scratch, 'workspace');
    const sources = path.resolve(values.folder ?? path.join(root, 'node_modules'));
    await buildCorpus(sources, folder, Number(values.texts) * 36);
    const alone = await measureAlone(folder, scratch);
    console.log(`With the built-in model: ${Math.round(alone)} texts/s\n`);
    const chosen = cases.filter(({ name }) => name.includes(values.only ?? ''));
    const ratios = new Map(chosen.map(({ name }) => [name, [] as number[]]));
    console.log(
      row('limits', 'texts', 'requests', 'refused', 'texts/s', 'allowed', 'ratio', 'texts/request', 'busy'),
    );
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const one of chosen) {
        const outcome = await measure(
          one,
          folder,
          path.join(scratch, `${one.name.replaceAll('/', '-')} ${round}`),
        );
        ratios.get(one.name)!.push(outcome.perSecond / outcome.allowed);
        report(one, outcome);
      }
    }
    console.log(`\n${row('limits', 'best', 'median')}`);
    for (const [name, found] of ratios) {
      const sorted = [...found].sort((a, b) => b - a);
      console.log(row(name, share(sorted[0]!), share(sorted[Math.floor(sorted.length / 2)]!)));
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function measure(one: Case, folder: string, scratch: string): Promise<Outcome> {
  const server = await startServer({ latencyMs, ...one.server });
  try {
    const provider = {
      provider: one.provider,
      baseUrl: `http://127.0.0.1:${server.port}/v1`,
      apiKey: 'bench',
      network: { proxy: 'off' },
    };
    const busyBefore = performance.eventLoopUtilization();
    await indexAll(provider, folder, scratch);
    const { utilization } = performance.eventLoopUtilization(busyBefore);
    const seen = await server.report();
    return {
      ...seen,
      perSecond: (seen.texts * 1000) / seen.ms,
      allowed: await allowedBy(one, seen),
      busy: utilization,
    };
  } finally {
    server.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Texts per second that the limits allow. */
async function allowedBy({ server, atOnce }: Case, seen: ServerReport): Promise<number> {
  if (server.perSecond !== undefined) return server.perSecond * seen.textsInRequest;
  const count = Math.round(seen.textsInRequest);
  const text = 'x'.repeat(Math.max(1, Math.round(seen.bodyBytes / count) - 3));
  const input = Array<string>(count).fill(text);
  const body = JSON.stringify({ model: 'm', input, encoding_format: 'base64' });
  const bare = await startServer({ latencyMs, ...server });
  try {
    return (
      count * (await measureBareClient({ port: bare.port, path: '/v1/embeddings', body, atOnce, ms: bareMs }))
    );
  } finally {
    bare.stop();
  }
}

/** Texts per second without a server. */
async function measureAlone(folder: string, scratch: string): Promise<number> {
  const started = performance.now();
  const chunks = await indexAll({ provider: 'builtin' }, folder, path.join(scratch, 'alone'));
  return (chunks * 1000) / (performance.now() - started);
}

async function indexAll(provider: ProviderOptions, folder: string, scratch: string): Promise<number> {
  const opened = await openEngine({ provider, cacheDirectory: path.join(scratch, 'cache') }, { dist });
  const measured = await opened.openFolder({ folder, indexDirectory: path.join(scratch, 'index') });
  const { chunks, failed } = await measured.index.update();
  measured.close();
  if (failed.length > 0) throw new Error(`Not indexed: ${failed[0]!.path}: ${failed[0]!.reason}`);
  return chunks;
}

interface Server {
  readonly port: number;
  report(): Promise<ServerReport>;
  stop(): void;
}

async function startServer(limits: ServerLimits): Promise<Server> {
  const child: ChildProcess = fork(__filename, {
    env: { ...process.env, BENCH_SERVER: JSON.stringify(limits) },
  });
  const told = async (): Promise<unknown> => ((await once(child, 'message')) as [unknown])[0];
  const { port } = (await told()) as { port: number };
  return {
    port,
    report: async () => {
      const answer = told();
      child.send('report');
      return (await answer) as ServerReport;
    },
    stop: () => {
      child.disconnect();
    },
  };
}

function report({ name }: Case, outcome: Outcome): void {
  const { texts, requests, refused, perSecond, allowed, textsInRequest, busy } = outcome;
  const rates = [perSecond, allowed].map((value) => String(Math.round(value)));
  const ratio = share(perSecond / allowed);
  console.log(
    row(
      name,
      texts,
      requests,
      refused,
      ...rates,
      ratio,
      textsInRequest.toFixed(1),
      `${Math.round(100 * busy)} %`,
    ),
  );
}

function row(first: string, ...others: readonly (string | number)[]): string {
  return first.padEnd(22) + others.map((other) => String(other).padStart(10)).join('');
}

function share(value: number): string {
  return value.toFixed(3);
}

const serverLimits = process.env['BENCH_SERVER'];
if (serverLimits === undefined) void main();
else serveEmbeddings(JSON.parse(serverLimits) as ServerLimits);
