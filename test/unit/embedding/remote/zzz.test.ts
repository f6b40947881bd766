import { afterEach, beforeEach, it, vi } from 'vitest';
import { silentLogger } from '../../../../src/common/logger';
import { volatileMemory } from '../../../../src/engine/embedding/remote/learnedLimits';
import { RemoteProvider } from '../../../../src/engine/embedding/remote/remoteProvider';
import { fakeDimensions, fakeEndpoint, FakeTransport } from './fakeProvider';
import { atOnce, fixedWindow, rateLimitReset, retryAfter, tokenBucket, type Limiter } from './limitedServer';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

const none: Limiter = { arrive: () => undefined };
const cases: [string, () => Limiter, (latency: number) => number][] = [
  ['none', () => none, (l) => 8000 / l],
  ...[5, 20, 60].flatMap((n): [string, () => Limiter, (l: number) => number][] => [
    [`fixed ${n} retry-after`, () => fixedWindow(n, retryAfter), (l) => Math.min(n, 8000 / l)],
    [`fixed ${n} reset`, () => fixedWindow(n, rateLimitReset), (l) => Math.min(n, 8000 / l)],
    [`bucket ${n}/${n} retry-after`, () => tokenBucket(n, n, retryAfter), (l) => Math.min(n, 8000 / l)],
    [`bucket ${n}/1 reset`, () => tokenBucket(n, 1, rateLimitReset), (l) => Math.min(n, 8000 / l)],
    [`bucket ${n}/${10*n} retry-after`, () => tokenBucket(n, 10*n, retryAfter), (l) => Math.min(n, 8000 / l)],
    [`bucket ${n} no hint`, () => tokenBucket(n, n, () => ({})), (l) => Math.min(n, 8000 / l)],
  ]),
  ...[1, 2, 3, 4, 6].map((n): [string, () => Limiter, (l: number) => number] => [`at once ${n}`, () => atOnce(n), (l) => (n * 1000) / l]),
];

for (const latency of [50, 1000]) it.each(cases)(`${latency} %s`, async (name, make, bestOf) => {
  const limiter = make();
  const taken: number[] = []; let refused = 0;
  const transport = new FakeTransport(() => {
    const now = performance.now();
    const refusal = limiter.arrive(now);
    if (refusal) { refused++; return { ...refusal, afterMs: Math.min(latency, 20) }; }
    taken.push(now);
    setTimeout(() => limiter.leave?.(), latency - 1);
    return undefined;
  }, latency);
  const provider = new RemoteProvider({ endpoint: fakeEndpoint({ concurrency: 8, maxInputs: 1 }), transport, memory: volatileMemory(), dimensions: fakeDimensions, askedDimensions: undefined, mask: (t) => t, logger: silentLogger });
  const controller = new AbortController();
  let error: unknown; let running = true;
  const feed = async (): Promise<void> => { let i = 0; while (running) await provider.embedDocuments(Array.from({ length: 64 }, () => `t${i++}`), controller.signal); };
  const feeders = Array.from({ length: 8 }, () => feed().catch((e: unknown) => { error ??= e; }));
  const seconds = 120;
  const t0 = performance.now();
  for (let s = 0; s < seconds; s++) await vi.advanceTimersByTimeAsync(1000);
  running = false; controller.abort(); await vi.advanceTimersByTimeAsync(70000); await Promise.all(feeders);
  const rate = (from: number, to: number): number => taken.filter((at) => at >= t0 + from * 1000 && at < t0 + to * 1000).length / (to - from) / bestOf(latency);
  console.log(`RES ${latency} ${name.padEnd(26)} 0-10 ${rate(0, 10).toFixed(2)} 10-60 ${rate(10, 60).toFixed(2)} 60-120 ${rate(60, 120).toFixed(2)} all ${rate(0,120).toFixed(2)} refused ${refused} ${error instanceof Error && !/Cancel/.test(error.message) ? error.message : ''}`);
});
