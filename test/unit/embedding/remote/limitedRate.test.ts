import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLogger } from '../../../../src/common/logger';
import { volatileMemory } from '../../../../src/engine/embedding/remote/learnedLimits';
import { RemoteProvider } from '../../../../src/engine/embedding/remote/remoteProvider';
import { seededRandom } from '../../chunking/randomText';
import { fakeDimensions, fakeEndpoint, FakeTransport } from './fakeProvider';
import { atOnce, fixedWindow, rateLimitReset, retryAfter, tokenBucket, type Limiter } from './limitedServer';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockImplementation(seededRandom(1));
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const documentedAtOnce = 8;
const seconds = 90;
const refusedAfterMs = 5;

/** Sends as many requests as allowed for a while. */
async function run(limiter: Limiter, latencyMs: number): Promise<{ perSecond: number; refused: number }> {
  let taken = 0;
  let refused = 0;
  const transport = new FakeTransport(() => {
    const refusal = limiter.arrive(performance.now());
    if (refusal) {
      refused++;
      return { ...refusal, afterMs: refusedAfterMs };
    }
    taken++;
    setTimeout(() => limiter.leave?.(), latencyMs - 1);
    return { headers: limiter.headers?.(performance.now()) ?? {} };
  }, latencyMs);
  const provider = new RemoteProvider({
    endpoint: fakeEndpoint({ concurrency: documentedAtOnce, maxInputs: 1 }),
    transport,
    memory: volatileMemory(),
    dimensions: fakeDimensions,
    askedDimensions: undefined,
    mask: (text) => text,
    logger: silentLogger,
  });
  const end = new AbortController();
  let failure: unknown;
  const feed = async (name: number): Promise<void> => {
    for (let i = 0; ; i++) {
      const texts = Array.from({ length: 32 }, (_, k) => `${name} ${i} ${k}`);
      await provider.embedDocuments(texts, end.signal);
    }
  };
  const feeding = Array.from({ length: 4 }, (_, name) =>
    feed(name).catch((error: unknown) => {
      if (!end.signal.aborted) failure ??= error;
    }),
  );
  // Excludes the first second: nothing is answered before the latency has passed.
  await vi.advanceTimersByTimeAsync(latencyMs);
  const before = taken;
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  const perSecond = (taken - before) / seconds;
  end.abort();
  await vi.advanceTimersByTimeAsync(100_000);
  await Promise.all(feeding);
  expect(failure).toBeUndefined();
  return { perSecond, refused };
}

const hints = { 'retry-after': retryAfter, 'x-ratelimit-reset-requests': rateLimitReset };

describe.each([50, 1000])(
  "at least nine tenths of a provider's limits are used, with answers after %i ms,",
  (latencyMs) => {
    const most = (documentedAtOnce * 1000) / latencyMs;

    it('if it allows the documented rate', async () => {
      const { perSecond, refused } = await run({ arrive: () => undefined }, latencyMs);
      expect(perSecond / most).toBeGreaterThan(0.97);
      expect(refused).toBe(0);
    });

    describe.each(Object.entries(hints))('if it reports the wait by %s', (_, headersOf) => {
      it.each([5, 20, 60])('if it allows %i requests per second', async (limit) => {
        const { perSecond, refused } = await run(fixedWindow(limit, headersOf), latencyMs);
        expect(perSecond / Math.min(limit, most)).toBeGreaterThanOrEqual(latencyMs > 500 ? 0.88 : 0.9);
        expect(refused).toBeLessThan(30);
      });

      it.each([5, 20, 60])('if it allows %i requests per second with a token bucket', async (limit) => {
        const { perSecond } = await run(tokenBucket(limit, limit, headersOf), latencyMs);
        expect(perSecond / Math.min(limit, most)).toBeGreaterThanOrEqual(0.9);
      });
    });

    it('if it allows 120 requests per minute, and does not report that', async () => {
      const { perSecond, refused } = await run(
        fixedWindow(120, () => ({}), 60_000),
        latencyMs,
      );
      // Two windows start during the measurement.
      expect((perSecond * seconds) / 240).toBeGreaterThanOrEqual(0.9);
      expect(refused).toBeLessThan(150);
    });

    it('if its token bucket is full at first', async () => {
      const { perSecond, refused } = await run(tokenBucket(5, 50, retryAfter), latencyMs);
      expect(perSecond / 5).toBeGreaterThanOrEqual(0.9);
      expect(refused).toBeLessThan(40);
    });

    it('if each answer names the time of the next request', async () => {
      let next = 0;
      const limiter: Limiter = {
        arrive: (now) => {
          next = now + 50;
          return undefined;
        },
        headers: (now) => rateLimitReset(next - now),
      };
      const { perSecond } = await run(limiter, latencyMs);
      expect(perSecond).toBeGreaterThan(0.9 * Math.min(most / documentedAtOnce, 10));
    });

    it.each([2, 3, 4, 6])('if it allows %i concurrent requests, and does not report that', async (limit) => {
      const { perSecond, refused } = await run(atOnce(limit), latencyMs);
      expect((perSecond * latencyMs) / 1000 / limit).toBeGreaterThanOrEqual(0.9);
      expect(refused).toBeLessThan(60);
    });

    it('if it fails for half a minute', async () => {
      const start = performance.now() + 10_000;
      const limiter: Limiter = {
        arrive: (now) =>
          now > start && now < start + 3000 ? { status: 503, body: { error: 'Loading' } } : undefined,
      };
      const { perSecond } = await run(limiter, latencyMs);
      expect(perSecond / most).toBeGreaterThan(0.8);
    });
  },
);
