import { describe, expect, it } from 'vitest';
import { Pace } from '../../../../src/engine/embedding/remote/pace';

/** A pace with a clock controlled by the test. */
class Paced {
  now = 1000;
  readonly pace: Pace;

  constructor(slots = 8) {
    this.pace = new Pace(slots, () => this.now);
  }

  pass(ms: number): this {
    this.now += ms;
    return this;
  }

  start(count: number): this {
    for (let i = 0; i < count; i++) {
      this.pace.started();
      this.pace.went();
    }
    return this;
  }

  /** Refuses requests that were sent just now. */
  refuse(count: number, retryAfterMs?: number): (number | undefined)[] {
    const sentAt = this.now;
    this.pass(1);
    return Array.from({ length: count }, () => {
      this.pace.came();
      return this.pace.refused(sentAt, retryAfterMs);
    });
  }

  /** Milliseconds between two requests that start as early as allowed. */
  nextInterval(): number {
    this.pass(this.pace.delayMs).start(1);
    return this.pace.delayMs;
  }
}

describe('the number of concurrent requests', () => {
  it('is the documented one as long as nothing is refused', () => {
    const paced = new Paced(5).start(5);
    paced.pace.succeeded();
    expect(paced.pace.concurrency).toBe(5);
    expect(paced.pace.delayMs).toBe(0);
  });

  it.each([
    ['one', 8, 1, 7],
    ['half', 8, 4, 4],
    ['all but one', 8, 7, 1],
    ['none where all were, for that tells of other trouble', 8, 8, 8],
    ['the only one', 1, 1, 1],
  ])('is reduced by refusals without Retry-After: %s', (_, slots, refused, left) => {
    const paced = new Paced(slots).start(slots);
    expect(paced.refuse(refused)).toEqual(Array(refused).fill(undefined));
    expect(paced.pace.concurrency).toBe(left);
    expect(paced.pace.delayMs).toBe(0);
  });

  it('is not reduced again before fewer are in progress', () => {
    const paced = new Paced(8).start(8);
    paced.refuse(2);
    expect(paced.pace.concurrency).toBe(6);
    // Those two are sent again while the other six are still active.
    paced.pace.went();
    paced.pace.went();
    paced.pass(500).refuse(2);
    expect(paced.pace.concurrency).toBe(6);
    // A new request starts: five of those six remain.
    paced.pass(500).start(1).pass(1).refuse(1);
    expect(paced.pace.concurrency).toBe(5);
  });

  it('is restored if the only request in progress is refused', () => {
    const paced = new Paced(8).start(8);
    // Five of eight were the last allowed in this minute; later requests are refused without other active requests.
    paced.refuse(3);
    expect(paced.pace.concurrency).toBe(5);
    for (let i = 0; i < 5; i++) paced.pace.came();
    paced.pass(500).start(1).refuse(1);
    expect(paced.pace.concurrency).toBe(8);
  });

  it('grows again by one per minute', () => {
    const paced = new Paced(4).start(4);
    paced.refuse(3);
    const seen = Array.from({ length: 6 }, () => {
      const { concurrency } = paced.pace;
      paced.pass(60_001);
      return concurrency;
    });
    expect(seen).toEqual([1, 2, 3, 4, 4, 4]);
  });

  it('does not change if the refusal has Retry-After', () => {
    const paced = new Paced(8).start(8);
    paced.refuse(8, 1000);
    expect(paced.pace.concurrency).toBe(8);
  });
});

describe('the rate of requests', () => {
  it('is measured over the interval that the accepted requests cover', () => {
    const paced = new Paced().start(20).pass(100).start(8);
    // 20 were accepted in 100 ms, and no more are accepted for another 900 ms.
    paced.refuse(8, 899);
    expect(paced.pace.delayMs).toBeGreaterThanOrEqual(899);
    expect(1000 / paced.pass(2000).nextInterval()).toBeCloseTo(20, -1);
    expect(1000 / paced.nextInterval()).toBeLessThanOrEqual(20 * 1.1);
  });

  it('leaves room for repeated requests, one after the other', () => {
    const paced = new Paced().start(8);
    const waits = paced.refuse(3, 999) as number[];
    // Five were accepted within the second.
    const [first, second, third] = waits as [number, number, number];
    expect(first).toBeCloseTo(999, 5);
    expect(second).toBeGreaterThan(first);
    expect(third).toBeGreaterThan(second);
    expect(paced.pace.delayMs).toBeCloseTo(999 + 3 * 200, 5);
  });

  it('pauses for the longest requested wait', () => {
    const paced = new Paced().start(2);
    paced.refuse(1, 5000);
    paced.refuse(1, 100);
    expect(paced.pace.delayMs).toBeGreaterThanOrEqual(4999);
  });

  /** Keeps a rate for some time, then is refused. */
  function sustained(perSecond: number): Paced {
    const paced = new Paced().start(perSecond);
    paced.refuse(1, 999);
    for (let i = 0; i < 10 * perSecond; i++) paced.nextInterval();
    return paced;
  }

  it('is kept just below the one that was refused, and tried again after a minute', () => {
    const paced = sustained(20);
    const before = 1000 / paced.nextInterval();
    paced.refuse(1, 1000);
    const after = 1000 / paced.nextInterval();
    expect(after / before).toBeCloseTo(0.97, 2);
    for (let i = 0; i < 50 * after; i++) paced.nextInterval();
    expect(1000 / paced.nextInterval()).toBeCloseTo(after, 3);
    for (let i = 0; i < 40 * after; i++) paced.nextInterval();
    expect(1000 / paced.nextInterval()).toBeGreaterThan(before);
  });

  it('is not changed by requests that were sent before the last change', () => {
    const paced = sustained(20);
    const sentAt = paced.now;
    paced.pass(10);
    paced.pace.refused(sentAt, 1000);
    const { delayMs } = paced.pace;
    paced.pace.refused(sentAt - 5, 1000);
    // Only one slot, for the request that is sent again.
    expect(paced.pace.delayMs - delayMs).toBeLessThan(100);
  });

  it('is not measured while there was nothing to send', () => {
    const paced = new Paced().start(1);
    paced.pass(3_600_000).start(10).pass(10);
    paced.refuse(1, 990);
    expect(1000 / paced.pass(2000).nextInterval()).toBeGreaterThan(5);
  });

  it('is reduced strongly if hardly any request is accepted', () => {
    const paced = new Paced().start(60);
    paced.refuse(1, 100);
    const rates = Array.from({ length: 8 }, () => {
      paced.pass(paced.pace.delayMs).start(1);
      paced.refuse(1, 1000);
      return 1000 / paced.pass(paced.pace.delayMs).nextInterval();
    });
    expect(rates.at(-1)).toBeLessThan(3);
    expect(rates.at(-1)).toBeGreaterThan(0);
  });
});

describe('an answer without remaining requests', () => {
  it('is followed by the named pause', () => {
    const paced = new Paced().start(1);
    paced.pace.succeeded(3000);
    expect(paced.pace.delayMs).toBe(3000);
    paced.pass(1000).pace.succeeded(500);
    expect(paced.pace.delayMs).toBe(2000);
    paced.pace.succeeded();
    expect(paced.pace.delayMs).toBe(2000);
  });

  it('needs no pause if the rate leaves as much time', () => {
    const paced = new Paced().start(5);
    paced.refuse(1, 999);
    paced.pass(paced.pace.delayMs);
    paced.pace.succeeded(200);
    expect(paced.pace.delayMs).toBe(0);
    paced.pace.succeeded(20_000);
    expect(paced.pace.delayMs).toBe(20_000);
  });
});
